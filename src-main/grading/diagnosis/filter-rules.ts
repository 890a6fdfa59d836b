/** Access lists between the two ends that drop what IPsec needs: UDP 500, UDP 4500, ESP. */
import type { Exercise } from '../../lab/exercise.ts';
import { quoteOf } from '../facts/captures.ts';
import type { Quote } from '../verdict.ts';
import { ESP, udp, type Packet } from './flows.ts';
import { countersOf } from './packet-counts.ts';
import { endpointOf } from './protection.ts';
import { fault, ruledOut, suspicion, type Fault, type Finding, type Rule } from './rule.ts';
import { isIkeUp, logQuotes, names, textQuotes, type Side, type Sides } from './side.ts';
import { addressesOf, barrierFor, type Barrier } from './transit.ts';

interface Blocked {
  barrier: Barrier;
  from: Side;
}

/** Each way in turn. */
function blockedBetween(sides: Sides, exercise: Exercise, packet: (a: number, b: number) => Packet): Blocked | undefined {
  const [a, b] = sides;
  for (const [from, to] of [[a, b], [b, a]] as const) {
    const ends = addressesOf(endpointOf(from, exercise) ?? from.addresses[0], endpointOf(to, exercise) ?? to.addresses[0]);
    const barrier = ends && barrierFor(from, exercise, packet(...ends));
    if (barrier) return { barrier, from };
  }
  return undefined;
} // prettier-ignore

function barrierQuotes({ interface: found, direction, list, entry, configuration }: Barrier, sides: Sides): Quote[] {
  const applied = found.at[direction === 'in' ? 'accessGroupIn' : 'accessGroupOut'] ?? found.line;
  const lines = [found.line, applied, entry?.line ?? list.line];
  const denied = sides.flatMap((side) => logQuotes(side, (one) => one.source === 'syslog' && one.event.kind === 'access-list' && one.event.list === list.name && one.event.action === 'denied')); // prettier-ignore
  return [...lines.map((line) => quoteOf(configuration.evidence, line)), ...denied];
}

interface Blockade {
  /** "UDP port 500, on which IKE begins" */
  what: string;
  consequence: string;
  /** What permits it. */
  entry: (from: string, to: string) => string;
}

function blockedFault({ barrier, from }: Blocked, sides: Sides, { what, consequence, entry }: Blockade): Fault {
  const { role, interface: found, direction, list } = barrier;
  const [a, b] = [from.addresses[0] ?? 'A', from.peerAddresses[0] ?? 'B'];
  const why = barrier.entry ? 'has an entry that denies it' : 'permits it nowhere, and what is not permitted is denied';
  return fault(
    `${role} drops ${what} from ${from.role} to ${from.peer}: the access list ${list.name}, ${direction === 'in' ? 'for what comes in' : 'for what goes out'} at ${found.name}, ${why}. ${consequence}`,
    [
      'Something on the way lets one kind of packet pass and not another. Which lists are applied, and what do they permit?',
      `\`show access-lists\` on ${role}: the counters tell which entry meets the packets.`,
      `In the list ${list.name} on ${role}, before anything that denies it, and in the list for the other direction if there is one: \`${entry(a, b)}\`.`,
    ],
    barrierQuotes(barrier, sides),
  );
}

export const ikeBlocked: Rule = {
  id: 'P1-UDP500',
  title: 'IKE is filtered between the peers',
  explains: ['ike', 'child', 'traffic', 'line', 'acl'],
  phase: 1,
  find(sides, exercise) {
    const blocked = blockedBetween(sides, exercise, (a, b) => udp(a, b, 500));
    if (!blocked) return undefined;
    return blockedFault(blocked, sides, {
      what: 'UDP port 500, on which IKE begins,',
      consequence: 'The one that asks sends its first message again and again (MM_NO_STATE) and hears nothing.',
      entry: (a, b) => `permit udp host ${a} eq isakmp host ${b} eq isakmp`,
    });
  },
};

export const natTraversalBlocked: Rule = {
  id: 'P1-UDP4500',
  title: 'UDP 4500 is filtered, and there is NAT on the way',
  explains: ['ike', 'child', 'traffic', 'line', 'acl'],
  phase: 1,
  find(sides, exercise) {
    const found = sides.flatMap((side) => natQuotes(side));
    const isTranslated = found.length > 0 ? found : sides[0].translators.map(({ quote }) => quote);
    if (isTranslated.length === 0) return undefined;
    const blocked = blockedBetween(sides, exercise, (a, b) => udp(a, b, 4500));
    if (!blocked) return undefined;
    const fault4500 = blockedFault(blocked, sides, {
      what: 'UDP port 4500, to which IKE moves when there is NAT on the way,',
      consequence: 'The first four messages pass on port 500; the fifth goes to port 4500 and is lost, so that it looks like a wrong key (MM_KEY_EXCH).',
      entry: (a, b) => `permit udp host ${a} host ${b} eq non500-isakmp`,
    }); // prettier-ignore
    return { ...fault4500, quotes: [...fault4500.quotes, ...isTranslated] };
  },
};

/** Whether the ends have found out that there is NAT between them. */
function natQuotes(side: Side): Quote[] {
  return textQuotes(
    side,
    /NAT found|node (?:inside|outside) NAT|is behind a NAT device|(?:local|remote) host is behind NAT/,
  );
}

const NEXT = ['`show access-lists` on every router between the two', '`show crypto ipsec sa` on both while packets are sent: who counts what?']; // prettier-ignore

export const espBlocked: Rule = {
  id: 'P2-ESPBLOCK',
  title: 'ESP is filtered, and IKE is not',
  explains: ['traffic', 'acl'],
  find(sides, exercise) {
    const blocked = blockedBetween(sides, exercise, (source, destination) => ({ protocol: ESP, source, destination }));
    if (blocked) {
      return blockedFault(blocked, sides, {
        what: 'ESP (IP protocol 50)',
        consequence: 'IKE is up and the associations are there, one end encrypts, and the other never counts a packet.',
        entry: (a, b) => `permit esp host ${a} host ${b}`,
      });
    }
    return lostOnTheWay(sides) ?? ruledOut('no access list on the way that is known drops ESP', []);
  },
};

/** Without a list that is known: what one end encrypts never arrives at the other. */
function lostOnTheWay(sides: Sides): Finding {
  if (!isIkeUp(sides)) return undefined;
  const [a, b] = sides.map((side) => countersOf(side));
  if (!a || !b) return undefined;
  const isLost = (sent: number, received: number): boolean => sent >= 5 && received === 0;
  const quotes = [...a.quotes, ...b.quotes];
  if (isLost(a.encaps, b.decaps) || isLost(b.encaps, a.decaps)) {
    const denied = sides.flatMap((side) => textQuotes(side, /denied 50 |denied esp /));
    return suspicion(denied.length > 0 ? 'likely' : 'possible', NEXT, fault(
      `IKE is up and the associations are there, but what one end encrypts is never counted by the other (${names(sides)}). Something between them lets UDP pass and drops ESP, IP protocol 50.`,
      ['Compare the counters of both ends: where do the packets stop?', 'Look at the access lists of everything between the two ends: do they permit `esp`?', 'Permit ESP both ways: `permit esp host A host B`.'],
      [...quotes, ...denied],
    )); // prettier-ignore
  }
  return undefined;
}
