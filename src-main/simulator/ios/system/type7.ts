/**
 * The obfuscation that IOS calls type 7: two digits that say where to begin in a fixed text, and the password combined
 * with that text byte by byte, in hexadecimal. It hides a password from a glance and from nothing else.
 */
import { bytesOfHex, hexOf } from '../../../base/bytes.ts';

const text = 'dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87';
/** IOS begins at one of the first sixteen places. */
export const highestOffset = 15;

export function encodeType7(password: string, offset: number): string {
  const bytes = Uint8Array.from(password, (character, i) => character.charCodeAt(0) ^ maskAt(offset + i));
  return String(offset).padStart(2, '0') + hexOf(bytes).toUpperCase();
}

/** Undefined when the text is not such a thing. */
export function decodeType7(encoded: string): string | undefined {
  if (!/^\d\d([0-9a-f]{2})+$/i.test(encoded)) return undefined;
  const offset = Number(encoded.slice(0, 2));
  if (offset > highestOffset) return undefined;
  const bytes = bytesOfHex(encoded.slice(2));
  return Array.from(bytes, (byte, i) => String.fromCharCode(byte ^ maskAt(offset + i))).join('');
}

function maskAt(index: number): number {
  return text.charCodeAt(index % text.length);
}
