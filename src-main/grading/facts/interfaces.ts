/** Interfaces of any platform in one shape, from what shows each of their sides. */
import { lengthOfMask, parseIpv4 } from '../../base/address.ts';
import type { Exercise, Role } from '../../lab/exercise.ts';
import type { AsaInterface } from '../../parsers/asa/interface.ts';
import type { InterfaceStatus } from '../../parsers/ios/interface-status.ts';
import type { IpInterface } from '../../parsers/ios/show-ip-interface.ts';
import type { InterfaceBrief } from '../../parsers/ios/show-ip-interface-brief.ts';
import type { IpAddressRecord } from '../../parsers/linux/ip-address.ts';
import type { Evidence } from '../evidence.ts';
import type { Look } from '../look.ts';
import type { Captures } from './captures.ts';
import { configurationLooks, readConfiguration } from './configurations.ts';
import { placeNamed, roleNamed } from './places.ts';
import { showOn } from './shows.ts';

/** A value, and the line that says it. */
export interface Shown {
  value: string | undefined;
  evidence: Evidence;
  line: number;
}

export interface InterfaceFacts {
  name: string;
  status: Shown;
  line: Shown;
  /** With the length of its subnet: "10.1.1.1/24"; "none". */
  address: Shown;
  unnumbered: Shown | undefined;
  mtu: Shown | undefined;
  ipMtu: Shown | undefined;
  mss: Shown | undefined;
  vrf: Shown | undefined;
}

/** What is asked of an interface decides what has to be looked at. */
interface Asked {
  ipMtu?: unknown;
  mss?: unknown;
  vrf?: unknown;
  unnumbered?: unknown;
}

type Known = { exercise: Exercise; captures: Captures };

const isIos = ({ platform }: Role): boolean => platform === 'ios' || platform === 'iosxe';
const LINUX = 'ip -d address';
const BRIEF = 'show ip interface brief';

export function interfaceLooks(exercise: Exercise, role: string, place: string, asked: Asked): Look[] {
  const played = roleNamed(exercise, role);
  const name = placeNamed(exercise, role, place);
  const looks = (...commands: string[]): Look[] => commands.map((command) => ({ role, command }));
  const isConfigured = asked.mss !== undefined || asked.vrf !== undefined;
  if (isIos(played))
    return [
      ...looks(BRIEF, `show interfaces ${name}`, ...(asked.ipMtu === undefined ? [] : [`show ip interface ${name}`])),
      ...(isConfigured ? configurationLooks(exercise, role) : []),
    ];
  if (played.platform === 'asa') return looks('show interface');
  return played.platform === 'vpcs' ? [] : looks(LINUX);
}

/** Undefined where the device has no such interface. @throws {Unreadable} */
export function readInterface(known: Known, role: string, place: string, asked: Asked): InterfaceFacts | undefined {
  const played = roleNamed(known.exercise, role);
  const name = placeNamed(known.exercise, role, place);
  if (isIos(played)) return iosInterface(known, { role, name, asked });
  if (played.platform === 'asa') return asaInterface(known, { role, name, place });
  return linuxInterface(known, role, name);
}

/** The answer that lists all interfaces, to be quoted where one is not there. */
export function listingOf({ exercise, captures }: Known, role: string): Evidence | undefined {
  const { platform } = roleNamed(exercise, role);
  if (platform === 'ios' || platform === 'iosxe') return captures.find(role, showOn('ios', BRIEF), 'end')?.evidence;
  return captures.find(role, showOn(platform === 'asa' ? 'asa' : 'linux', platform === 'asa' ? 'show interface' : LINUX), 'end')?.evidence; // prettier-ignore
}

const isCalled =
  (name: string) =>
  (one: { name: string }): boolean =>
    one.name.toLowerCase() === name.toLowerCase();

