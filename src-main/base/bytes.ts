/** Bytes: the few operations that every codec needs. All numbers are big-endian (network order). */

/** None at all: for what is left out of a message. */
export const noBytes = new Uint8Array(0);

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

const slabLength = 1 << 16;
let slab = new Uint8Array(slabLength);
let used = 0;

/**
 * Zeroed bytes for something short-lived, such as a packet: cut from a larger piece, because a piece of memory of its own
 * for every packet is what a busy network would spend most of its time on. What is kept for long keeps the whole piece.
 */
export function freshBytes(length: number): Uint8Array {
  if (length > slabLength / 8) return new Uint8Array(length);
  if (used + length > slabLength) {
    slab = new Uint8Array(slabLength);
    used = 0;
  }
  const bytes = new Uint8Array(slab.buffer, used, length);
  used += length;
  return bytes;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Lexicographic order, as `memcmp`: negative, zero or positive. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = u8(a, i) - u8(b, i);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** The byte at `offset`; 0 beyond the end, so that a codec checks the length once and reads freely afterwards. */
export function u8(bytes: Uint8Array, offset: number): number {
  return bytes[offset] ?? 0;
}

export function u16(bytes: Uint8Array, offset: number): number {
  return (u8(bytes, offset) << 8) | u8(bytes, offset + 1);
}

export function u32(bytes: Uint8Array, offset: number): number {
  return ((u16(bytes, offset) << 16) | u16(bytes, offset + 2)) >>> 0;
}

export function putU16(bytes: Uint8Array, offset: number, value: number): void {
  bytes[offset] = (value >>> 8) & 0xff;
  bytes[offset + 1] = value & 0xff;
}

export function putU32(bytes: Uint8Array, offset: number, value: number): void {
  putU16(bytes, offset, value >>> 16);
  putU16(bytes, offset + 2, value & 0xffff);
}

/** `value` as `length` bytes (at most 4). */
export function bytesOfNumber(value: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[length - 1 - i] = (value >>> (8 * i)) & 0xff;
  return bytes;
}

const hexadecimal = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hexadecimal without separators. */
export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += hexadecimal[byte] ?? '';
  return text;
}

/** @throws RangeError when the text is not an even number of hexadecimal digits */
export function bytesOfHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || /[^0-9a-f]/i.test(text)) throw new RangeError(`not hexadecimal: ${text}`);
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

/** Bytes 0 to 255 as the characters U+0000 to U+00FF: router consoles are ASCII, and nothing is lost for the rest. */
export function latin1Of(bytes: Uint8Array): string {
  let text = '';
  // Spread, the bytes would be taken one by one.
  for (let i = 0; i < bytes.length; i += 8192)
    text += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(i, i + 8192)) as string;
  return text;
}

/** The low byte of every character. */
export function bytesOfLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
