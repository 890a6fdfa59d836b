/**
 * Passwords as an ASA of 9.x up to 9.6 keeps them (`encrypted`): MD5 over the password, filled up with zeros to sixteen
 * bytes, without every fourth byte, as characters of six bits, the lowest first. The format is the one of the PIX
 * (documented for the `cisco_pix` hash of passlib). `8Ry2YjIyt7RRXU24` is the empty password of so many configurations.
 */
import { bytesOfLatin1, u8 } from '../../base/bytes.ts';
import { hash } from '../crypto/mac.ts';

const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const length = 16;

/** @param user whose password it is: up to four characters of the name go in when there is room for them */
export function pixHash(password: string, user = ''): string {
  const salt = password.length < 12 ? user.slice(0, 4) : '';
  const filled = new Uint8Array(length);
  filled.set(bytesOfLatin1(password + salt).subarray(0, length));
  const digest = hash('md5', filled);
  return [0, 4, 8, 12].map((at) => charactersOf(digest, at)).join('');
}

export function isPixHash(text: string): boolean {
  return /^[./0-9A-Za-z]{16}$/.test(text);
}

function charactersOf(digest: Uint8Array, at: number): string {
  const value = u8(digest, at) | (u8(digest, at + 1) << 8) | (u8(digest, at + 2) << 16);
  return [0, 6, 12, 18].map((shift) => alphabet[(value >>> shift) & 63] ?? '').join('');
}
