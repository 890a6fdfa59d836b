/** What stands before a message: `service timestamps`. */
import { ageOf } from '../age.ts';
import { dateAfter, nameOfMonth, timeOfDay } from '../system/calendar.ts';

export interface DatetimeStamp {
  readonly kind: 'datetime';
  readonly milliseconds: boolean;
  readonly localtime: boolean;
  readonly showsTimezone: boolean;
  readonly year: boolean;
}

export type Timestamp = { readonly kind: 'none' } | { readonly kind: 'uptime' } | DatetimeStamp;

/** What a router knows of the time: how long it is up, and how far its clock was set ahead by hand, in milliseconds. */
export interface Time {
  readonly uptime: number;
  /** Undefined when nobody has set the clock: it then counts from 2002, and a star says what that is worth. */
  readonly ahead: number | undefined;
}

export function stampOf(timestamp: Timestamp, { uptime, ahead }: Time): string {
  if (timestamp.kind === 'none') return '';
  if (timestamp.kind === 'uptime') return `${ageOf(uptime)}: `;
  const date = dateAfter(uptime + (ahead ?? 0));
  const star = ahead === undefined ? '*' : '';
  const year = timestamp.year ? ` ${date.year}` : '';
  const zone = timestamp.showsTimezone ? ' UTC' : '';
  const time = timeOfDay(date, timestamp.milliseconds);
  return `${star}${nameOfMonth(date)} ${String(date.day).padStart(2)}${year} ${time}${zone}: `;
}
