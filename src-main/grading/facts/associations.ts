/** The security associations between two roles, as each end shows them, whatever its vendor. */
import type { Exercise } from '../../lab/exercise.ts';
import { deviceAssociations, nameOfCommand } from '../../sa/device.ts';
import type { ChildSecurityAssociation, DeviceAssociations, IkeSecurityAssociation, Source } from '../../sa/model.ts';
import type { Evidence } from '../evidence.ts';
import type { Look } from '../look.ts';
import type { Quote } from '../verdict.ts';
import { associationCommands, type Wants } from './association-commands.ts';
import { quoteOf, quotesOfNothing, type Capture, type Captures, type Moment } from './captures.ts';
import { outerAddresses, roleNamed } from './places.ts';
import { parsedAs } from './parsed-as.ts';
import { showOn } from './shows.ts';

/** One end of what is between two roles. */
export interface End {
  role: string;
  /** The answers that it was read from, by the names that sources of associations have for their commands. */
  evidence: ReadonlyMap<string, Evidence>;
  associations: DeviceAssociations;
}

/** What has to be typed to see them at a role. */
export function associationLooks(exercise: Exercise, role: string, wants: Wants): Look[] {
  const { commands } = associationCommands(roleNamed(exercise, role).platform, wants);
  return commands.map((command) => ({ role, command }));
}

/**
 * Those of a role with its peer; others are left out.
 * @throws {Unreadable}
 */
export function readEnd(
  exercise: Exercise,
  captures: Captures,
  [role, peer]: readonly [string, string],
  wants: Wants,
): End {
  const all = readAll({ exercise, captures }, role, wants, 'end');
  return { ...all, associations: withPeer(all.associations, outerAddresses(exercise, peer)) };
}

/**
 * All of a role.
 * @throws {Unreadable}
 */
export function readAll(
  { exercise, captures }: { exercise: Exercise; captures: Captures },
  role: string,
  wants: Wants,
  moment: Moment,
): End {
  const { platform: played } = roleNamed(exercise, role);
  const { commands, needs } = associationCommands(played, wants);
  const platform = parsedAs(played);
  const shows = commands.map((command) => showOn<unknown>(platform, command));
  const taken = shows.flatMap((show) => {
    const one = needs === 'all' ? captures.read(role, show, moment) : captures.find(role, show, moment);
    return one ? [one] : [];
  });
  // Then nothing at all was answered: the first says why.
  if (taken.length === 0 && shows[0]) captures.read(role, shows[0], moment);
  return {
    role,
    evidence: new Map(taken.map(({ evidence }) => [nameOfCommand(platform, evidence.command), evidence])),
    associations: deviceAssociations(platform, taken.map(answerOf), outerAddresses(exercise, role)),
  };
}

function answerOf({ evidence: { command, text }, records }: Capture<unknown>): Parameters<typeof deviceAssociations>[1][number] {
  return { command, text, parsed: { records: [...records], outcome: 'complete', unknown: [] } };
} // prettier-ignore

/**
 * Both ends of what is between two roles, at a moment. Where there is a NAT between them the far end knows the near one
 * by another address: what it receives with tells whose it is.
 * @throws {Unreadable}
 */
export function readEnds(
  known: { exercise: Exercise; captures: Captures },
  [a, b]: readonly [string, string],
  wants: Wants,
  moment: Moment,
): [End, End] {
  const [ofA, ofB] = [readAll(known, a, wants, moment), readAll(known, b, wants, moment)];
  const [atA, atB] = [outerAddresses(known.exercise, a), outerAddresses(known.exercise, b)];
  return [
    { ...ofA, associations: withPeer(ofA.associations, [...atB, ...translatedIn(ofA, ofB)]) },
    { ...ofB, associations: withPeer(ofB.associations, [...atA, ...translatedIn(ofB, ofA)]) },
  ];
}

/** Where this end sends to when it sends what the other one receives. */
function translatedIn({ associations: own }: End, { associations: other }: End): string[] {
  const inbound = new Set(other.children.flatMap((one) => one.inbound.map(({ spi }) => spi)));
  return own.children.flatMap(({ outbound, remoteEndpoint }) =>
    remoteEndpoint !== undefined && outbound.some(({ spi }) => inbound.has(spi)) ? [remoteEndpoint] : [],
  );
}

function withPeer({ ike, children }: DeviceAssociations, peers: readonly string[]): DeviceAssociations {
  const isPeer = (address: string | undefined): boolean => address !== undefined && peers.includes(address);
  return {
    ike: ike.filter((one) => isPeer(one.remote) || isPeer(one.initiator) || isPeer(one.responder)),
    children: children.filter(({ remoteEndpoint }) => isPeer(remoteEndpoint)),
  };
}

type Association = IkeSecurityAssociation | ChildSecurityAssociation;

/** What other vendors' records call what those of IOS version 1 call by these names. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  state: ['status'],
  hash: ['integrity'],
  dhGroup: ['group'],
  authentication: ['authenticationSign', 'peerAuthentication'],
  outboundSpi: ['spiOut', 'espSpiOut', 'ahSpiOut', 'espOutboundSpi', 'ahOutboundSpi', 'spi'],
  local: ['localSelectors', 'selector'],
  remote: ['remoteSelectors', 'selector'],
  interface: ['interfaceIdIn', 'interfaceId', 'markIn'],
  settings: ['mode'],
  transforms: ['encryption', 'integrity', 'espHmac'],
  encaps: ['packetsOut', 'packets'],
  decaps: ['packetsIn', 'packets'],
  sendErrors: ['replayErrors'],
};

/** The lines of an association on which these fields stand, from whichever answer shows them. */
export function quotesOfAssociation({ evidence }: End, { sources }: Association, ...fields: string[]): Quote[] {
  const lines = fields.flatMap((field) => {
    const source = namesOf(field).flatMap((name) => sources.findLast(({ at }) => at[name] !== undefined) ?? [])[0];
    const shown = source ?? sources[0];
    return shown ? quoteOfSource(evidence, shown, field) : [];
  });
  return lines.filter((one, index) => lines.findIndex(({ evidence: id, line }) => id === one.evidence && line === one.line) === index); // prettier-ignore
}

function namesOf(field: string): string[] {
  return [field, ...(ALIKE[field] ?? [])];
}

/** The line of a field, or the one that its record begins on. */
export function quoteOfSource(evidence: End['evidence'], source: Source, field: string): Quote[] {
  const one = evidence.get(source.command);
  const name = namesOf(field).find((known) => source.at[known] !== undefined);
  return one ? [quoteOf(one, (name === undefined ? undefined : source.at[name]) ?? source.line)] : [];
}

/** What an end showed that has no such association. */
export function quotesOfNone({ evidence }: End): Quote[] {
  return [...evidence.values()].slice(0, 1).flatMap(quotesOfNothing);
}
