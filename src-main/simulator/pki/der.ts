/** The distinguished encoding rules of ASN.1 (ITU-T X.690), written: a value is its tag, its length and its content. */
import { bytesOfLatin1, concat } from '../../base/bytes.ts';
import { bytesOfInteger } from '../crypto/big-integer.ts';

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

export function der(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const whole = concat(...content);
  return concat(Uint8Array.of(tag), lengthBytes(whole.length), whole);
}

function lengthBytes(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const bytes = bytesOfInteger(BigInt(length));
  return concat(Uint8Array.of(0x80 | bytes.length), bytes);
}

export function sequence(...items: readonly Uint8Array[]): Uint8Array {
  return der(tags.sequence, ...items);
}

/** Not negative. */
export function integer(value: bigint): Uint8Array {
  const bytes = bytesOfInteger(value);
  return der(tags.integer, (bytes[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : Uint8Array.of(), bytes);
}

/** Whole bytes. */
export function bitString(bytes: Uint8Array): Uint8Array {
  return der(tags.bitString, Uint8Array.of(0), bytes);
}

export function octetString(bytes: Uint8Array): Uint8Array {
  return der(tags.octetString, bytes);
}

export function text(tag: number, value: string): Uint8Array {
  return der(tag, bytesOfLatin1(value));
}

export const nothing = der(tags.null);
export const yes = der(tags.boolean, Uint8Array.of(0xff));

/** A value with a tag of its context, around another (explicit) or in its place (implicit, primitive). */
export function explicit(number: number, ...content: readonly Uint8Array[]): Uint8Array {
  return der(0xa0 | number, ...content);
}

export function implicit(number: number, content: Uint8Array): Uint8Array {
  return der(0x80 | number, content);
}

/** '1.2.840.113549.1.1.1' */
export function objectIdentifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(tags.objectIdentifier, Uint8Array.from([40 * first + second, ...rest.flatMap(baseOf128)]));
}

function baseOf128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift(0x80 | (rest % 128));
  return digits;
}
