/** Certificates and keys in the texts of IOS: hexadecimal in groups, fingerprints, dates. */
import { bytesOfHex, hexOf } from '../../../base/bytes.ts';
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import { hash as digestOf } from '../../crypto/mac.ts';
import { calendarDateOf } from '../../pki/date.ts';

/** '30820229 30820192 …': eight groups of eight digits on a line. */
export function hexLines(bytes: Uint8Array): string[] {
  const groups = groupsIn(bytes);
  return Array.from({ length: Math.ceil(groups.length / 8) }, (_, row) => groups.slice(8 * row, 8 * row + 8).join(' '));
}

/** Lines of digits up to `quit`, as they are typed. @param what a certificate, or a key @param prompt of each line */
export async function readHex(exec: Exec, what: 'certificate' | 'key', prompt = ''): Promise<Uint8Array> {
  let digits = '';
  for (;;) {
    const typed = (await exec.ask(prompt)).replace(/\s+/g, '');
    if (typed === 'quit') break;
    digits += typed;
  }
  if (!/^([\da-f]{2})+$/i.test(digits)) throw Refusal.because(`% Invalid hexadecimal ${what}`);
  return bytesOfHex(digits);
}

/** 'FA3654F3 94F533B3 649F11D1 C190E669' */
export function fingerprint(hash: 'md5' | 'sha1', der: Uint8Array): string {
  return groupsOf(digestOf(hash, der));
}

export function groupsOf(bytes: Uint8Array): string {
  return groupsIn(bytes).join(' ');
}

function groupsIn(bytes: Uint8Array): string[] {
  return (
    hexOf(bytes)
      .toUpperCase()
      .match(/.{1,8}/g) ?? []
  );
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** '09:17:52 UTC Jun 22 2022' @param milliseconds since 1970 */
export function textOfDate(milliseconds: number): string {
  const { year, month, day, hours, minutes, seconds } = calendarDateOf(milliseconds);
  const time = [hours, minutes, seconds].map((part) => String(part).padStart(2, '0')).join(':');
  return `${time} UTC ${months[month - 1] ?? ''} ${day} ${year}`;
}
