/**
 * What a diagnosis looks at when a step has not passed: both ends of whatever the step is about, and what stands on the
 * way between them. First what tells most, then what the configurations found there make worth asking.
 */
import type { Exercise, Role, Step } from '../../lab/exercise.ts';
import { concernedPairs, concernedRoles } from '../concerned.ts';
import type { Evidence } from '../evidence.ts';
import { linksBetween } from '../facts/places.ts';
import { distinctLooks, type Look } from '../look.ts';
import { SWAN_FILES } from './swan/configuration.ts';

type Platform = Role['platform'];

const IOS = [
  'show running-config',
  'show crypto isakmp policy',
  'show crypto isakmp sa',
  'show crypto ipsec sa',
  'show ip interface brief',
  'show ip route',
  'show logging',
];

const ASA = ['show running-config', 'show crypto isakmp sa', 'show crypto ipsec sa', 'show route', 'show logging'];

const LINUX = [
  'swanctl --list-sas',
  SWAN_FILES,
  'ip xfrm state',
  'ip xfrm policy',
  'ip route',
  'journalctl -n 200 --no-pager',
];

const FIRST: Readonly<Record<Platform, readonly string[]>> = { ios: IOS, iosxe: IOS, asa: ASA, linux: LINUX, frr: LINUX, vyos: LINUX, vpcs: [] }; // prettier-ignore

/** Of a router on the way. */
const PASSING: Readonly<Partial<Record<Platform, readonly string[]>>> = {
  ios: ['show running-config', 'show access-lists', 'show logging'],
  iosxe: ['show running-config', 'show access-lists', 'show logging'],
  asa: ['show running-config', 'show logging'],
};

export function diagnosisLooks(exercise: Exercise, step: Step): Look[] {
  const ends = concernedRoles(exercise, step);
  const own = ends.flatMap((role) => looksAt(role, FIRST[platformIn(exercise, role)]));
  const onTheWay = rolesBetween(exercise, step).filter((role) => !ends.includes(role));
  return distinctLooks([...own, ...onTheWay.flatMap((role) => looksAt(role, PASSING[platformIn(exercise, role)] ?? []))]); // prettier-ignore
}

interface Further {
  /** A line of the configuration that makes it worth asking. */
  where: RegExp;
  commands: readonly string[];
}

const FURTHER: Readonly<Partial<Record<Platform, readonly Further[]>>> = {
  ios: [
    { where: /^ip nat /m, commands: ['show ip nat translations'] },
    { where: /^ *(?:ip access-group|crypto map)/m, commands: ['show access-lists'] },
    { where: /^crypto ikev2 /m, commands: ['show crypto ikev2 sa', 'show crypto ikev2 proposal', 'show crypto ikev2 policy'] },
    { where: /^crypto (?:pki|ca) trustpoint/m, commands: ['show crypto pki certificates', 'show clock'] },
    { where: /^ *ip nhrp /m, commands: ['show dmvpn', 'show ip nhrp nhs detail', 'show ip eigrp neighbors'] },
    { where: /^license boot|^no license|^license udi/m, commands: ['show version'] },
  ],
  asa: [
    { where: /^ *nat \(/m, commands: ['show nat detail'] },
    { where: /^no sysopt/m, commands: ['show asp drop'] },
    { where: /^crypto ca trustpoint/m, commands: ['show crypto ca certificates', 'show clock'] },
  ],
}; // prettier-ignore

/** @param evidence what the first looks have shown */
export function furtherLooks(exercise: Exercise, step: Step, evidence: readonly Evidence[]): Look[] {
  return distinctLooks(
    concernedRoles(exercise, step).flatMap((role) => {
      const platform = platformIn(exercise, role);
      const text = evidence.findLast((one) => one.role === role && one.command === 'show running-config')?.text ?? '';
      const all = FURTHER[platform === 'iosxe' ? 'ios' : platform] ?? [];
      return all.filter(({ where }) => where.test(text)).flatMap(({ commands }) => looksAt(role, commands));
    }),
  );
}

const looksAt = (role: string, commands: readonly string[]): Look[] => commands.map((command) => ({ role, command }));

function platformIn(exercise: Exercise, role: string): Platform {
  return exercise.roles.find(({ name }) => name === role)?.platform ?? 'ios';
}

function rolesBetween(exercise: Exercise, step: Step): string[] {
  const links = concernedPairs(exercise, step).flatMap(([a, b]) => linksBetween(exercise, a, b));
  return [...new Set(links.flatMap(({ ends }) => ends.map(({ role }) => role)))];
}
