/** show interface, show interface ip brief, show nameif, show ip address, show arp. */
import { formatIpv4, formatMacDotted } from '../../base/address.ts';
import { EthernetPort } from '../router/ethernet-port.ts';
import { Refusal } from '../cli/refusal.ts';
import { Tunnel } from '../router/tunnel/tunnel.ts';
import type { AsaDevice } from './device.ts';
import { execMode } from './modes.ts';
import type { NamedInterface } from './named-interfaces.ts';

export function declareShowInterfaces(): void {
  execMode
    .words({
      'show interface': 'Show interface status and configuration',
      'interface ip': 'IP information',
      'interface ip brief': 'Brief summary of IP status and configuration',
      'show interface name': 'Name of an interface',
      'show interface detail': 'Display more information',
      'show interface stats': 'Display the figures of the interfaces',
      'port detail': 'Display more information',
      'port stats': 'Display the figures of the interface',
      'name detail': 'Display more information',
      'name stats': 'Display the figures of the interface',
      'ip address name': 'Name of an interface',
      'show nameif': 'Show interface names and security levels',
      'show ip': 'IP information',
      'show ip address': 'Addresses of the interfaces',
      'show arp': 'Show ARP table',
      'clear arp': 'Clear the ARP table',
    })
    .add('show interface [{detail|stats}:how]', {
      run: (device, { how }, exec) => exec.print(...shownInterfaces(device, device.configuration.interfaces.all, how)),
    })
    .add('show interface INTERFACE:port [{detail|stats}:how]', {
      run: (device, { port, how }, exec) => {
        const named = device.configuration.interfaces.byHardware(port);
        if (named) exec.print(...shownInterfaces(device, [named], how));
      },
    })
    .add('show interface WORD:name [{detail|stats}:how]', {
      run: (device, { name, how }, exec) => exec.print(...shownInterfaces(device, [known(device, name)], how)),
    })
    .add('show ip address WORD:name', {
      run: (device, { name }, exec) => exec.print(...addressLines(device, known(device, name).name)),
    })
    .add('show interface ip brief', { run: (device, _, exec) => exec.print(...briefLines(device)) })
    .add('show nameif', { run: (device, _, exec) => exec.print(...nameLines(device)) })
    .add(['show ip address', 'show ip'], { run: (device, _, exec) => exec.print(...addressLines(device)) })
    .add('clear arp', {
      run: ({ configuration: { interfaces } }) => {
        for (const { one } of interfaces.all) if (one.carrier instanceof EthernetPort) one.carrier.arp.clear();
      },
    })
    .add('show arp', { run: (device, _, exec) => exec.print(...arpLines(device)) });
}

/** The columns of IOS's `show ip interface brief`, which an ASA has under another name. */
function briefLines({ configuration }: AsaDevice): string[] {
  const rows = configuration.interfaces.all.map((named) => {
    const { one } = named;
    const address = one.address ? formatIpv4(one.address.address) : 'unassigned';
    const method = one.address ? 'CONFIG' : 'unset ';
    const { status, protocol } = stateOf(named);
    return `${one.name.padEnd(26)} ${address.padEnd(15)} YES ${method} ${status.padEnd(21)} ${protocol}  `.replace(
      / +$/,
      '',
    );
  });
  return ['Interface                  IP-Address      OK? Method Status                Protocol', ...rows];
}

function stateOf({ one }: NamedInterface): { status: string; protocol: string } {
  const isConnected = one.carrier.isUp();
  if (one.isShutdown) return { status: 'administratively down', protocol: isConnected ? 'up' : 'down' };
  return isConnected ? { status: 'up', protocol: 'up' } : { status: 'down', protocol: 'down' };
}

function nameLines({ configuration }: AsaDevice): string[] {
  const rows = configuration.interfaces.named.map(
    ({ one, name = '', level }) => `${one.name.padEnd(24)} ${name.padEnd(24)} ${String(level).padStart(3)}`,
  );
  return ['Interface                Name                     Security', ...rows];
}

function known({ configuration: { interfaces } }: AsaDevice, name: string): NamedInterface {
  const named = interfaces.byName(name);
  if (!named) throw Refusal.invalid('name');
  return named;
}

function addressLines({ configuration }: AsaDevice, only?: string): string[] {
  const heading = 'Interface                Name                   IP address      Subnet mask     Method ';
  const rows = configuration.interfaces.named.flatMap(({ one, name = '', address }) =>
    address && (only === undefined || name === only)
      ? [
          `${one.name.padEnd(24)} ${name.padEnd(22)} ${formatIpv4(address.address).padEnd(15)} ${formatIpv4(address.mask).padEnd(15)} CONFIG`,
        ]
      : [],
  );
  return ['System IP Addresses:', heading, ...rows, 'Current IP Addresses:', heading, ...rows];
}

/** `stats` leaves out what the hardware is, `detail` adds the numbers under which the firewall knows an interface. */
function shownInterfaces(
  device: AsaDevice,
  shown: readonly NamedInterface[],
  how: 'detail' | 'stats' | undefined,
): string[] {
  const { all } = device.configuration.interfaces;
  return shown.flatMap((named) => {
    const isNamed = named.name !== undefined;
    if (how === 'stats') return [headLine(named), ...(isNamed ? trafficLines(named, device.clock.now()) : [])];
    return [...interfaceLines(named, device), ...(how === 'detail' ? controlLines(named, all.indexOf(named)) : [])];
  });
}

