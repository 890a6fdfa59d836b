/** What is known of one end of a tunnel when something does not work: its configuration first, then what it says. */
import type { ConfiguredInterface, ConfiguredIpsecProfile, RunningConfiguration } from '../../parsers/ios/configuration.ts'; // prettier-ignore
import type { IpsecIdent } from '../../parsers/ios/ipsec-ident.ts';
import type { LogRecord } from '../../parsers/ios/log.ts';
import type { InterfaceBrief } from '../../parsers/ios/show-ip-interface-brief.ts';
import type { RoutingTable } from '../../parsers/ios/show-ip-route.ts';
import type { Evidence } from '../evidence.ts';
import { quoteOf, type Capture, type Captures } from '../facts/captures.ts';
import type { Exercise, Role } from '../../lab/exercise.ts';
import type { Pair } from '../concerned.ts';
import { parsedAs } from '../facts/parsed-as.ts';
import { linksBetween, outerAddresses, roleNamed, tunnelsOf } from '../facts/places.ts';
import type { Quote } from '../verdict.ts';
import { answerOf, configurationOf, platformOf } from './answers.ts';
import { journalOf, type Journal } from './journal.ts';
import { ikev2Of, type Ikev2Configuration } from './ikev2-configuration.ts';
import { ikeStatesOf, type IkeState } from './ike-states.ts';
import { builtInQuotes, policiesOf, type Policy } from './policies.ts';
import { keysOf, type HeldKey } from './held-keys.ts';
import { swanShow } from './swan/configuration.ts';

export interface Side {
  role: string;
  platform: Role['platform'];
  peer: string;
  /** Where its IKE may come from, and the peer's. */
  addresses: string[];
  peerAddresses: string[];
  configuration: Capture<RunningConfiguration> | undefined;
  /** Undefined where no answer tells them. */
  policies: Policy[] | undefined;
  builtInPolicy: Quote[];
  keys: HeldKey[] | undefined;
  ikev2: Ikev2Configuration;
  /** What it has said by itself, oldest first. */
  journal: Journal[];
  /** Those with the peer that are not deleted. */
  ike: IkeState[];
  ipsec: Capture<IpsecIdent> | undefined;
  routes: Capture<RoutingTable> | undefined;
  interfaces: Capture<InterfaceBrief> | undefined;
  /** The outer addresses of routers on the way that translate. */
  translators: Translator[];
  /** All that was captured, of other devices too. */
  captures: Captures;
}

export interface Translator {
  address: string;
  /** The line that makes it one. */
  quote: Quote;
}

export type Sides = readonly [Side, Side];

/** All that is known: the evidence, and the answers in it. */
interface Known {
  exercise: Exercise;
  captures: Captures;
  evidence: readonly Evidence[];
}

export function sidesOf(known: Known, [a, b]: Pair): Sides {
  return [sideOf(known, [a, b]), sideOf(known, [b, a])];
}

function sideOf({ exercise, captures, evidence }: Known, [role, peer]: Pair): Side {
  const platform = platformOf(exercise, role);
  const answer = <T>(command: string): Capture<T> | undefined => answerOf<T>(exercise, captures, role, command);
  const addresses = outerAddresses(exercise, role);
  const peerAddresses = outerAddresses(exercise, peer);
  const configuration = isShell(platform)
    ? captures.find(role, swanShow(roleNamed(exercise, role), peerAddresses), 'any')
    : configurationOf(exercise, captures, role);
  return {
    ...{ role, platform, peer, addresses, peerAddresses, configuration, captures },
    policies: policiesOf(role, captures, configuration),
    builtInPolicy: builtInQuotes(role, captures),
    keys: keysOf(role, captures, configuration),
    ikev2: ikev2Of(configuration?.records[0]?.lines),
    journal: journalOf(
      platform,
      evidence.filter((one) => one.role === role),
    ),
    ike: ikeStatesOf(exercise, captures, { role, peerAddresses }),
    ipsec: platform === 'linux' ? undefined : answer<IpsecIdent>('show crypto ipsec sa'),
    // An ASA's table names interfaces in its own way; its configuration has the same routes.
    routes: platform === 'ios' || platform === 'iosxe' ? answer<RoutingTable>('show ip route') : undefined,
    interfaces: answer<InterfaceBrief>('show ip interface brief'),
    translators: translatorsBetween(exercise, captures, [role, peer]),
  };
}

