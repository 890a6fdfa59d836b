/** clock set; show clock, checksum, mode, firewall, failover: how the firewall itself stands. Layouts: consoles of 9.x. */
import { millisecondsTo, monthNames, nameOfMonth, nameOfWeekday, timeOfDay } from '../ios/system/calendar.ts';
import { Refusal } from '../cli/refusal.ts';
import { dateOf, timeOf } from './date.ts';
import type { AsaDevice } from './device.ts';
import { execMode } from './modes.ts';
import { checksumOf, savedConfiguration } from './running-configuration.ts';

export function declareShowState(): void {
  execMode
    .words({
      clock: 'Manage the system clock',
      'clock set': 'Set the time and date',
      'set time': 'Current time',
      'time day': 'Day of the month',
      'month day': 'Day of the month',
      month: 'Month of the year',
      year: 'Year',
      'show clock': 'Display the system clock',
      'clock detail': 'Display detailed information',
      'show checksum': 'Display configuration information cryptochecksum',
      'show mode': 'Show the mode of the security contexts',
      'show firewall': 'Show the mode of the firewall',
      'show failover': 'Show failover information',
    })
    .add('show clock [detail:detail]', {
      privilege: 0,
      run: (device, { detail }, exec) =>
        exec.print(clockLine(device), ...(detail === undefined ? [] : ['No time source'])),
    })
    .add(`clock set TIME:time <1-31>:day ${months} <2003-2035>:year`, { run: setClock })
    .add(`clock set TIME:time ${months} <1-31>:day <2003-2035>:year`, { run: setClock })
    .add('show checksum', {
      run: (device, _, exec) => exec.print(`Cryptochecksum: ${checksumOf(savedConfiguration(device))} `),
    })
    .add('show mode', { run: (_, __, exec) => exec.print('Security context mode: single ') })
    .add('show firewall', { run: (_, __, exec) => exec.print('Firewall mode: Router') })
    .add('show failover', { run: (device, _, exec) => exec.print(...failoverLines(device)) });
}

type Months = '{January|February|March|April|May|June|July|August|September|October|November|December}:month';
const months = `{${monthNames.join('|')}}:month` as Months;

interface ClockWords {
  readonly time: number;
  readonly day: number;
  readonly month: (typeof monthNames)[number];
  readonly year: number;
}

function setClock(device: AsaDevice, { time, day, month, year }: ClockWords): void {
  const midnight = millisecondsTo({ year, month: monthNames.indexOf(month), day });
  if (midnight === undefined) throw Refusal.invalid('day');
  device.settings.clockAhead = (device.settings.clockAhead ?? 0) + midnight + time * 1000 - timeOf(device);
}

function clockLine(device: AsaDevice): string {
  const date = dateOf(device);
  return `${timeOfDay(date, true)} UTC ${nameOfWeekday(date)} ${nameOfMonth(date)} ${date.day} ${date.year}`;
}

/** It is always off: failover is not simulated. */
function failoverLines({ configuration: { interfaces } }: AsaDevice): string[] {
  const monitored = interfaces.named.filter(({ one }) => one.parent === undefined && one.carrier.kind === 'ethernet');
  return [
    'Failover Off ',
    'Failover unit Secondary',
    'Failover LAN Interface: not Configured',
    'Reconnect timeout 0:00:00',
    'Unit Poll frequency 1 seconds, holdtime 15 seconds',
    'Interface Poll frequency 5 seconds, holdtime 25 seconds',
    'Interface Policy 1',
    `Monitored Interfaces ${monitored.length} of 61 maximum`,
    'MAC Address Move Notification Interval not set',
  ];
}
