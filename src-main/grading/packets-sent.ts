/** Commands that send packets and show what became of them, in the words of each platform. */
import { formatIpv4 } from '../base/address.ts';
import type { Action, Exercise, PingAction, Role, SweepAction } from '../lab/exercise.ts';
import { roleNamed } from './facts/places.ts';
import type { Look } from './look.ts';

type Platform = Role['platform'];

/** An IP header and one of ICMP: what Linux and VPCS do not count in the size of a ping. */
const HEADERS = 28;

interface Packets {
  role: Role;
  target: string;
  /** The address that it is sent from, where the lab names one. */
  source: number | undefined;
  count: number;
  size: number;
  df: boolean;
  timeout: number | undefined;
}

const option = (word: string, value: number | undefined): string => (value === undefined ? '' : ` ${word} ${value}`);

function iosPing({ target, source, count, size, df, timeout }: Packets): string {
  const from = source === undefined ? '' : ` source ${formatIpv4(source)}`;
  return `ping ${target}${from} repeat ${count} size ${size}${option('timeout', timeout)}${df ? ' df-bit' : ''}`;
}

function linuxPing({ target, source, count, size, df, timeout }: Packets): string {
  const from = source === undefined ? '' : ` -I ${formatIpv4(source)}`;
  return `ping -c ${count} -s ${size - HEADERS}${option('-W', timeout)}${df ? ' -M do' : ''}${from} ${target}`;
}

/** It has no word for packets that must stay whole. */
function asaPing({ role, target, source, count, size, timeout }: Packets): string {
  return `ping ${nameOfInterface(role, source)}${target} repeat ${count} size ${size}${option('timeout', timeout)}`;
}

/** VPCS waits in milliseconds. */
function vpcsPing({ target, count, size, df, timeout }: Packets): string {
  const wait = option('-w', timeout === undefined ? undefined : timeout * 1000);
  return `ping ${target} -c ${count} -l ${size - HEADERS}${wait}${df ? ' -D' : ''}`;
}

const PINGS: Record<Platform, (packets: Packets) => string> = {
  ios: iosPing,
  iosxe: iosPing,
  asa: asaPing,
  linux: linuxPing,
  frr: linuxPing,
  // Its own ping has other words; that of Linux is beneath it.
  vyos: (packets) => `sudo ${linuxPing(packets)}`,
  vpcs: vpcsPing,
};

/** `ping 10.0.0.2 source 10.0.0.1 repeat 5 size 100`; `ping -c 5 -s 72 -I 10.0.0.1 10.0.0.2` */
export function pingCommand(exercise: Exercise, { from, to, ...packets }: PingAction): string {
  const role = roleNamed(exercise, from);
  return PINGS[role.platform]({ role, target: formatIpv4(to), ...packets });
}

/** One packet that may be lost while something is looked up, and one that counts; nobody is waited for long. */
const SWEPT = { count: 2, timeout: 1 };

export function sweepCommand(exercise: Exercise, { from, to, source, df }: SweepAction, size: number): string {
  const role = roleNamed(exercise, from);
  return PINGS[role.platform]({ role, target: formatIpv4(to), source, size, df, ...SWEPT });
}

export function sweepCommands(exercise: Exercise, action: SweepAction): string[] {
  return action.sizes.map((size) => sweepCommand(exercise, action, size));
}

type TracerouteAction = Extract<Action, { kind: 'traceroute' }>;

function iosTraceroute(target: string, source: number | undefined): string {
  return `traceroute ${target}${source === undefined ? '' : ` source ${formatIpv4(source)}`} numeric timeout 2 probe 2 ttl 1 15`; // prettier-ignore
}

function linuxTraceroute(target: string, source: number | undefined): string {
  return `traceroute -n -w 2 -q 2 -m 15${source === undefined ? '' : ` -s ${formatIpv4(source)}`} ${target}`;
}

const TRACEROUTES: Record<Platform, (target: string, source: number | undefined, role: Role) => string> = {
  ios: iosTraceroute,
  iosxe: iosTraceroute,
  asa: (target, source, role) => `traceroute ${target}${source === undefined ? '' : ` source ${nameOfInterface(role, source).trim()}`} numeric timeout 2 probe 2 ttl 1 15`,
  linux: linuxTraceroute,
  frr: linuxTraceroute,
  vyos: (target, source) => `sudo ${linuxTraceroute(target, source)}`,
  vpcs: (target) => `trace ${target} -P 1 -m 15`,
}; // prettier-ignore

export function tracerouteCommand(exercise: Exercise, { from, to, source }: TracerouteAction): string {
  const role = roleNamed(exercise, from);
  return TRACEROUTES[role.platform](formatIpv4(to), source, role);
}

/** An ASA is told by which interface to send: labs call an interface of an ASA as it does itself. */
function nameOfInterface({ interfaces }: Role, source: number | undefined): string {
  const found = interfaces.find(({ address }) => address === source);
  return found ? `${found.role} ` : '';
}

/** What tells the time of a device; an end host may not know it. */
export function clockCommand({ name, platform }: Role): Look[] {
  if (platform === 'vpcs') return [];
  const command = platform === 'ios' || platform === 'iosxe' || platform === 'asa' ? 'show clock' : 'date';
  return [{ role: name, command }];
}
