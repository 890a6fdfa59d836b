/** show interface, show interface ip brief, show nameif, show ip address, show arp. */
import { formatIpv4, formatMacDotted } from '../../base/address.ts';
import { EthernetPort } from '../router/ethernet-port.ts';
import { Refusal } from '../cli/refusal.ts';
import { Tunnel } from '../router/tunnel.ts';
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
    })
    .add(['show interface', 'show interface {detail|stats}'], {
      run: (device, _, exec) => exec.print(...device.configuration.interfaces.all.flatMap(interfaceLines)),
    })
    .add('show interface INTERFACE:port [{detail|stats}:how]', {
      run: (device, { port }, exec) => {
        const named = device.configuration.interfaces.byHardware(port);
        if (named) exec.print(...interfaceLines(named));
      },
    })
    .add('show interface WORD:name [{detail|stats}:how]', {
      run: (device, { name }, exec) => exec.print(...interfaceLines(known(device, name))),
    })
    .add('show ip address WORD:name', {
      run: (device, { name }, exec) => exec.print(...addressLines(device, known(device, name).name)),
    })
    .add('show interface ip brief', { run: (device, _, exec) => exec.print(...briefLines(device)) })
    .add('show nameif', { run: (device, _, exec) => exec.print(...nameLines(device)) })
    .add(['show ip address', 'show ip'], { run: (device, _, exec) => exec.print(...addressLines(device)) })
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

/** Layout: ntc's `show interface` of an ASA; of tunnels, Cisco ASA VPN configuration guide, "Virtual Tunnel Interface". */
function interfaceLines(named: NamedInterface): string[] {
  const { one, name } = named;
  const { status, protocol } = stateOf(named);
  const lines = [
    `Interface ${one.name} "${name ?? ''}", is ${status}, line protocol is ${protocol}`,
    ...hardwareLines(named),
    ...(one.description === '' ? [] : [`\tDescription: ${one.description}`]),
  ];
  const start = one.carrier instanceof Tunnel ? '' : `MAC address ${macOf(named)}, `;
  if (name === undefined)
    return [...lines, '\tAvailable but not configured via nameif', `\t${start}MTU not set`, '\tIP address unassigned'];
  return [...lines, `\t${start}MTU ${one.ipMtu}`, ...trafficLines(named), ...tunnelLines(named)];
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

function trafficLines({ one, name = '' }: NamedInterface): string[] {
  const { address, counters } = one;
  return [
    address
      ? `\tIP address ${formatIpv4(address.address)}, subnet mask ${formatIpv4(address.mask)}`
      : '\tIP address unassigned',
    `  Traffic Statistics for "${name}":`,
    `\t${counters.inPackets} packets input, ${counters.inBytes} bytes`,
    `\t${counters.outPackets} packets output, ${counters.outBytes} bytes`,
    `\t${counters.outDrops} packets dropped`,
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
