/** show crypto isakmp policy: lines of seed 000, tabs of a 12.4 console. */
import type { IkeAuthentication, IkeCipher, IkeHash, IsakmpPolicy } from '../ike/environment.ts';
import { groupBits } from './crypto-groups.ts';
import { defaultIsakmpPolicy } from '../router/crypto-configuration.ts';

const hashes: Readonly<Record<IkeHash, string>> = {
  md5: 'Message Digest 5',
  sha1: 'Secure Hash Standard',
  sha256: 'Secure Hash Standard 2 (256 bit)',
  sha384: 'Secure Hash Standard 2 (384 bit)',
  sha512: 'Secure Hash Standard 2 (512 bit)',
};

const methods: Readonly<Record<IkeAuthentication, string>> = {
  'pre-share': 'Pre-Shared Key',
  'rsa-sig': 'Rivest-Shamir-Adleman Signature',
  'rsa-encr': 'Rivest-Shamir-Adleman Encryption',
};

/** @param policies in the order in which they are tried, the built-in suite last */
export function isakmpPolicyLines(policies: readonly IsakmpPolicy[]): string[] {
  return ['', 'Global IKE policy', ...policies.flatMap(suiteLines)];
}

function suiteLines(policy: IsakmpPolicy): string[] {
  const { priority, cipher, keyBits, hash, authentication, group, lifetime } = policy;
  const isDefault = priority === defaultIsakmpPolicy.priority;
  return [
    isDefault ? 'Default protection suite' : `Protection suite of priority ${priority}`,
    `\tencryption algorithm:\t${cipherName(cipher, keyBits)}`,
    `\thash algorithm:\t\t${hashes[hash]}`,
    `\tauthentication method:\t${methods[authentication]}`,
    `\tDiffie-Hellman group:\t#${group} (${groupBits[group] ?? 0} bit)`,
    `\tlifetime:\t\t${lifetime} seconds, no volume limit`,
  ];
}

function cipherName(cipher: IkeCipher, keyBits: number): string {
  if (cipher === 'des') return 'DES - Data Encryption Standard (56 bit keys).';
  if (cipher === '3des') return 'Three key triple DES';
  return `AES - Advanced Encryption Standard (${keyBits} bit keys).`;
}
