/** Base64 (RFC 4648), as XML files hold configurations: with line breaks in it, padded or not. */
import { strFromU8 } from 'fflate';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map(Array.from(letters, (letter, value) => [letter.charCodeAt(0), value]));

/** The text, read as UTF-8; undefined when something is in it that is no base64. */
export function textOfBase64(encoded: string): string | undefined {
  const plain = encoded.replace(/\s+/g, '').replace(/={1,2}$/, '');
  const bytes = new Uint8Array(Math.floor((plain.length * 3) / 4));
  let bits = 0;
  let length = 0;
  for (let index = 0; index < plain.length; index++) {
    const value = values.get(plain.charCodeAt(index));
    if (value === undefined) return undefined;
    bits = ((bits << 6) | value) & 0xffffff;
    if (index % 4 !== 0) bytes[length++] = (bits >> (6 - 2 * (index % 4))) & 0xff;
  }
  return strFromU8(bytes.subarray(0, length));
}
