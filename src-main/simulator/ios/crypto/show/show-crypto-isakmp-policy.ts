/** show crypto isakmp policy: lines of seed 000, tabs of a 12.4 console. */
import type { IkeAuthentication, IkeCipher, IkeHash, IsakmpPolicy } from '../../../ike/environment.ts';
import type { Flavour } from '../../flavour.ts';
import { groupBits } from '../crypto-groups.ts';
import { firstSmartPriority } from '../../../router/ike/built-in-suites.ts';
import { defaultIsakmpPolicy } from '../../../router/ipsec/crypto-configuration.ts';

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

/**
 * 12.4 lists its built-in suite last. From 15 on there are default policies instead, which hold where none is configured
 * ("smart defaults"), and the list of configured ones ends with them (gh id:1456131183).
 * @param policies in the order in which they are tried, the built-in suite last
 */
export function isakmpPolicyLines(policies: readonly IsakmpPolicy[], { hasSmartDefaults }: Flavour): string[] {
  if (!hasSmartDefaults) return ['', 'Global IKE policy', ...policies.flatMap(suiteLines)];
  const configured = policies.filter(({ priority }) => priority < firstSmartPriority);
  return configured.length > 0
    ? ['', 'Global IKE policy', ...configured.flatMap(suiteLines)]
    : defaultPolicyLines(policies);
}

/** The default policies of 15 (command reference, show crypto isakmp default policy). */
export function defaultPolicyLines(policies: readonly IsakmpPolicy[]): string[] {
  return ['', 'Default IKE policy', ...policies.flatMap(suiteLines)];
}

function suiteLines(policy: IsakmpPolicy): string[] {
  const { priority, cipher, keyBits, hash, authentication, group, lifetime } = policy;
  const isDefault = priority === defaultIsakmpPolicy.priority;
  return [
    isDefault ? 'Default protection suite' : `${titleOf(priority)} of priority ${priority}`,
    `\tencryption algorithm:\t${cipherName(cipher, keyBits)}`,
    `\thash algorithm:\t\t${hashes[hash]}`,
    `\tauthentication method:\t${methods[authentication]}`,
    `\tDiffie-Hellman group:\t#${group} (${groupBits[group] ?? 0} bit)`,
    `\tlifetime:\t\t${lifetime} seconds, no volume limit`,
  ];
}

const titleOf = (priority: number): string =>
  priority >= firstSmartPriority ? 'Default protection suite' : 'Protection suite';

function cipherName(cipher: IkeCipher, keyBits: number): string {
  if (cipher === 'des') return 'DES - Data Encryption Standard (56 bit keys).';
  if (cipher === '3des') return 'Three key triple DES';
  return `AES - Advanced Encryption Standard (${keyBits} bit keys).`;
}
