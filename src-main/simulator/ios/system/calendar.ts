/**
 * Dates without a clock of the host. A router whose clock nobody has set counts from the first of March 2002: that is
 * the `*Mar  1 00:00:07.123` of so many consoles.
 */
export interface DateTime {
  readonly year: number;
  /** 0 to 11. */
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly milliseconds: number;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const day = 86_400_000;
const firstYear = 2002;
const firstMonth = 2;
/** 1 March 2002 was a Friday. */
const firstWeekday = 5;

/** The date, so many milliseconds after the first of March 2002. */
export function dateAfter(milliseconds: number): DateTime {
  const whole = Math.floor(milliseconds);
  const days = Math.floor(whole / day);
  const rest = whole - days * day;
  return {
    weekday: (firstWeekday + days) % 7,
    hours: Math.floor(rest / 3_600_000),
    minutes: Math.floor(rest / 60_000) % 60,
    seconds: Math.floor(rest / 1000) % 60,
    milliseconds: rest % 1000,
    ...dayAfter(days),
  };
}

function dayAfter(days: number): Pick<DateTime, 'year' | 'month' | 'day'> {
  let [year, month, left] = [firstYear, firstMonth, days];
  for (let length = lengthOfMonth(year, month); left >= length; length = lengthOfMonth(year, month)) {
    left -= length;
    month = (month + 1) % 12;
    if (month === 0) year++;
  }
  return { year, month, day: left + 1 };
}

function lengthOfMonth(year: number, month: number): number {
  if (month === 1) return isLeap(year) ? 29 : 28;
  return [3, 5, 8, 10].includes(month) ? 30 : 31;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** 'Mar' */
export function nameOfMonth({ month }: DateTime): string {
  return months[month] ?? '';
}

/** 'Fri' */
export function nameOfWeekday({ weekday }: DateTime): string {
  return weekdays[weekday] ?? '';
}

/** '00:04:10', or '00:04:10.123'. */
export function timeOfDay({ hours, minutes, seconds, milliseconds }: DateTime, hasMilliseconds = false): string {
  const time = [hours, minutes, seconds].map((part) => String(part).padStart(2, '0')).join(':');
  return hasMilliseconds ? `${time}.${String(milliseconds).padStart(3, '0')}` : time;
}

/** Milliseconds from the first of March 2002 to a day; undefined for one that no calendar has. */
export function millisecondsTo({
  year,
  month,
  day: number,
}: Pick<DateTime, 'year' | 'month' | 'day'>): number | undefined {
  if (number < 1 || number > lengthOfMonth(year, month)) return undefined;
  let days = number - 1;
  for (let [y, m] = [year, month]; y !== firstYear || m !== firstMonth;) {
    [y, m] = m === 0 ? [y - 1, 11] : [y, m - 1];
    days += lengthOfMonth(y, m);
  }
  return days * day;
}

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