function iosInterface(
  { exercise, captures }: Known,
  { role, name, asked }: { role: string; name: string; asked: Asked },
): InterfaceFacts | undefined {
  const brief = captures.read(role, showOn<InterfaceBrief>('ios', BRIEF), 'end');
  if (!brief.records.some(isCalled(name))) return undefined;
  const { evidence, records } = captures.read(role, showOn<InterfaceStatus>('ios', `show interfaces ${name}`), 'end');
  const found = records.find(isCalled(name));
  if (!found) return undefined;
  const shown = (value: string | number | undefined, field: string): Shown => ({ value: value?.toString(), evidence, line: found.at[field] ?? found.line }); // prettier-ignore
  const address = found.address === undefined ? 'none' : `${found.address}/${found.prefixLength ?? 32}`;
  const configured = asked.mss === undefined && asked.vrf === undefined ? undefined : configuredIn({ exercise, captures }, role, name); // prettier-ignore
  return {
    name: found.name,
    status: shown(found.status, 'status'),
    line: shown(found.protocol, 'protocol'),
    address: shown(address, 'address'),
    unnumbered: shown(found.unnumbered, 'unnumbered'),
    mtu: shown(found.mtu, 'mtu'),
    ipMtu: asked.ipMtu === undefined ? undefined : ipMtuOf(captures, role, name),
    mss: configured?.('adjustMss'),
    vrf: configured?.('vrf'),
  };
}

function ipMtuOf(captures: Captures, role: string, name: string): Shown | undefined {
  const { evidence, records } = captures.read(role, showOn<IpInterface>('ios', `show ip interface ${name}`), 'end');
  const found = records.find(isCalled(name));
  return found && { value: found.mtu?.toString(), evidence, line: found.at['mtu'] ?? found.line };
}

function configuredIn(known: Known, role: string, name: string): (field: 'adjustMss' | 'vrf') => Shown | undefined {
  const { evidence, configuration } = readConfiguration(known, role);
  const found = configuration.interfaces.find(isCalled(name));
  return (field) => found && { value: found[field]?.toString(), evidence, line: found.at[field] ?? found.line };
}

function asaInterface(
  { captures }: Known,
  { role, name, place }: { role: string; name: string; place: string },
): InterfaceFacts | undefined {
  const { evidence, records } = captures.read(role, showOn<AsaInterface>('asa', 'show interface'), 'end');
  const found = records.find(isCalled(name)) ?? records.find(({ nameif }) => nameif === place);
  if (!found) return undefined;
  const shown = (value: string | number | undefined, field: string): Shown => ({ value: value?.toString(), evidence, line: found.at[field] ?? found.line }); // prettier-ignore
  const length = lengthOfMask(parseIpv4(found.mask ?? '') ?? -1);
  return {
    name: found.name,
    status: shown(found.status, 'status'),
    line: shown(found.protocol ?? found.status, 'protocol'),
    address: shown(found.address === undefined ? 'none' : `${found.address}/${length ?? 32}`, 'address'),
    unnumbered: undefined,
    mtu: shown(found.mtu, 'mtu'),
    ipMtu: shown(found.mtu, 'mtu'),
    mss: undefined,
    vrf: undefined,
  };
}

function linuxInterface({ captures }: Known, role: string, name: string): InterfaceFacts | undefined {
  const { evidence, records } = captures.read(role, showOn<IpAddressRecord>('linux', LINUX), 'end');
  const found = records.find(isCalled(name));
  if (!found) return undefined;
  const shown = (value: string | number | undefined, field: string): Shown => ({ value: value?.toString(), evidence, line: found.at[field] ?? found.line }); // prettier-ignore
  const own = found.addresses.find(({ family }) => family === 'inet');
  const isUp = found.flags.includes('UP');
  return {
    name: found.name,
    status: shown(isUp ? 'up' : 'administratively down', 'flags'),
    line: shown(isUp && !found.flags.includes('NO-CARRIER') && found.state !== 'DOWN' ? 'up' : 'down', 'flags'),
    address: shown(own ? `${own.address}/${own.length}` : 'none', 'addresses'),
    unnumbered: undefined,
    mtu: shown(found.mtu, 'mtu'),
    ipMtu: shown(found.mtu, 'mtu'),
    mss: undefined,
    vrf: shown(found.master, 'master'),
  };
}
