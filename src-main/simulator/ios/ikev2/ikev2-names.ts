/** The words of IKE version 2: as they are typed, and as shows and debugs spell them. */
import type { Ikev2Cipher, Ikev2Integrity } from '../../ike2/configuration.ts';

/** In the order of the vendor's command reference. */
export const ikev2Ciphers: Readonly<Record<Ikev2CipherWord, Ikev2Cipher>> = {
  '3des': { algorithm: '3des', keyBits: 168 },
  'aes-cbc-128': { algorithm: 'aes-cbc', keyBits: 128 },
  'aes-cbc-192': { algorithm: 'aes-cbc', keyBits: 192 },
  'aes-cbc-256': { algorithm: 'aes-cbc', keyBits: 256 },
  'aes-gcm-128': { algorithm: 'aes-gcm', keyBits: 128 },
  'aes-gcm-256': { algorithm: 'aes-gcm', keyBits: 256 },
  des: { algorithm: 'des', keyBits: 56 },
};

export type Ikev2CipherWord =
  '3des' | 'aes-cbc-128' | 'aes-cbc-192' | 'aes-cbc-256' | 'aes-gcm-128' | 'aes-gcm-256' | 'des';

/** 'aes-cbc-256': as it is configured. */
export function wordOfCipher({ algorithm, keyBits }: Ikev2Cipher): string {
  return algorithm.startsWith('aes') ? `${algorithm}-${keyBits}` : algorithm;
}

/** 'AES-CBC-256': as `show crypto ikev2 proposal` lists it. */
export function listedCipher(cipher: Ikev2Cipher): string {
  return wordOfCipher(cipher).toUpperCase();
}

/** 'AES-CBC': without the size of its key, as debugs and `show crypto ikev2 sa` have it. */
export function nameOfCipher({ algorithm }: Ikev2Cipher): string {
  return algorithm.toUpperCase();
}

/** The two old ones are called by the bits that are left of them: "SHA96", "MD596" (genie corpus). */
export function nameOfIntegrity(integrity: Ikev2Integrity): string {
  return integrity === 'sha1' || integrity === 'md5'
    ? `${integrity.slice(0, 3).toUpperCase()}96`
    : nameOfPrf(integrity);
}

/** 'SHA1', 'SHA256' */
export function nameOfPrf(prf: Ikev2Integrity): string {
  return prf.toUpperCase();
}

const groups: Readonly<Record<number, string>> = {
  1: '768_MODP',
  2: '1024_MODP',
  5: '1536_MODP',
  14: '2048_MODP',
  15: '3072_MODP',
  16: '4096_MODP',
  19: '256_ECP',
  20: '384_ECP',
  21: '521_ECP',
  24: '2048_256_MODP',
};

/** 'DH_GROUP_2048_MODP/Group 14' */
export function nameOfGroup(group: number): string {
  return `DH_GROUP_${groups[group] ?? 'UNKNOWN'}/Group ${group}`;
}
