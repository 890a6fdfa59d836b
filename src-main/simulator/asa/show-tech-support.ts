/**
 * show tech-support: the order is that of reports of 9.x that people have published (from memory), as far as the commands are
 * here; `no-config` leaves the configuration out. Keys of tunnel groups are asterisks, as in show running-config.
 */
import { runInTurn } from '../cli/commands-in-turn.ts';
import type { Exec } from '../cli/declaration.ts';
import type { AsaDevice } from './device.ts';
import { execMode } from './modes.ts';

const privilege = 15;

const running = 'show running-config';

const commands = [
  'show clock',
  'show version',
  'show interface',
  'show nameif',
  'show ip address',
  'show route',
  'show ospf neighbor',
  'show arp',
  'show failover',
  'show conn',
  'show xlate',
  'show nat detail',
  'show access-list',
  'show asp drop',
  'show crypto isakmp sa detail',
  'show crypto ipsec sa detail',
  'show crypto ipsec stats',
  'show vpn-sessiondb detail l2l',
  'show crypto ca certificates',
  running,
  'show logging',
];

export function declareTechSupport(): void {
  execMode
    .words({
      'show tech-support': 'Show system information for tech support',
      'no-config': 'Do not show the running configuration',
    })
    .add('show tech-support [{detail|no-config}:how]', {
      run: (device, { how }, exec) => report(device, how === 'no-config', exec),
    });
}

async function report(device: AsaDevice, isWithoutConfiguration: boolean, exec: Exec): Promise<void> {
  const wanted = commands.filter((command) => !(isWithoutConfiguration && command === running));
  await runInTurn({ first: { mode: execMode, context: device }, commands: wanted, privilege }, exec);
}
