/** Dates of certificates: milliseconds since 1970, on the router's clock, without a calendar of the host. */

const day = 86_400_000;
/** The routers' calendars begin on 1 March 2002 (ios/system/calendar.ts). */
export const firstOfMarch2002 = 1_014_940_800_000;

export interface CalendarDate {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hours: number;
  minutes: number;
  seconds: number;
}

/** Days since 1970 of a date: years are counted from March, so that the leap day comes last. */
function daysOf(year: number, month: number, dayOfMonth: number): number {
  const fromMarch = month > 2 ? year : year - 1;
  const era = Math.floor(fromMarch / 400);
  const yearOfEra = fromMarch - 400 * era;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = 365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return 146_097 * era + dayOfEra - 719_468;
}

export function millisecondsOf({ year, month, day: dayOfMonth, hours, minutes, seconds }: CalendarDate): number {
  return daysOf(year, month, dayOfMonth) * day + ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

export function calendarDateOf(milliseconds: number): CalendarDate {
  const days = Math.floor(milliseconds / day);
  const rest = Math.floor((milliseconds - days * day) / 1000);
  let year = 1970 + Math.floor(days / 366);
  while (daysOf(year + 1, 1, 1) <= days) year++;
  let month = 1;
  while (month < 12 && daysOf(year, month + 1, 1) <= days) month++;
  return {
    year,
    month,
    day: days - daysOf(year, month, 1) + 1,
    hours: Math.floor(rest / 3600),
    minutes: Math.floor(rest / 60) % 60,
    seconds: rest % 60,
  };
}
