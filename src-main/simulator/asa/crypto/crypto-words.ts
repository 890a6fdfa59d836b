/** Algorithms by the words of an ASA. */
import type { Ikev2Cipher, Ikev2Integrity } from '../../ike2/configuration.ts';
import type { EspTransform, Integrity } from '../../ipsec/proposal.ts';
import type { IpsecProposalSettings } from './crypto-state.ts';

/** `esp-aes-256`, `esp-3des`, `esp-null` */
export function espCipherOf(word: string): Pick<EspTransform, 'cipher' | 'keyBits'> {
  if (word === 'esp-des') return { cipher: 'des', keyBits: 56 };
  if (word === 'esp-3des') return { cipher: '3des', keyBits: 168 };
  if (word === 'esp-null') return { cipher: 'null', keyBits: 0 };
  return { cipher: 'aes', keyBits: Number(/\d+$/.exec(word)?.[0] ?? 128) };
}

/** `esp-sha-hmac`, `esp-md5-hmac`, `esp-none` */
export function espIntegrityOf(word: string): Integrity | undefined {
  if (word === 'esp-none') return undefined;
  return word === 'esp-md5-hmac' ? 'md5' : 'sha1';
}

/** As `show crypto ipsec sa` has it: `esp-aes-256 esp-sha-hmac`. */
export function textOfTransform({ cipher, keyBits, integrity }: EspTransform): string {
  return [cipherText(cipher, keyBits), ...(cipher === 'aes-gcm' ? ['esp-null-hmac'] : [integrityText(integrity)])].join(
    ' ',
  );
}

function cipherText(cipher: EspTransform['cipher'], keyBits: number): string {
  switch (cipher) {
    case 'aes':
      return keyBits === 128 ? 'esp-aes' : `esp-aes-${keyBits}`;
    case 'aes-gcm':
      return keyBits === 128 ? 'esp-aes-gcm' : `esp-aes-gcm-${keyBits}`;
    default:
      return `esp-${cipher}`;
  }
}

function integrityText(integrity: Integrity | undefined): string {
  switch (integrity) {
    case undefined:
      return 'esp-no-hmac';
    case 'sha1':
      return 'esp-sha-hmac';
    case 'md5':
      return 'esp-md5-hmac';
    default:
      return `esp-sha-${integrity.slice('sha'.length)}-hmac`;
  }
}

const integrityNames: Readonly<Record<string, Integrity>> = {
  md5: 'md5',
  'sha-1': 'sha1',
  sha: 'sha1',
  'sha-256': 'sha256',
  sha256: 'sha256',
  'sha-384': 'sha384',
  sha384: 'sha384',
  'sha-512': 'sha512',
  sha512: 'sha512',
};

export function integrityOf(word: string): Ikev2Integrity | undefined {
  return integrityNames[word];
}

/** `aes-256`, `aes-gcm-256`, `3des` of a policy or a proposal of version 2. */
export function ikev2CipherOf(word: string): Ikev2Cipher {
  if (word === 'des') return { algorithm: 'des', keyBits: 56 };
  if (word === '3des') return { algorithm: '3des', keyBits: 168 };
  const keyBits = Number(/\d+$/.exec(word)?.[0] ?? 128);
  return { algorithm: word.startsWith('aes-gcm') ? 'aes-gcm' : 'aes-cbc', keyBits };
}

export function wordOfIkev2Cipher({ algorithm, keyBits }: Ikev2Cipher): string {
  if (algorithm === 'des' || algorithm === '3des') return algorithm;
  const name = algorithm === 'aes-gcm' ? 'aes-gcm' : 'aes';
  return keyBits === 128 ? name : `${name}-${keyBits}`;
}

/** `sha` for SHA-1, as the running configuration writes it. */
export function wordOfIntegrity(integrity: Ikev2Integrity): string {
  return integrity === 'sha1' ? 'sha' : integrity;
}

/** Every combination that a proposal stands for; AES-GCM needs no integrity algorithm. */
export function transformsOfProposal({ encryption, integrity }: IpsecProposalSettings): EspTransform[] {
  return encryption.flatMap((word): EspTransform[] => {
    if (word === 'null') return integritiesOf(integrity).map((one) => ({ cipher: 'null', keyBits: 0, integrity: one }));
    const { algorithm, keyBits } = ikev2CipherOf(word);
    if (algorithm === 'aes-gcm') return [{ cipher: 'aes-gcm', keyBits, integrity: undefined }];
    const cipher = algorithm === 'aes-cbc' ? 'aes' : algorithm;
    return integritiesOf(integrity).map((one) => ({ cipher, keyBits, integrity: one }));
  });
}

function integritiesOf(words: readonly string[]): Integrity[] {
  return words.flatMap((word) => integrityNames[word] ?? []);
}
