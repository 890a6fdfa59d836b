/** How IOS spells the transforms of ESP: one way when they are configured, another when they are shown. */
import type { EspCipher, EspTransform, Integrity, IpsecProposal } from '../../ipsec/proposal.ts';
import type { TransformSet } from '../../router/ipsec/crypto-configuration.ts';

/** The words after the name of a transform set. Which of them a release has: crypto-generation.ts. */
const integrityWords: Readonly<Record<Integrity, string>> = {
  md5: 'esp-md5-hmac',
  sha1: 'esp-sha-hmac',
  sha256: 'esp-sha256-hmac',
  sha384: 'esp-sha384-hmac',
  sha512: 'esp-sha512-hmac',
};

/** As in the configuration: `esp-aes 256 esp-sha-hmac`. */
export function configuredTransforms({ cipher, keyBits, integrity }: EspTransform): string {
  const bits = hasLengths(cipher) && keyBits !== 128 ? [String(keyBits)] : [];
  return [`esp-${nameOf(cipher)}`, ...bits, ...wordsOf(integrity)].join(' ');
}

/** A whole transform set, likewise: AH first, compression last. */
export function configuredSet({ ah, esp, namesCompression }: TransformSet): string {
  const words = [ah && ahWords[ah], esp && configuredTransforms(esp), namesCompression && 'comp-lzs'];
  return words.filter((word) => typeof word === 'string').join(' ');
}

/**
 * As in show commands: `esp-256-aes esp-sha-hmac`, but `esp-gcm 256`, as it is configured (reference/device-output.md
 * section 3).
 */
export function shownTransforms({ cipher, keyBits, integrity }: EspTransform): string {
  const isLong = hasLengths(cipher) && keyBits !== 128;
  const name = nameOf(cipher);
  const shown = !isLong ? `esp-${name}` : cipher === 'aes' ? `esp-${keyBits}-aes` : `esp-${name} ${keyBits}`;
  return [shown, ...wordsOf(integrity)].join(' ');
}

const hasLengths = (cipher: EspCipher): boolean => cipher === 'aes' || cipher === 'aes-gcm';
const nameOf = (cipher: EspCipher): string => (cipher === 'aes-gcm' ? 'gcm' : cipher);

const ahWords: Readonly<Record<Integrity, string>> = {
  md5: 'ah-md5-hmac',
  sha1: 'ah-sha-hmac',
  sha256: 'ah-sha256-hmac',
  sha384: 'ah-sha384-hmac',
  sha512: 'ah-sha512-hmac',
};

/** All transforms of a proposal, AH first as IOS has them. */
export function shownProposal({ esp, ah }: Pick<IpsecProposal, 'esp' | 'ah'>): string {
  return [...(ah ? [ahWords[ah]] : []), ...(esp ? [shownTransforms(esp)] : [])].join(' ');
}

/** As `show crypto engine` has it: `AES256+SHA256`. */
export function engineTransforms({ cipher, keyBits, integrity }: EspTransform): string {
  const name = engineCipher(cipher) + (hasLengths(cipher) && keyBits !== 128 ? String(keyBits) : '');
  return integrity ? `${name}+${engineHash(integrity)}` : name;
}

const engineCipher = (cipher: EspCipher): string => (cipher === 'aes-gcm' ? 'AES-GCM' : cipher.toUpperCase());

/** SHA alone is SHA-1 to IOS. */
export function engineHash(hash: Integrity): string {
  return hash === 'sha1' ? 'SHA' : hash.toUpperCase();
}

function wordsOf(integrity: Integrity | undefined): string[] {
  return integrity ? [integrityWords[integrity]] : [];
}
