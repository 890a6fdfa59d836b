/** show clock [detail] */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, says, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';

export interface Clock extends Sourced {
  /** `*`: never set; `.`: set, and without its source since. */
  mark?: '*' | '.';
  /** "00:13:31.891". */
  time: string;
  timezone: string;
  weekday: string;
  month: string;
  day: number;
  year: number;
  /** `detail`: "NTP", "hardware calendar". */
  source?: string;
}

type Line = ['*' | '.' | undefined, string, string, string, string, string, string];

const TABLE = new RuleTable<Records<Clock>>([
  begins<Clock, Line>(
    /^([*.])?(\d\d:\d\d:\d\d(?:\.\d+)?) (\S+) ([A-Z][a-z]{2}) ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{4})$/,
    ([mark, time, timezone, weekday, month, day, year]) => ({
      mark,
      time,
      timezone,
      weekday,
      month,
      day: Number(day),
      year: Number(year),
    }),
  ),
  says<Clock, [string]>(/^Time source is (.+)$/, ([source]) => ({ source })),
  says<Clock>(/^No time source$/, () => ({})),
  says<Clock>(/^Summer time (?:starts|ends) .*$/, () => ({})),
]);

export function parseShowClock(text: string): Parsed<Clock> {
  return parseRecords(text, TABLE);
}
