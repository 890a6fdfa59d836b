/** An ECDSA signature as two numbers of fixed length (RFC 4754), from and to its form in DER (RFC 7427 appendix A.4). */
import { concat, u8 } from '../../base/bytes.ts';

const SEQUENCE = 0x30;
const INTEGER = 0x02;

/** @returns r followed by s, each of `length` bytes; undefined for what is no signature */
export function plainSignature(der: Uint8Array, length: number): Uint8Array | undefined {
  const sequence = element(der, SEQUENCE);
  const r = sequence && element(sequence.content, INTEGER);
  const s = r && element(r.rest, INTEGER);
  if (!s || sequence.rest.length > 0 || s.rest.length > 0) return undefined;
  const numbers = [r.content, s.content].map((number) => fixed(number, length));
  const [first, second] = numbers;
  return first && second && concat(first, second);
}

function element(bytes: Uint8Array, tag: number): { content: Uint8Array; rest: Uint8Array } | undefined {
  if (u8(bytes, 0) !== tag) return undefined;
  const isLong = u8(bytes, 1) === 0x81;
  const start = isLong ? 3 : 2;
  const length = u8(bytes, isLong ? 2 : 1);
  if (length > 0x7f && !isLong) return undefined;
  if (start + length > bytes.length) return undefined;
  return { content: bytes.subarray(start, start + length), rest: bytes.subarray(start + length) };
}

function fixed(number: Uint8Array, length: number): Uint8Array | undefined {
  const start = number.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? new Uint8Array() : number.subarray(start);
  return digits.length > length ? undefined : concat(new Uint8Array(length - digits.length), digits);
}
