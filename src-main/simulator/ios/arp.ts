/** show arp, show ip arp, clear arp-cache. */
import { formatIpv4, formatMacDotted } from '../../base/address.ts';
import { EthernetPort } from '../router/ethernet-port.ts';
import type { Interface } from '../router/interface.ts';
import type { IosDevice } from './device.ts';
import { listed } from './interface-state.ts';
import { execMode } from './modes.ts';

const heading = 'Protocol  Address          Age (min)  Hardware Addr   Type   Interface';
/** How long a neighbour that does not answer is shown as incomplete. */
const patience = 60_000;

export function declareArp(): void {
  execMode
    .words({
      'show arp': 'ARP table',
      'show ip arp': 'IP ARP table',
      'show ip arp address': 'IP address or hostname of ARP entry',
      'clear arp-cache': 'Clear the entire ARP cache',
    })
    .add('show arp', { run: (device, _, exec) => exec.print(...arpLines(device, () => true)) })
    .add('show ip arp [A.B.C.D:address]', {
      run: (device, { address }, exec) => exec.print(...arpLines(device, (one) => (address ?? one) === one)),
    })
    .add('show ip arp INTERFACE:name', {
      run: (device, { name }, exec) => exec.print(...arpLines(device, () => true, name)),
    })
    .add('clear arp-cache', {
      privilege: 15,
      run: ({ router }) => {
        for (const { carrier } of router.interfaces.values()) {
          if (carrier instanceof EthernetPort) carrier.refreshNeighbours();
        }
      },
    });
}

interface Entry {
  readonly address: number;
  readonly age: string;
  readonly hardware: string;
  readonly interface: string;
}

function arpLines(device: IosDevice, isMeant: (address: number) => boolean, name?: string): string[] {
  const ports = listed(device).filter((one) => (name ?? one.name) === one.name);
  const entries = ports.flatMap((one) => entriesOf(one, device.clock.now()));
  const meant = entries.filter(({ address }) => isMeant(address)).sort((a, b) => a.address - b.address);
  return meant.length === 0 ? [] : [heading, ...meant.map(lineOf)];
}

function entriesOf({ name, carrier, address, isUp }: Interface, now: number): Entry[] {
  if (!(carrier instanceof EthernetPort)) return [];
  const own = address && isUp ? [{ address: address.address, age: '-', hardware: formatMacDotted(carrier.mac) }] : [];
  const known = carrier.arp.entries().map(([neighbour, { mac, learned }]) => ({
    address: neighbour,
    age: String(Math.floor((now - learned) / 60_000)),
    hardware: formatMacDotted(mac),
  }));
  const sought = carrier.unanswered(patience).map((neighbour) => ({
    address: neighbour,
    age: '0',
    hardware: 'Incomplete',
  }));
  return [...own, ...known, ...sought].map((entry) => ({ ...entry, interface: name }));
}

function lineOf({ address, age, hardware, interface: name }: Entry): string {
  const start = `Internet  ${formatIpv4(address).padEnd(15)}  ${age.padStart(8)}   `;
  // What is incomplete is on no interface yet.
  return hardware === 'Incomplete'
    ? `${start}${hardware.padEnd(16)}ARPA   `
    : `${start}${hardware.padEnd(16)}ARPA   ${name}`;
}
