/**
 * show vlan brief, show interfaces status|trunk|switchport, show mac address-table: what a switch does with its ports.
 * Layout: from memory.
 */
import { dottedMac } from './switch-mac.ts';
import type { EthernetSwitch } from '../../switch/ethernet-switch.ts';
import { allVlans, type SwitchPort } from '../../switch/switch-port.ts';
import type { IosDevice } from '../device.ts';
import { shortNameOf } from '../interface/interface-state.ts';
import { execMode } from '../modes.ts';
import { hasSwitch, switchOf, textOfVlans } from './switch-words.ts';

export function declareShowSwitch(): void {
  execMode
    .words({
      'show vlan': 'VTP VLAN status',
      'vlan brief': 'VTP all VLAN status in brief',
      'interfaces status': 'Show interface line status',
      'interfaces trunk': 'Show interface trunk information',
      'interfaces switchport': 'Show interface switchport information',
      'name switchport': 'Show interface switchport information',
      'show mac': 'MAC configuration',
      'address-table': 'MAC forwarding table',
      'address-table dynamic': 'Show dynamic MAC addresses',
      'clear mac': 'MAC forwarding table',
    })
    .add('show vlan [brief]', {
      when: hasSwitch,
      run: (device, _, exec) => exec.print(...vlanLines(switchOf(device))),
    })
    .add('show interfaces status', { when: hasSwitch, run: (device, _, exec) => exec.print(...statusLines(device)) })
    .add('show interfaces trunk', {
      when: hasSwitch,
      run: (device, _, exec) => exec.print(...trunkLines(switchOf(device))),
    })
    .add('show interfaces switchport', {
      when: hasSwitch,
      run: (device, _, exec) => {
        for (const port of switchOf(device).ports.values()) exec.print(...switchportLines(switchOf(device), port));
      },
    })
    .add('show interfaces INTERFACE:name switchport', {
      when: hasSwitch,
      run: (device, { name }, exec) => {
        const port = switchOf(device).ports.get(name);
        if (port) exec.print(...switchportLines(switchOf(device), port));
      },
    })
    .add('show mac address-table [dynamic]', {
      when: hasSwitch,
      run: (device, _, exec) => exec.print(...stationLines(switchOf(device))),
    })
    .add('clear mac address-table [dynamic]', { when: hasSwitch, run: (device) => switchOf(device).forget() });
}

const isTrunk = ({ mode, isRouted }: SwitchPort): boolean => mode === 'trunk' && !isRouted;
const reserved = [
  [1002, 'fddi-default'],
  [1003, 'token-ring-default'],
  [1004, 'fddinet-default'],
  [1005, 'trnet-default'],
] as const;
/** Characters that the ports of a line may take. */
const portsWidth = 31;

function vlanLines(switching: EthernetSwitch): string[] {
  const ports = [...switching.ports.values()].filter((port) => !port.isRouted && !(isTrunk(port) && port.isUp));
  const lines = [...switching.vlans].flatMap(([vlan, { name, isShutdown }]) => {
    const names = ports.filter(({ accessVlan }) => accessVlan === vlan).map((port) => shortNameOf(port.name));
    const [first = '', ...more] = wrapped(names, portsWidth);
    const head = vlanLine(vlan, name, isShutdown ? 'act/lshut' : 'active');
    return [{ vlan, lines: [(head + first).trimEnd(), ...more.map((line) => ' '.repeat(48) + line)] }];
  });
  const others = reserved.map(([vlan, name]) => ({ vlan, lines: [vlanLine(vlan, name, 'act/unsup').trimEnd()] }));
  const sorted = [...lines, ...others].sort((a, b) => a.vlan - b.vlan).flatMap((one) => one.lines);
  return [
    '',
    'VLAN Name                             Status    Ports',
    '---- -------------------------------- --------- -------------------------------',
    ...sorted,
  ];
}

function vlanLine(vlan: number, name: string, status: string): string {
  return `${String(vlan).padEnd(5)}${name.padEnd(33)}${status.padEnd(10)}`;
}

function wrapped(names: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 2 + name.length <= width) lines[lines.length - 1] = `${last}, ${name}`;
    else lines.push(name);
  }
  return lines;
}

