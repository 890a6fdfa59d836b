/** show clock, clock set. A set clock runs on with the simulator's time, until the next reload. */
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import { dateAfter, millisecondsTo, monthNames, nameOfMonth, nameOfWeekday, timeOfDay } from './calendar.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import { nameOfPlace } from '../place.ts';

const months = `{${monthNames.join('|')}}:month` as const;
type Months = '{January|February|March|April|May|June|July|August|September|October|November|December}:month';

interface ClockArguments {
  time: number;
  day: number;
  month: (typeof monthNames)[number];
  year: number;
}

export function declareClock(): void {
  execMode
    .words({
      clock: 'Manage the system clock',
      'clock set': 'Set the time and date',
      'clock set time': 'Current Time',
      'set time day': 'Day of the month',
      'time month day': 'Day of the month',
      year: 'Year',
      month: 'Month of the year',
      'show clock': 'Display the system clock',
      'show clock detail': 'Display detailed information',
    })
    .add(`clock set TIME:time <1-31>:day ${months as Months} <2003-2035>:year`, { privilege: 15, run: setClock })
    .add(`clock set TIME:time ${months as Months} <1-31>:day <2003-2035>:year`, { privilege: 15, run: setClock })
    .add('show clock [detail:detail]', {
      run: (device, { detail }, exec) => {
        const { clockAhead } = device.settings;
        exec.print(`${clockAhead === undefined ? '*' : ''}${textOfClock(device)}`);
        if (detail !== undefined) {
          exec.print(clockAhead === undefined ? 'No time source' : 'Time source is user configuration');
        }
      },
    });
}

/** '00:04:10.123 UTC Fri Mar 1 2002' */
function textOfClock({ uptime, settings }: IosDevice, hasMilliseconds = true): string {
  return textOfTime(uptime + (settings.clockAhead ?? 0), hasMilliseconds);
}

/** @param time milliseconds after the first of March 2002 */
export function textOfTime(time: number, hasMilliseconds = false): string {
  const date = dateAfter(time);
  const day = `${nameOfWeekday(date)} ${nameOfMonth(date)} ${date.day} ${date.year}`;
  return `${timeOfDay(date, hasMilliseconds)} UTC ${day}`;
}

function setClock(device: IosDevice, { time, day, month, year }: ClockArguments, exec: Exec): void {
  const midnight = millisecondsTo({ year, month: monthNames.indexOf(month), day });
  if (midnight === undefined) throw Refusal.invalid('day');
  const before = textOfClock(device, false);
  device.settings.clockAhead = midnight + time * 1000 - device.uptime;
  const by = `configured from console by ${nameOfPlace(device, exec.lineName)}`;
  const text = `System clock has been updated from ${before} to ${textOfClock(device, false)}, ${by}.`;
  device.log.report({ facility: 'SYS', severity: 6, mnemonic: 'CLOCKUPDATE', text });
}
