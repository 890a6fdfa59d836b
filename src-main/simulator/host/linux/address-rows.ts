/** Network cards as BusyBox's `ip address` and `ip link` show them. */
import { broadcastOf, formatIpv4, formatMac, lengthOfMask, networkOf } from '../../../base/address.ts';
import type { Interface, InterfaceAddress } from '../../router/interface.ts';
import type { HostPort } from '../host-port.ts';

type Ports = ReadonlyMap<string, Interface<HostPort>>;

const loopback = [
  '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN qlen 1000',
  '    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00',
];
const loopbackAddress = ['    inet 127.0.0.1/8 scope host lo', '       valid_lft forever preferred_lft forever'];

export function linkRows(ports: Ports): string[] {
  return [...loopback, ...[...ports.values()].flatMap((port, index) => portRows(port, index + 2))];
}

/** @param only the name of one card; undefined shows all */
export function addressRows(ports: Ports, only?: string): string[] {
  const cards = [...ports.values()].map((port, index) => ({ port, number: index + 2 }));
  const shown = cards.filter(({ port }) => only === undefined || port.name === only);
  return [
    ...(only === undefined || only === 'lo' ? [...loopback, ...loopbackAddress] : []),
    ...shown.flatMap(({ port, number }) => [...portRows(port, number), ...inetRows(port)]),
  ];
}

function portRows(port: Interface<HostPort>, number: number): string[] {
  const { name, isShutdown, isUp, carrier } = port;
  const flags = isShutdown ? '' : isUp ? ',UP,LOWER_UP' : ',NO-CARRIER,UP';
  const state = isUp ? 'UP' : 'DOWN';
  return [
    `${number}: ${name}: <BROADCAST,MULTICAST${flags}> mtu ${port.ipMtu} qdisc pfifo_fast state ${state} qlen 1000`,
    `    link/ether ${formatMac(carrier.ethernet.mac)} brd ff:ff:ff:ff:ff:ff`,
  ];
}

/** An address of a network that another one is in already is a second one to the kernel. */
function inetRows({ name, addresses }: Interface<HostPort>): string[] {
  return addresses.flatMap(({ address, mask }, index) => {
    const isSecond = addresses.slice(0, index).some((one) => isSameNetwork(one, { address, mask }));
    return [
      `    inet ${formatIpv4(address)}/${lengthOfMask(mask)} scope global ${isSecond ? 'secondary ' : ''}${name}`,
      '       valid_lft forever preferred_lft forever',
    ];
  });
}

function isSameNetwork(a: InterfaceAddress, b: InterfaceAddress): boolean {
  return a.mask === b.mask && networkOf(a.address, a.mask) === networkOf(b.address, b.mask);
}

/** As `ifconfig` shows them: bytes and packets are those that have passed. */
export function ifconfigRows(port: Interface<HostPort>): string[] {
  const { name, address, isShutdown, isUp, carrier, counters } = port;
  const mac = formatMac(carrier.ethernet.mac).toUpperCase();
  const inet = address && [
    `          inet addr:${formatIpv4(address.address)}  Bcast:${formatIpv4(broadcastOf(address.address, address.mask))}  Mask:${formatIpv4(address.mask)}`,
  ];
  const flags = `${isShutdown ? '' : 'UP '}BROADCAST ${isUp ? 'RUNNING ' : ''}MULTICAST`;
  return [
    `${name.padEnd(10)}Link encap:Ethernet  HWaddr ${mac}  `,
    ...(inet ?? []),
    `          ${flags}  MTU:${port.ipMtu}  Metric:1`,
    `          RX packets:${counters.inPackets} errors:0 dropped:0 overruns:0 frame:0`,
    `          TX packets:${counters.outPackets} errors:0 dropped:${counters.outDrops} overruns:0 carrier:0`,
    '          collisions:0 txqueuelen:1000 ',
    `          RX bytes:${counters.inBytes} (${scaled(counters.inBytes)})  TX bytes:${counters.outBytes} (${scaled(counters.outBytes)})`,
    '',
  ];
}

function scaled(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit++) value /= 1024;
  return `${value.toFixed(1)} ${units[unit]}`;
}
