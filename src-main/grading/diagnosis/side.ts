/** What is known of one end of a tunnel when something does not work: its configuration first, then what it says. */
import type { ConfiguredInterface, ConfiguredIpsecProfile, RunningConfiguration } from '../../parsers/ios/configuration.ts'; // prettier-ignore
import type { LogRecord } from '../../parsers/ios/log.ts';
import type { Logging } from '../../parsers/ios/logging.ts';
import type { IsakmpSa } from '../../parsers/ios/show-crypto-isakmp-sa.ts';
import { quoteOf, type Capture, type Captures } from '../facts/captures.ts';
import type { Exercise } from '../../lab/exercise.ts';
import type { Pair } from '../concerned.ts';
import { outerAddresses, roleNamed, tunnelsOf } from '../facts/places.ts';
import { ISAKMP_SA, LOGGING, RUNNING_CONFIGURATION } from '../facts/shows.ts';
import type { Quote } from '../verdict.ts';
import { builtInQuotes, policiesOf, type Policy } from './policies.ts';
import { keysOf, type HeldKey } from './held-keys.ts';

export interface Side {
  role: string;
  peer: string;
  /** Where its IKE may come from, and the peer's. */
  addresses: string[];
  peerAddresses: string[];
  configuration: Capture<RunningConfiguration> | undefined;
  /** Undefined where no answer tells them. */
  policies: Policy[] | undefined;
  builtInPolicy: Quote[];
  keys: HeldKey[] | undefined;
  logging: Capture<Logging> | undefined;
  isakmpSas: Capture<IsakmpSa> | undefined;
}

export type Sides = readonly [Side, Side];

export function sidesOf(exercise: Exercise, captures: Captures, [a, b]: Pair): Sides {
  return [sideOf(exercise, captures, [a, b]), sideOf(exercise, captures, [b, a])];
}

function sideOf(exercise: Exercise, captures: Captures, [role, peer]: Pair): Side {
  return {
    role,
    peer,
    addresses: outerAddresses(exercise, role),
    peerAddresses: outerAddresses(exercise, peer),
    configuration: captures.find(role, RUNNING_CONFIGURATION, 'any'),
    policies: policiesOf(role, captures),
    builtInPolicy: builtInQuotes(role, captures),
    keys: keysOf(role, captures),
    logging: captures.find(role, LOGGING, 'any'),
    isakmpSas: captures.find(role, ISAKMP_SA, 'any'),
  };
}

/** What is configured of the tunnel to the peer: the one that goes there, or else the lab's first tunnel of the role. */
export function tunnelOf(
  { role, configuration, peerAddresses }: Side,
  exercise: Exercise,
): ConfiguredInterface | undefined {
  // prettier-ignore
  const all = (configuration?.records[0]?.interfaces ?? []).filter(({ name }) => /^tunnel/i.test(name));
  const [own] = tunnelsOf(roleNamed(exercise, role));
  return (
    all.find(({ tunnelDestination = '' }) => peerAddresses.includes(tunnelDestination)) ??
    all.find(({ name }) => name.toLowerCase() === own?.name.toLowerCase())
  );
}

export function profileNamed({ configuration }: Side, name: string | undefined): ConfiguredIpsecProfile | undefined {
  return configuration?.records[0]?.ipsecProfiles.find((one) => one.name === name);
}

/** Lines of the configuration. */
export function configurationQuotes({ configuration }: Side, ...lines: (number | undefined)[]): Quote[] {
  if (!configuration) return [];
  return lines.flatMap((line) => (line === undefined ? [] : [quoteOf(configuration.evidence, line)]));
}

/** The latest message in the log that says so. */
export function logQuotes({ logging }: Side, says: (message: LogRecord) => boolean): Quote[] {
  const message = logging?.records[0]?.messages.findLast(says);
  if (!logging || !message) return [];
  // Some messages go on on a second line, which alone names the packet.
  const lines = [...new Set([message.line, message.lastLine])];
  return lines.map((line) => quoteOf(logging.evidence, line));
}

/** Those with the peer that are not deleted. */
export function liveIke({ isakmpSas, peerAddresses }: Side): IsakmpSa[] {
  const isWithPeer = ({ source, destination }: IsakmpSa): boolean =>
    peerAddresses.includes(source) || peerAddresses.includes(destination);
  return (isakmpSas?.records ?? []).filter((sa) => !sa.isDeleted && isWithPeer(sa));
}

export function isIkeUp(sides: Sides): boolean {
  return sides.every((side) => liveIke(side).some(({ state }) => state === 'QM_IDLE'));
}

/** Whether anything is to be negotiated; true where the configurations do not tell. */
export function isNegotiationWanted(sides: Sides, exercise: Exercise): boolean {
  const isPlain = (side: Side): boolean => {
    const tunnel = tunnelOf(side, exercise);
    return tunnel !== undefined && tunnel.tunnelProtection === undefined;
  };
  return !sides.every(isPlain);
}

/** "R1 and R3" */
export function names([a, b]: Sides): string {
  return `${a.role} and ${b.role}`;
}
