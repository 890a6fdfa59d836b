/** Whole numbers beyond 2^53, and their bytes: what RSA and ECDSA compute with. */
import { bytesOfHex, hexOf } from '../../base/bytes.ts';

export function integerOf(bytes: Uint8Array): bigint {
  return BigInt(`0x0${hexOf(bytes)}`);
}

/** Big-endian, padded to `length` bytes when one is given. */
export function bytesOfInteger(value: bigint, length = 0): Uint8Array {
  const digits = value.toString(16);
  return bytesOfHex(digits.padStart(Math.max(2 * length, digits.length + (digits.length % 2)), '0'));
}

export function bitsOf(value: bigint): number {
  const digits = value.toString(16);
  return 4 * (digits.length - 1) + (32 - Math.clz32(parseInt(digits.charAt(0), 16)));
}

/** The inverse of `value` modulo `modulus`, by Euclid's algorithm; undefined when they share a factor. */
export function inverseOf(value: bigint, modulus: bigint): bigint | undefined {
  let [low, high] = [((value % modulus) + modulus) % modulus, modulus];
  let [x, y] = [1n, 0n];
  while (low > 1n) {
    const quotient = high / low;
    [high, low] = [low, high - quotient * low];
    [y, x] = [x, y - quotient * x];
  }
  return low === 1n ? ((x % modulus) + modulus) % modulus : undefined;
}

/** As JSON Web Keys write numbers and bytes: base64 with its two letters for addresses, and no padding. */
export function base64UrlOf(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