function statusLines(device: IosDevice): string[] {
  const lines = [...switchOf(device).ports.values()].map((port) => {
    const one = device.router.interfaces.get(port.name);
    const status = one?.isShutdown === true ? 'disabled' : port.cable ? 'connected' : 'notconnect';
    const vlan = port.isRouted ? 'routed' : isTrunk(port) && port.isUp ? 'trunk' : String(port.accessVlan);
    const name = (one?.description ?? '').slice(0, 18);
    return `${shortNameOf(port.name).padEnd(10)}${name.padEnd(19)}${status.padEnd(13)}${vlan.padEnd(11)}  auto   auto ${mediumOf(port.name)}`;
  });
  return ['', 'Port      Name               Status       Vlan       Duplex  Speed Type ', ...lines];
}

const mediumOf = (name: string): string => (name.startsWith('Ethernet') ? 'unknown' : 'RJ45');

function trunkLines(switching: EthernetSwitch): string[] {
  const trunks = [...switching.ports.values()].filter((port) => isTrunk(port) && port.isUp);
  if (trunks.length === 0) return [];
  const table = (heading: string, vlansOf: (port: SwitchPort) => Iterable<number>): string[] => [
    '',
    `Port        ${heading}`,
    ...trunks.map((port) => shortNameOf(port.name).padEnd(12) + (textOfVlans(vlansOf(port)) || 'none')),
  ];
  const active = ({ allowed }: SwitchPort): number[] =>
    [...switching.vlans].flatMap(([vlan, { isShutdown }]) =>
      !isShutdown && (allowed?.has(vlan) ?? true) ? [vlan] : [],
    );
  const allowedOf = ({ allowed }: SwitchPort): Iterable<number> =>
    allowed ?? Array.from({ length: allVlans.last }, (_, index) => index + allVlans.first);
  return [
    '',
    'Port        Mode             Encapsulation  Status        Native vlan',
    ...trunks.map(
      (port) => `${shortNameOf(port.name).padEnd(12)}on               802.1q         trunking      ${port.nativeVlan}`,
    ),
    ...table('Vlans allowed on trunk', allowedOf),
    ...table('Vlans allowed and active in management domain', active),
    ...table('Vlans in spanning tree forwarding state and not pruned', (port) =>
      active(port).filter((vlan) => switching.isForwarding(port, vlan)),
    ),
  ];
}

function switchportLines(switching: EthernetSwitch, port: SwitchPort): string[] {
  const head = `Name: ${shortNameOf(port.name)}`;
  if (port.isRouted) return [head, 'Switchport: Disabled', ''];
  const nameOf = (vlan: number): string => switching.vlans.get(vlan)?.name ?? 'Inactive';
  return [
    head,
    'Switchport: Enabled',
    ...modeLines(port),
    `Access Mode VLAN: ${port.accessVlan} (${nameOf(port.accessVlan)})`,
    `Trunking Native Mode VLAN: ${port.nativeVlan} (${nameOf(port.nativeVlan)})`,
    'Administrative Native VLAN tagging: disabled',
    'Voice VLAN: none',
    `Trunking VLANs Enabled: ${port.allowed ? textOfVlans(port.allowed) || 'NONE' : 'ALL'}`,
    'Pruning VLANs Enabled: 2-1001',
    'Capture Mode Disabled',
    'Capture VLANs Allowed: ALL',
    '',
  ];
}

function modeLines(port: SwitchPort): string[] {
  const { mode, isUp, isDot1q, isNonegotiate } = port;
  const operational = isTrunk(port) ? 'trunk' : 'static access';
  return [
    `Administrative Mode: ${mode === 'access' ? 'static access' : (mode ?? 'dynamic auto')}`,
    `Operational Mode: ${isUp ? operational : 'down'}`,
    `Administrative Trunking Encapsulation: ${isDot1q ? 'dot1q' : 'negotiate'}`,
    ...(isUp ? [`Operational Trunking Encapsulation: ${isTrunk(port) ? 'dot1q' : 'native'}`] : []),
    `Negotiation of Trunking: ${mode === 'access' || isNonegotiate ? 'Off' : 'On'}`,
  ];
}

function stationLines(switching: EthernetSwitch): string[] {
  const { stations } = switching;
  return [
    '          Mac Address Table',
    '-------------------------------------------',
    '',
    'Vlan    Mac Address       Type        Ports',
    '----    -----------       --------    -----',
    ...stations.map(
      ({ vlan, mac, port }) =>
        `${String(vlan).padStart(4)}    ${dottedMac(mac)}    DYNAMIC     ${shortNameOf(port.name)}`,
    ),
    `Total Mac Addresses for this criterion: ${stations.length}`,
  ];
}
