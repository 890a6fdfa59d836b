/** show ospf neighbor: as IOS lays it out, with the names of interfaces (ASA command reference); and what the log says. */
import { formatIpv4 } from '../../base/address.ts';
import type { Neighbour } from '../routing/ospf/neighbour.ts';
import type { OspfInterface } from '../routing/ospf/ospf-interface.ts';
import { say } from './inspection/connection-notices.ts';
import type { AsaDevice } from './device.ts';
import { execMode } from './modes.ts';
import { hoursOf } from './time-words.ts';

export function declareShowOspf(): void {
  execMode
    .words({ 'show ospf': 'OSPF information', neighbor: 'Neighbor list' })
    .add('show ospf neighbor', { run: (device, _, exec) => exec.print(...neighbourLines(device)) });
}

function neighbourLines(device: AsaDevice): string[] {
  const interfaces = [...device.router.routing.ospf.values()].flatMap(({ protocol }) => [
    ...protocol.interfaces.values(),
  ]);
  const rows = interfaces.flatMap((own) => [...own.neighbours.values()].map((one) => rowOf(device, own, one)));
  if (rows.length === 0) return [''];
  return ['', '', 'Neighbor ID     Pri   State           Dead Time   Address         Interface', ...rows];
}

function rowOf(device: AsaDevice, own: OspfInterface, neighbour: Neighbour): string {
  const { router, priority, state, address, heardAt } = neighbour;
  const dead = Math.max(0, heardAt + 1000 * own.parameters.deadInterval - device.clock.now());
  return [
    formatIpv4(router).padEnd(16),
    String(priority).padStart(3),
    '   ',
    `${state}/${roleOf(own, address)}`.padEnd(16),
    hoursOf(dead).padEnd(12),
    formatIpv4(address).padEnd(16),
    nameOf(device, own.parameters.name),
  ].join('');
}

function roleOf({ designated, backup }: OspfInterface, address: number): string {
  if (address === designated) return 'DR';
  return address === backup ? 'BDR' : 'DROTHER';
}

function nameOf({ configuration }: AsaDevice, hardware: string): string {
  return configuration.interfaces.byHardware(hardware)?.name ?? hardware;
}

/** 503001: Process number, Nbr ip_address on interface_name from string to string, reason. */
export function attachOspfNotices(device: AsaDevice): void {
  device.router.routing.events.on((event) => {
    if (event.kind !== 'ospf-adjacency') return;
    const { processId, router, interfaceName, from, to, reason } = event;
    if (to !== 'FULL' && to !== 'DOWN') return;
    const why = to === 'DOWN' ? `Neighbor Down: ${reason}` : reason;
    const where = nameOf(device, interfaceName);
    const text = `Process ${processId}, Nbr ${formatIpv4(router)} on ${where} from ${from} to ${to}, ${why}`;
    say(device, 5, 503001, text);
  });
}
