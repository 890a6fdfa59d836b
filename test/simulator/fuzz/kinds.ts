/** The kinds of devices that are tried, with what may be typed on them. */
import type { Platform, Topology } from '../../../src-main/lab/topology.ts';
import { asaModes } from '../../../src-main/simulator/asa/commands.ts';
import { iosModes } from '../../../src-main/simulator/ios/commands.ts';

export interface Kind {
  name: string;
  platform: Platform;
  model: string;
  release?: string;
  /** Syntaxes of its commands, where there is a table of them. */
  syntaxes: readonly string[];
}

const syntaxesOf = (modes: readonly { declarations: readonly { syntax: string }[] }[]): string[] =>
  modes.flatMap(({ declarations }) => declarations.map(({ syntax }) => syntax));

const ios = syntaxesOf(iosModes);
const hostCommands = [
  'ip A.B.C.D/nn:a A.B.C.D:b',
  'ping A.B.C.D:a',
  'trace A.B.C.D:a',
  'show ip',
  'ip addr',
  'ip route',
  'ifconfig',
  'save',
];

export const kinds: readonly Kind[] = [
  { name: '12.2', platform: 'ios', model: 'dynamips c7200', release: '12.2(15)T17', syntaxes: ios },
  { name: '12.4', platform: 'ios', model: 'dynamips c3725', release: '12.4(15)T14', syntaxes: ios },
  { name: '15', platform: 'ios', model: 'iosv', release: '15.9(3)M3', syntaxes: ios },
  { name: 'XE', platform: 'iosxe', model: 'csr1000v', release: '17.03.04a', syntaxes: ios },
  { name: 'switch', platform: 'ios', model: 'iosvl2', syntaxes: ios },
  { name: 'ASA', platform: 'asa', model: 'asav', syntaxes: syntaxesOf(asaModes) },
  { name: 'VPCS', platform: 'vpcs', model: 'vpcs', syntaxes: hostCommands },
  { name: 'Linux', platform: 'linux', model: 'alpine', syntaxes: hostCommands },
];

const ports: Readonly<Partial<Record<Platform, readonly string[]>>> = {
  vpcs: ['eth0'],
  linux: ['eth0'],
  iosxe: ['GigabitEthernet1', 'GigabitEthernet2'],
};

export function topologyOf({ platform, model, release }: Kind): Topology {
  const names = ports[platform] ?? ['GigabitEthernet0/0', 'GigabitEthernet0/1'];
  const interfaces = names.map((name) => ({ name }));
  const node = { id: 'n', name: 'N', platform, model, interfaces, position: { x: 0, y: 0 } };
  return { name: 'fuzz', nodes: [release === undefined ? node : { ...node, release }], links: [] };
}