/** Cisco ASA command reference, `show interface detail`. */
function controlLines(named: NamedInterface, index: number): string[] {
  const isUp = (state: string): string => (state === 'up' ? 'active' : 'not active');
  return [
    '  Control Point Interface States:',
    `\tInterface number is ${index + 2}`,
    `\tInterface config status is ${named.one.isShutdown ? 'not active' : 'active'}`,
    `\tInterface state is ${isUp(stateOf(named).status)}`,
  ];
}

function headLine(named: NamedInterface): string {
  const { status, protocol } = stateOf(named);
  return `Interface ${named.one.name} "${named.name ?? ''}", is ${status}, line protocol is ${protocol}`;
}

/** Layout: ntc's `show interface` of an ASA; of tunnels, Cisco ASA VPN configuration guide, "Virtual Tunnel Interface". */
function interfaceLines(named: NamedInterface, { clock }: AsaDevice): string[] {
  const { one, name } = named;
  const lines = [
    headLine(named),
    ...hardwareLines(named),
    ...(one.description === '' ? [] : [`\tDescription: ${one.description}`]),
  ];
  const start = one.carrier instanceof Tunnel ? '' : `MAC address ${macOf(named)}, `;
  if (name === undefined)
    return [
      ...lines,
      '\tAvailable but not configured via nameif',
      `\t${start}MTU not set`,
      '\tIP address unassigned',
      ...portLines(named),
    ];
  const address = one.address
    ? `\tIP address ${formatIpv4(one.address.address)}, subnet mask ${formatIpv4(one.address.mask)}`
    : '\tIP address unassigned';
  return [
    ...lines,
    `\t${start}MTU ${one.ipMtu}`,
    address,
    ...portLines(named),
    ...trafficLines(named, clock.now()),
    ...tunnelLines(named),
  ];
}

/** What the port itself counts: the errors that are always 0 cannot happen on simulated cables. */
function portLines({ one: { carrier, counters } }: NamedInterface): string[] {
  if (!(carrier instanceof EthernetPort)) return [];
  const { inPackets, inBytes, inBroadcasts, outPackets, outBytes, resets } = counters;
  return [
    `\t${inPackets} packets input, ${inBytes} bytes, 0 no buffer`,
    `\tReceived ${inBroadcasts} broadcasts, 0 runts, 0 giants`,
    '\t0 input errors, 0 CRC, 0 frame, 0 overrun, 0 ignored, 0 abort',
    '\t0 pause input, 0 resume input',
    '\t0 L2 decode drops',
    `\t${outPackets} packets output, ${outBytes} bytes, 0 underruns`,
    '\t0 pause output, 0 resume output',
    `\t0 output errors, 0 collisions, ${resets} interface resets`,
    '\t0 late collisions, 0 deferred',
    '\t0 input reset drops, 0 output reset drops',
  ];
}

function hardwareLines({ one, tunnel }: NamedInterface): string[] {
  if (tunnel) return ['  Hardware is Virtual Tunnel'];
  const hardware = '  Hardware is net_vmxnet3, BW 1000 Mbps, DLY 10 usec';
  if (one.parent) return [hardware, `\tVLAN identifier ${one.vlan?.id ?? 'none'}`];
  return [
    hardware,
    '\tAuto-Duplex(Full-duplex), Auto-Speed(1000 Mbps)',
    '\tInput flow control is unsupported, output flow control is unsupported',
  ];
}

function macOf({ one: { carrier } }: NamedInterface): string {
  return carrier instanceof EthernetPort ? formatMacDotted(carrier.mac) : 'N/A';
}

/** An ASA says the rates of the last minute as well, which nobody counts here. */
function trafficLines({ one, name = '' }: NamedInterface, now: number): string[] {
  const { counters } = one;
  const rateOf = ({ bits, packets }: { bits: number; packets: number }): string =>
    `${Math.floor(packets)} pkts/sec,  ${Math.floor(bits / 8)} bytes/sec`;
  return [
    `  Traffic Statistics for "${name}":`,
    `\t${counters.inPackets} packets input, ${counters.inBytes} bytes`,
    `\t${counters.outPackets} packets output, ${counters.outBytes} bytes`,
    `\t${counters.outDrops} packets dropped`,
    `      5 minute input rate ${rateOf(one.inRate.at(now))}`,
    `      5 minute output rate ${rateOf(one.outRate.at(now))}`,
  ];
}

function tunnelLines({ one: { carrier }, tunnel }: NamedInterface): string[] {
  if (!tunnel || !(carrier instanceof Tunnel)) return [];
  const { localAddress } = carrier;
  const address = localAddress === undefined ? 'unassigned' : formatIpv4(localAddress);
  const destination = tunnel.destination === undefined ? 'unassigned' : formatIpv4(tunnel.destination);
  return [
    '  Tunnel Interface Information:',
    `\tSource interface: ${tunnel.source ?? 'none'}\tIP address: ${address}`,
    `\tDestination IP address: ${destination}`,
    `\tMode: ${tunnel.hasMode ? 'ipsec ipv4' : 'none'}\tIPsec profile: ${tunnel.profile ?? 'none'}`,
  ];
}

function arpLines({ configuration, clock }: AsaDevice): string[] {
  return configuration.interfaces.named.flatMap(({ one, name = '' }) => {
    const { carrier } = one;
    if (!(carrier instanceof EthernetPort)) return [];
    return carrier.arp
      .entries()
      .map(
        ([address, { mac, learned }]) =>
          `\t${name} ${formatIpv4(address)} ${formatMacDotted(mac)} ${Math.floor((clock.now() - learned) / 1000)}`,
      );
  });
}
