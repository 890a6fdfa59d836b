/** What is negotiated where an operator has configured no proposal and no policy. */
import { defaultIkev2Proposal, type Ikev2Proposal } from './configuration.ts';

/**
 * `show crypto ikev2 proposal default` of the two lines of software: IOS 15 prefers strength and offers MD5 still, IOS
 * XE 17 offers neither MD5 nor SHA-1 nor group 2.
 */
export const smartDefaultProposals: Readonly<Record<'ios15' | 'iosxe17', Ikev2Proposal>> = {
  ios15: {
    name: 'default',
    encryption: [
      { algorithm: 'aes-cbc', keyBits: 256 },
      { algorithm: 'aes-cbc', keyBits: 192 },
      { algorithm: 'aes-cbc', keyBits: 128 },
    ],
    integrity: ['sha512', 'sha384', 'sha256', 'sha1', 'md5'],
    prf: ['sha512', 'sha384', 'sha256', 'sha1', 'md5'],
    groups: [5, 2],
  },
  iosxe17: defaultIkev2Proposal(),
};
