/** What stands before a message: `service timestamps`. */
import { ageOf } from './age.ts';
import { dateAfter, nameOfMonth, timeOfDay } from './calendar.ts';

export interface DatetimeStamp {
  readonly kind: 'datetime';
  readonly milliseconds: boolean;
  readonly localtime: boolean;
  readonly showsTimezone: boolean;
  readonly year: boolean;
}

export type Timestamp = { readonly kind: 'none' } | { readonly kind: 'uptime' } | DatetimeStamp;

/** @param uptime of the router in milliseconds; its clock has run for as long, because nobody has set it: hence the star */
export function stampOf(timestamp: Timestamp, uptime: number): string {
  if (timestamp.kind === 'none') return '';
  if (timestamp.kind === 'uptime') return `${ageOf(uptime)}: `;
  const date = dateAfter(uptime);
  const year = timestamp.year ? ` ${date.year}` : '';
  const zone = timestamp.showsTimezone ? ' UTC' : '';
  const time = timeOfDay(date, timestamp.milliseconds);
  return `*${nameOfMonth(date)} ${String(date.day).padStart(2)}${year} ${time}${zone}: `;
}
