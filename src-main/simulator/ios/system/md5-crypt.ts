/**
 * The salted hash that IOS calls type 5: `$1$`, the salt, `$`, and 22 characters. It is the MD5-based crypt of Poul-Henning
 * Kamp (FreeBSD, 1994), described in the manual of crypt(3): a thousand rounds of MD5 over password, salt and result.
 */
import { bytesOfLatin1, concat, u8 } from '../../../base/bytes.ts';
import type { Random } from '../../../base/random.ts';
import { hash } from '../../crypto/mac.ts';

const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const magic = '$1$';
const rounds = 1000;
/** IOS uses four characters of salt; crypt allows eight. */
const saltLength = 4;
const nothing = new Uint8Array(0);

export function isMd5Crypt(text: string): boolean {
  return /^\$1\$[./0-9A-Za-z]{1,8}\$[./0-9A-Za-z]{22}$/.test(text);
}

export function md5Crypt(password: string, random: Random): string {
  const salt = Array.from({ length: saltLength }, () => alphabet[random.int(alphabet.length)]).join('');
  return md5CryptWithSalt(password, salt);
}

/** Whether the password is the one that was hashed. */
export function matchesMd5Crypt(password: string, crypted: string): boolean {
  return md5CryptWithSalt(password, crypted.split('$')[2] ?? '') === crypted;
}

function md5CryptWithSalt(password: string, salt: string): string {
  const key = bytesOfLatin1(password);
  const saltBytes = bytesOfLatin1(salt);
  let digest = firstDigest(key, saltBytes);
  for (let round = 0; round < rounds; round++) {
    digest = hash(
      'md5',
      round % 2 === 1 ? key : digest,
      round % 3 === 0 ? nothing : saltBytes,
      round % 7 === 0 ? nothing : key,
      round % 2 === 1 ? digest : key,
    );
  }
  return `${magic}${salt}$${encode(digest)}`;
}

function firstDigest(key: Uint8Array, salt: Uint8Array): Uint8Array {
  const alternate = hash('md5', key, salt, key);
  const parts = [key, bytesOfLatin1(magic), salt];
  for (let left = key.length; left > 0; left -= 16) parts.push(alternate.subarray(0, Math.min(16, left)));
  // The bits of the length, lowest first: a zero byte for a one, the first character of the password for a nought.
  for (let bits = key.length; bits > 0; bits >>>= 1) {
    parts.push(bits % 2 === 1 ? Uint8Array.of(0) : key.subarray(0, 1));
  }
  return hash('md5', concat(...parts));
}

/** Three bytes at a time, from places six apart, as four characters of six bits, the lowest first. */
function encode(digest: Uint8Array): string {
  let text = '';
  for (let i = 0; i < 5; i++) {
    const last = i === 4 ? 5 : i + 12;
    text += characters((u8(digest, i) << 16) | (u8(digest, i + 6) << 8) | u8(digest, last), 4);
  }
  return text + characters(u8(digest, 11), 2);
}

function characters(value: number, count: number): string {
  return Array.from({ length: count }, (_, i) => alphabet[(value >>> (6 * i)) & 63]).join('');
}
