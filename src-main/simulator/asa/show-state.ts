/** show clock, checksum, mode, firewall, failover: how the firewall itself stands. Layouts: consoles of 9.x. */
import { dateAfter, nameOfMonth, nameOfWeekday, timeOfDay } from '../ios/calendar.ts';
import type { AsaDevice } from './device.ts';
import { execMode } from './modes.ts';
import { checksumOf, savedConfiguration } from './running-configuration.ts';

export function declareShowState(): void {
  execMode
    .words({
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
    .add('show checksum', {
      run: (device, _, exec) => exec.print(`Cryptochecksum: ${checksumOf(savedConfiguration(device))} `),
    })
    .add('show mode', { run: (_, __, exec) => exec.print('Security context mode: single ') })
    .add('show firewall', { run: (_, __, exec) => exec.print('Firewall mode: Router') })
    .add('show failover', { run: (device, _, exec) => exec.print(...failoverLines(device)) });
}

function clockLine({ clock, settings }: AsaDevice): string {
  const date = dateAfter(clock.now() + (settings.clockAhead ?? 0));
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
