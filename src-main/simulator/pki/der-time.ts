/** Times as certificates write them (RFC 5280 section 4.1.2.5): two digits of the year up to 2049, then four. */
import { calendarDateOf, millisecondsOf } from './date.ts';
import { tags, text } from './der.ts';
import { NotDer, textOf, type Element } from './der-reader.ts';

export function derTime(milliseconds: number): Uint8Array {
  const { year, month, day, hours, minutes, seconds } = calendarDateOf(milliseconds);
  const rest = [month, day, hours, minutes, seconds].map((part) => String(part).padStart(2, '0')).join('');
  const isShort = year >= 1950 && year < 2050;
  return isShort
    ? text(tags.utcTime, `${String(year % 100).padStart(2, '0')}${rest}Z`)
    : text(tags.generalizedTime, `${String(year).padStart(4, '0')}${rest}Z`);
}

export function millisecondsOfTime(element: Element): number {
  const written = textOf(element);
  const isShort = element.tag === tags.utcTime;
  const digits = /^(\d{2,4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(written)?.slice(1);
  if (!digits || written.length !== (isShort ? 13 : 15)) throw new NotDer(`not a time: ${written}`);
  const [year, month, day, hours, minutes, seconds] = digits.map(Number) as [number, number, number, number, number, number]; // prettier-ignore
  return millisecondsOf({ year: isShort ? centuryOf(year) + year : year, month, day, hours, minutes, seconds });
}

function centuryOf(year: number): number {
  return year < 50 ? 2000 : 1900;
}
