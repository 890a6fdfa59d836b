/** Suites and transform sets that nobody types: those of a client of Easy VPN, and the defaults that came with 15. */
import type { IkeCipher, IkeHash, IsakmpPolicy } from '../../ike/environment.ts';
import type { Integrity } from '../../ipsec/proposal.ts';
import type { TransformSet } from '../ipsec/transform-set.ts';

interface Strength {
  cipher: IkeCipher;
  keyBits: number;
}

const strengths: readonly Strength[] = [
  { cipher: 'aes', keyBits: 256 },
  { cipher: 'aes', keyBits: 192 },
  { cipher: 'aes', keyBits: 128 },
  { cipher: '3des', keyBits: 168 },
  { cipher: 'des', keyBits: 56 },
];

const hashes: readonly IkeHash[] = ['sha1', 'md5'];
/** The first of those below the suite that IOS tries last of all. */
const firstPriority = 65_515;

/** "The Easy VPN remote feature supports only ISAKMP policies that use group 2" (Easy VPN Remote, restrictions). */
export const ezvpnPolicies: readonly IsakmpPolicy[] = strengths
  .flatMap((strength) => hashes.map((hash) => ({ ...strength, hash })))
  .map((one, index) => ({
    ...one,
    priority: firstPriority + index,
    authentication: 'pre-share',
    group: 2,
    lifetime: 86_400,
  }));

/** The shield of IOS XE 17.11 is against these, and against DES, 3DES and MD5. */
export const weakGroups: readonly number[] = [1, 2, 5];

/** The first of the default policies of 15. */
export const firstSmartPriority = 65_507;

/** AES with group 5, then 3DES with group 2; SHA, then MD5; signatures, then keys (show crypto isakmp default policy). */
export const smartPolicies: readonly IsakmpPolicy[] = (
  [
    { cipher: 'aes', keyBits: 128, group: 5 },
    { cipher: '3des', keyBits: 168, group: 2 },
  ] as const
)
  .flatMap((one) => hashes.map((hash) => ({ ...one, hash })))
  .flatMap((one) => (['rsa-sig', 'pre-share'] as const).map((authentication) => ({ ...one, authentication })))
  .map((one, index) => ({ ...one, priority: firstSmartPriority + index, lifetime: 86_400 }));

/** `default: { esp-aes esp-sha-hmac }`, which negotiates transport mode (corpus genie iosxe, show crypto ipsec profile). */
export const smartTransformSet: Readonly<TransformSet> = {
  name: 'default',
  esp: { cipher: 'aes', keyBits: 128, integrity: 'sha1' },
  ah: undefined,
  mode: 'transport',
};

const integrities: readonly Integrity[] = ['sha1', 'md5'];

/** Names with a blank, which nobody can type. */
export const ezvpnTransformSets: ReadonlyMap<string, TransformSet> = new Map(
  strengths.flatMap(({ cipher, keyBits }) =>
    integrities.map((integrity) => {
      const name = `ezvpn ${cipher}${keyBits} ${integrity}`;
      const esp = { cipher, keyBits, integrity };
      return [name, { name, esp, ah: undefined, mode: 'tunnel' }] as const;
    }),
  ),
);