/** What negotiates there is strongSwan. */
export function isShell(platform: Side['platform']): boolean {
  return parsedAs(platform) === 'linux';
}

function translatorsBetween(exercise: Exercise, captures: Captures, [role, peer]: Pair): Translator[] {
  const roles = new Set(linksBetween(exercise, role, peer).flatMap(({ ends }) => ends.map((end) => end.role)));
  return [...roles]
    .filter((one) => one !== role && one !== peer)
    .flatMap((one) => {
      const configuration = configurationOf(exercise, captures, one);
      const outside = configuration?.records[0]?.interfaces.filter(({ nat }) => nat === 'outside') ?? [];
      return outside.flatMap(({ address, at, line }) => (address === undefined || !configuration ? [] : [{ address, quote: quoteOf(configuration.evidence, at['nat'] ?? line) }])); // prettier-ignore
    });
}

/** What is configured of the tunnel to the peer: the one that goes there, or else the lab's first tunnel of the role. */
export function tunnelOf(
  { role, configuration, peerAddresses }: Side,
  exercise: Exercise,
): ConfiguredInterface | undefined {
  // prettier-ignore
  const all = (configuration?.records[0]?.interfaces ?? []).filter(({ name }) => /^tunnel/i.test(name));
  const [own] = tunnelsOf(roleNamed(exercise, role));
  const toPeer = all.filter(({ tunnelDestination = '' }) => peerAddresses.includes(tunnelDestination));
  return (
    toPeer.find(({ name }) => name.toLowerCase() === own?.name.toLowerCase()) ??
    toPeer[0] ??
    all.find(({ name }) => name.toLowerCase() === own?.name.toLowerCase())
  );
}

export function profileNamed({ configuration }: Side, name: string | undefined): ConfiguredIpsecProfile | undefined {
  return configuration?.records[0]?.ipsecProfiles.find((one) => one.name === name);
}

/** Lines of the configuration. */
export function configurationQuotes(
  { configuration }: Pick<Side, 'configuration'>,
  ...lines: (number | undefined)[]
): Quote[] {
  // prettier-ignore
  if (!configuration) return [];
  return lines.flatMap((line) => (line === undefined ? [] : [quoteOf(configuration.evidence, line)]));
}

type Speaker = Pick<Side, 'journal'>;

/** The latest message of its log or debug that says so. */
export function logQuotes({ journal }: Speaker, says: (message: LogRecord) => boolean): Quote[] {
  return journal.findLast(({ message }) => message !== undefined && says(message))?.quotes ?? [];
}

/** The latest message whose text the pattern fits, on any platform. */
export function textQuotes({ journal }: Speaker, pattern: RegExp): Quote[] {
  return journal.findLast(({ text }) => pattern.test(text))?.quotes ?? [];
}

/** The same, of what it has said since somebody last configured it. */
export function recentQuotes({ journal }: Speaker, pattern: RegExp): Quote[] {
  return lastSaid({ journal }, pattern, CONFIGURED)?.quotes ?? [];
}

/** @param since after the latest message of this kind */
export function lastSaid({ journal }: Speaker, pattern: RegExp, since: RegExp): Journal | undefined {
  const last = journal.findLastIndex(({ text }) => since.test(text));
  return journal.slice(last + 1).findLast(({ text }) => pattern.test(text));
}

const CONFIGURED = /%SYS-5-CONFIG_I|%ASA-5-11100[58]/;

export function isIkeUp(sides: Sides): boolean {
  return sides.every(({ ike }) => ike.some(({ isEstablished }) => isEstablished));
}

/** "R1 and R3" */
export function names([a, b]: Sides): string {
  return `${a.role} and ${b.role}`;
}
