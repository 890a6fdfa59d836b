/** arp, show arp, show ip arp, clear arp-cache. */
import { formatIpv4, formatMacDotted } from '../../../base/address.ts';
import { bytesOfHex } from '../../../base/bytes.ts';
import { EthernetPort } from '../../router/ethernet-port.ts';
import type { Interface } from '../../router/interface.ts';
import { isWithin } from '../../router/interface.ts';
import type { IosDevice } from '../device.ts';
import { listed } from './interface-state.ts';
import { configureMode, execMode } from '../modes.ts';

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
      'clear arp-cache address': 'IP address of dynamic ARP entry',
      'clear arp-cache interface': 'Clear the ARP cache of an interface',
      'clear ip arp': 'Clear an entry of the ARP cache',
      'clear ip arp address': 'IP address of dynamic ARP entry',
    })
    .add('show arp', { run: (device, _, exec) => exec.print(...arpLines(device, () => true)) })
    .add('show ip arp [A.B.C.D:address]', {
      run: (device, { address }, exec) => exec.print(...arpLines(device, (one) => (address ?? one) === one)),
    })
    .add('show ip arp INTERFACE:name', {
      run: (device, { name }, exec) => exec.print(...arpLines(device, () => true, name)),
    })
    .add('clear arp-cache [A.B.C.D:address]', { privilege: 15, run: clear })
    .add('clear arp-cache interface INTERFACE:name', { privilege: 15, run: clear })
    .add('clear ip arp A.B.C.D:address', { privilege: 15, run: clear });
  declareStatic();
}

function clear({ router }: IosDevice, { address, name }: { address?: number; name?: string }): void {
  for (const { carrier, name: own } of router.interfaces.values()) {
    if (carrier instanceof EthernetPort && (name ?? own) === own) carrier.refreshNeighbours(address);
  }
}

/** Of the encapsulations there is only that of Ethernet. The configuration has it in capitals. */
function declareStatic(): void {
  configureMode
    .words({
      arp: 'Set a static ARP entry',
      'arp address': 'IP address of ARP entry',
      'address mac': '48-bit hardware address of ARP entry',
      arpa: 'ARP type ARPA',
      'arpa alias': 'Respond to ARP requests for the IP address',
      'name alias': 'Respond to ARP requests for the IP address',
    })
    .add('arp A.B.C.D:address ![H.H.H:mac arpa [INTERFACE:name] [alias:alias]]', {
      section: 'arp',
      run: ({ router }, { address, mac, name, alias }) => {
        const bytes = bytesOfHex(mac.replaceAll('.', ''));
        router.staticArp.set(address, { mac: bytes, interface: name, isAlias: alias !== undefined });
      },
      no: ({ router }, { address }) => router.staticArp.delete(address),
      show: ({ router }) =>
        [...router.staticArp].map(([address, { mac, interface: name, isAlias }]) =>
          [
            `arp ${formatIpv4(address)} ${formatMacDotted(mac)} ARPA`,
            ...(name === undefined ? [] : [name]),
            ...(isAlias ? ['alias'] : []),
          ].join(' '),
        ),
    });
}

interface Entry {
  readonly address: number;
  readonly age: string;
  readonly hardware: string;
  readonly interface: string;
}

function arpLines(device: IosDevice, isMeant: (address: number) => boolean, name?: string): string[] {
  const { staticArp } = device.router;
  const ports = listed(device).filter((one) => (name ?? one.name) === one.name);
  const asked = ports.flatMap((one) => entriesOf(one, device.clock.now()));
  const entries = [
    ...asked.filter(({ address, age }) => age === '-' || !staticArp.has(address)),
    ...staticEntries(device).filter((entry) => (name ?? entry.interface) === entry.interface),
  ];
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

/** Each on the interface in whose subnet it is, which may be none. */
function staticEntries({ router }: IosDevice): Entry[] {
  return [...router.staticArp].map(([address, { mac, interface: name }]) => {
    const near = [...router.interfaces.values()].find(
      ({ isUp, addresses }) => isUp && addresses.some((subnet) => isWithin(subnet, address)),
    );
    return { address, age: '-', hardware: formatMacDotted(mac), interface: name ?? near?.name ?? '' };
  });
}

function lineOf({ address, age, hardware, interface: name }: Entry): string {
  const start = `Internet  ${formatIpv4(address).padEnd(15)}  ${age.padStart(8)}   `;
  // What is incomplete is on no interface yet.
  return hardware === 'Incomplete'
    ? `${start}${hardware.padEnd(16)}ARPA   `
    : `${start}${hardware.padEnd(16)}ARPA   ${name}`;
}
