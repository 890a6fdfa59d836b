/** How long ago, and for how long, in IOS's words. */

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const week = 7 * day;
const year = 365 * day;

/** '00:04:10', from a day on '1d02h', from a week on '1w2d', from a year on '1y5w'. */
export function ageOf(milliseconds: number): string {
  const count = (unit: number, below = Infinity): number => Math.floor((milliseconds % below) / unit);
  const two = (unit: number, below?: number): string => String(count(unit, below)).padStart(2, '0');
  if (milliseconds < day) return `${two(hour)}:${two(minute, hour)}:${two(second, minute)}`;
  if (milliseconds < week) return `${count(day)}d${two(hour, day)}h`;
  if (milliseconds < year) return `${count(week)}w${count(day, week)}d`;
  return `${count(year)}y${count(week, year)}w`;
}

/** '1 week, 2 days, 3 minutes': as `show version` has the up time. Never shorter than minutes. */
export function spelledAge(milliseconds: number): string {
  const units: readonly (readonly [string, number, number])[] = [
    ['year', year, Infinity],
    ['week', week, year],
    ['day', day, week],
    ['hour', hour, day],
    ['minute', minute, hour],
  ];
  const parts = units.flatMap(([name, unit, below]) => {
    const count = Math.floor((milliseconds % below) / unit);
    return count > 0 ? [`${count} ${name}${count === 1 ? '' : 's'}`] : [];
  });
  return parts.length > 0 ? parts.join(', ') : '0 minutes';
}
