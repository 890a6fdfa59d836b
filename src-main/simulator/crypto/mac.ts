/** Hashes and HMACs (RFC 2104) under the names that the rest of the simulator uses. */
import { hash as hashAtOnce } from 'node:crypto';
import { bytesOfLatin1 } from '../../base/bytes.ts';

export type HashName = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** Bytes of a digest. */
export const hashLengths: Readonly<Record<HashName, number>> = {
  md5: 16,
  sha1: 20,
  sha256: 32,
  sha384: 48,
  sha512: 64,
};

/** Bytes that a hash takes in at a time, which is the length of an HMAC's pads (RFC 2104 section 2, FIPS 180-4 figure 1). */
const blockLengths: Readonly<Record<HashName, number>> = {
  md5: 64,
  sha1: 64,
  sha256: 64,
  sha384: 128,
  sha512: 128,
};

/** The hash of the parts, one after the other. */
export function hash(name: HashName, ...parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  return parts.length === 1 && first ? digestOf(name, first) : digestOf(name, laidOut(0, parts));
}

/** In two hashes: an object of the library's for each HMAC costs half as much again, and more when it is freed. */
export function hmac(name: HashName, key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = blockLengths[name];
  const block = key.length > length ? digestOf(name, key) : key;
  const inner = laidOut(length, parts);
  pad(inner, block, length, 0x36);
  const digest = digestOf(name, inner);
  const outer = laidOut(length, [digest]);
  pad(outer, block, length, 0x5c);
  return digestOf(name, outer);
}

/** Where what is hashed is laid out, one thing after another. */
let desk = new Uint8Array(4096);

function laidOut(from: number, parts: readonly Uint8Array[]): Uint8Array {
  let end = from;
  for (const part of parts) end += part.length;
  if (end > desk.length) desk = new Uint8Array(2 * end);
  let at = from;
  for (const part of parts) {
    desk.set(part, at);
    at += part.length;
  }
  return desk.subarray(0, end);
}

function pad(text: Uint8Array, key: Uint8Array, length: number, filler: number): void {
  text.fill(filler, 0, length);
  for (let i = 0; i < key.length; i++) text[i] = (key[i] ?? 0) ^ filler;
}

/** By way of a string, which costs half of what a buffer does. */
function digestOf(name: HashName, bytes: Uint8Array): Uint8Array {
  return bytesOfLatin1(hashAtOnce(name, bytes, 'binary'));
}
