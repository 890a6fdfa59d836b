/** Exec commands that carry out the actions of a step, in the words of each platform. */
import { formatIpv4 } from '../base/address.ts';
import type { Action, Exercise, Role } from '../lab/exercise.ts';
import { roleNamed } from './facts/places.ts';
import type { Look } from './look.ts';

type PingAction = Extract<Action, { kind: 'ping' }>;
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
}

function iosPing({ target, source, count, size }: Packets): string {
  const from = source === undefined ? '' : ` source ${formatIpv4(source)}`;
  return `ping ${target}${from} repeat ${count} size ${size}`;
}

function linuxPing({ target, source, count, size }: Packets): string {
  const from = source === undefined ? '' : ` -I ${formatIpv4(source)}`;
  return `ping -c ${count} -s ${size - HEADERS}${from} ${target}`;
}

const PINGS: Record<Platform, (packets: Packets) => string> = {
  ios: iosPing,
  iosxe: iosPing,
  asa: ({ role, target, source, count, size }) => `ping ${nameOfInterface(role, source)}${target} repeat ${count} size ${size}`,
  linux: linuxPing,
  frr: linuxPing,
  vyos: linuxPing,
  vpcs: ({ target, count, size }) => `ping ${target} -c ${count} -l ${size - HEADERS}`,
}; // prettier-ignore

/** `ping 10.0.0.2 source 10.0.0.1 repeat 5 size 100`; `ping -c 5 -s 72 -I 10.0.0.1 10.0.0.2` */
export function pingCommand(exercise: Exercise, { from, to, source, count, size }: PingAction): string {
  const role = roleNamed(exercise, from);
  return PINGS[role.platform]({ role, target: formatIpv4(to), source, count, size });
}

/** An ASA is told by which interface to send: labs call an interface of an ASA as it does itself. */
function nameOfInterface({ interfaces }: Role, source: number | undefined): string {
  const found = interfaces.find(({ address }) => address === source);
  return found ? `${found.role} ` : '';
}

type Cleared = Extract<Action, { kind: 'clear' }>['what'];

const IOS_CLEARS: Record<Cleared, string[]> = {
  sa: ['clear crypto sa'],
  isakmp: ['clear crypto isakmp'],
  session: ['clear crypto session'],
  ikev2: ['clear crypto ikev2 sa'],
  counters: ['clear crypto sa counters'],
  translations: ['clear ip nat translation *'],
};

/** The last of them takes the associations of both versions, and what was protected by them. */
const ASA_CLEARS: Record<Cleared, string[]> = {
  sa: ['clear crypto ipsec sa'],
  isakmp: ['clear crypto isakmp sa'],
  session: ['clear crypto ipsec sa', 'clear crypto isakmp sa'],
  ikev2: ['clear crypto ikev2 sa'],
  counters: ['clear crypto ipsec sa counters'],
  translations: ['clear xlate'],
};

/** strongSwan ends associations by the names of their connections, of which there may be any number. */
function terminating(kind: 'ike' | 'child'): string {
  const pattern = kind === 'ike' ? '^([^ :]+): #[0-9]+, ' : '^  ([^ :]+): #[0-9]+, ';
  return `swanctl --list-sas | sed -nE 's/${pattern}.*/\\1/p' | sort -u | while read -r name; do swanctl --terminate --${kind} "$name"; done`; // prettier-ignore
}

/** Its counters go with their associations. */
const LINUX_CLEARS: Record<Cleared, string[]> = {
  sa: [terminating('child')],
  isakmp: [terminating('ike')],
  session: [terminating('ike')],
  ikev2: [terminating('ike')],
  counters: [],
  translations: ['conntrack -F'],
};

function clearsOf(platform: Platform): Record<Cleared, string[]> {
  if (platform === 'asa') return ASA_CLEARS;
  return platform === 'ios' || platform === 'iosxe' ? IOS_CLEARS : LINUX_CLEARS;
}

/** Nothing for what is not typed: time passes by itself. */
export function commandsOf(exercise: Exercise, action: Action): Look[] {
  if (action.kind === 'ping') return [{ role: action.from, command: pingCommand(exercise, action) }];
  if (action.kind !== 'clear') return [];
  return action.on.flatMap((role) =>
    clearsOf(roleNamed(exercise, role).platform)[action.what].map((command) => ({ role, command })),
  );
}
