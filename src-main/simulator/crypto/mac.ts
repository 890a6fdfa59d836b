/** Hashes and HMACs (RFC 2104) under the names that the rest of the simulator uses. */
import { createHash, createHmac } from 'node:crypto';

export type HashName = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** Bytes of a digest. */
export const hashLengths: Readonly<Record<HashName, number>> = {
  md5: 16,
  sha1: 20,
  sha256: 32,
  sha384: 48,
  sha512: 64,
};

/** The hash of the parts, one after the other. */
export function hash(name: HashName, ...parts: readonly Uint8Array[]): Uint8Array {
  return digestOf(createHash(name), parts);
}

export function hmac(name: HashName, key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  return digestOf(createHmac(name, key), parts);
}

/** What createHash and createHmac have in common. */
interface Digest {
  update: (part: Uint8Array) => unknown;
  digest: () => Uint8Array;
}

function digestOf(state: Digest, parts: readonly Uint8Array[]): Uint8Array {
  for (const part of parts) state.update(part);
  const buffer = state.digest();
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}
