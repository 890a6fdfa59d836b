/** Associations are there, and the packets are not: what counters and messages tell of the data plane. */
import type { Exercise } from '../../lab/exercise.ts';
import type { IpsecIdent } from '../../parsers/ios/ipsec-ident.ts';
import { quoteOf } from '../facts/captures.ts';
import { answerOf } from './answers.ts';
import { countersOf } from './packet-counts.ts';
import { mapEntryOf } from './protection.ts';
import { fault, suspicion, type Fault, type Rule } from './rule.ts';
import { configurationQuotes, isIkeUp, logQuotes, textQuotes, type Side, type Sides } from './side.ts';
import { matches } from './tree.ts';

const isOfPeer = (side: Side, address: string): boolean => side.peerAddresses.includes(address);

/** SPIs that an end sends with, and those it takes. */
function spisOf({ ipsec, peerAddresses }: Side): { outbound: Set<number>; inbound: Set<number> } {
  const idents: readonly IpsecIdent[] = (ipsec?.records ?? []).filter(({ peer = '' }) => peerAddresses.includes(peer));
  const of = (pick: (one: IpsecIdent) => number[]): Set<number> => new Set(idents.flatMap(pick));
  return {
    outbound: of(({ outboundSpi = 0 }) => [outboundSpi]),
    inbound: of(({ inbound }) => inbound.map(({ spi }) => spi)),
  };
}

const staleAssociation: Rule = {
  id: 'DP-INVSPI',
  title: 'One end still sends with an association that the other has lost',
  explains: ['traffic', 'child', 'line'],
  find(sides) {
    for (const side of sides) {
      const other = sides.find((one) => one !== side);
      const told = [
        ...logQuotes(side, (one) => one.source === 'syslog' && one.event.kind === 'invalid-spi' && isOfPeer(side, one.event.source)),
        ...textQuotes(side, /with an invalid SPI/),
      ];
      if (!other || (told.length === 0 && !isStale(other, side))) continue;
      const sent = countersOf(other)?.quotes ?? [];
      const found = staleFault(side, other, [...told, ...sent]);
      return isStale(other, side) ? found : suspicion('likely', [`\`show crypto ipsec sa\` on both: is the outbound SPI of ${other.role} an inbound SPI of ${side.role}?`], found);
    }
    return undefined;
  },
}; // prettier-ignore

/** What one sends with the other does not have. */
function isStale(sender: Side, receiver: Side): boolean {
  const { outbound } = spisOf(sender);
  const { inbound } = spisOf(receiver);
  return receiver.ipsec !== undefined && [...outbound].some((spi) => spi !== 0 && !inbound.has(spi));
}

function staleFault(side: Side, other: Side, quotes: Fault['quotes']): Fault {
  return fault(
    `${other.role} sends ESP packets with an SPI that ${side.role} does not know: ${side.role} has lost its associations (a reload, or a clear at one end alone), and ${other.role} has not noticed.`,
    [
      'Compare the SPIs: what one end sends with must be what the other end receives with.',
      `\`show crypto ipsec sa\` on both: outbound SPI of ${other.role}, inbound SPI of ${side.role}.`,
      `On ${other.role}: \`clear crypto sa peer ${other.peerAddresses[0] ?? ''}\`. That it does not happen again: \`crypto isakmp keepalive 10 periodic\`, \`crypto isakmp invalid-spi-recovery\`.`,
    ],
    quotes,
  );
}

const unknownIke: Rule = {
  id: 'DP-NOSA',
  title: 'One end sends IKE messages for an association that the other has lost',
  explains: ['traffic', 'child', 'ike', 'line'],
  find(sides) {
    for (const side of sides) {
      const told = logQuotes(side, (one) => one.source === 'syslog' && one.event.kind === 'ike-no-sa' && isOfPeer(side, one.event.peer)); // prettier-ignore
      const other = sides.find((one) => one !== side);
      if (told.length === 0 || !other || isIkeUp(sides)) continue;
      return suspicion('likely', [`\`show crypto isakmp sa\` on both: which of them has an association that the other has not?`], fault(
        `${other.role} speaks to ${side.role} under an IKE association that ${side.role} does not have any more.`,
        ['One end has forgotten what the other remembers.', 'Compare `show crypto isakmp sa` on both ends.', 'Clear both ends: `clear crypto isakmp`, `clear crypto sa`.'],
        [...told, ...other.ike.map(({ quote }) => quote)],
      )); // prettier-ignore
    }
    return undefined;
  },
};

const replayed: Rule = {
  id: 'DP-REPLAY',
  title: 'Packets come too late for the replay window',
  explains: ['traffic', 'errors'],
  find(sides) {
    for (const side of sides) {
      const told = [...textQuotes(side, /PKT_REPLAY_ERR|failed anti-replay checking/), ...countQuotes(side, 'replayFailed')];
      if (told.length === 0) continue;
      const window = matches(side.configuration?.records[0]?.lines, /^crypto ipsec security-association replay /);
      return fault(
        `${side.role} drops packets of ${side.peer} because their sequence numbers are outside its replay window: they were overtaken by more packets than the window is wide, or they came twice.`,
        [
          'ESP numbers its packets, and a receiver takes none twice and none that is too old.',
          `Which packets overtake others on the way to ${side.role}: a queue that prefers some, two ways of different length?`,
          `Do not reorder after encryption, or widen the window on ${side.role}: \`crypto ipsec security-association replay window-size 1024\`.`,
        ],
        [...told, ...configurationQuotes(side, ...window.map(({ line }) => line))],
      );
    }
    return undefined;
  },
}; // prettier-ignore

function countQuotes({ ipsec, peerAddresses }: Side, counter: string): Fault['quotes'] {
  const found = ipsec?.records.find(({ peer = '', counters }) => peerAddresses.includes(peer) && (counters[counter] ?? 0) > 0); // prettier-ignore
  return ipsec && found ? [quoteOf(ipsec.evidence, found.at[counter] ?? found.line)] : [];
}

const damaged: Rule = {
  id: 'DP-MAC',
  title: 'Packets fail the integrity check',
  explains: ['traffic', 'errors'],
  find(sides) {
    const manual = manualKeys(sides);
    for (const side of sides) {
      const told = textQuotes(side, /RECVD_PKT_MAC_ERR|mac verify failed|failed authentication\./);
      if (told.length === 0 && !manual) continue;
      const says = manual ? ' The keys are typed in by hand, and what one end uses outbound is not what the other uses inbound.' : ''; // prettier-ignore
      const found = fault(
        `${side.role} cannot verify what ${side.peer} sends: the packets were changed on the way, or the two ends have different keys.${says}`,
        [
          'A packet is dropped when its checksum, which needs the key, is another than the one in it.',
          'With keys typed in by hand: compare `set session-key outbound` of one end with `inbound` of the other, authenticator and cipher.',
          'Type the same keys at both ends, inbound and outbound changed over, with the same SPIs.',
        ],
        [...told, ...(manual ?? [])],
      );
      return manual ? found : suspicion('likely', ['`show crypto ipsec sa`: which end counts errors?'], found);
    }
    return undefined;
  },
};

const SESSION_KEY = /^set session-key (inbound|outbound) (esp|ah) (\d+) (\S.*)$/;

/** The lines of the keys that do not fit, where keys are typed in. */
function manualKeys([a, b]: Sides): Fault['quotes'] | undefined {
  const keysOf = (side: Side, way: string) => {
    const map = mapEntryOf(side);
    const entry = matches(side.configuration?.records[0]?.lines, /^crypto map /).find(({ line }) => line === map?.line);
    return matches(entry?.children, SESSION_KEY).filter(({ groups: [one] }) => one === way);
  };
  for (const [from, to] of [[a, b], [b, a]] as const) {
    for (const out of keysOf(from, 'outbound')) {
      const inbound = keysOf(to, 'inbound').find(({ groups: [, protocol] }) => protocol === out.groups[1]);
      const isSame = inbound?.groups[3] === out.groups[3] && inbound?.groups[2] === out.groups[2];
      if (inbound && !isSame) return [...configurationQuotes(from, out.line), ...configurationQuotes(to, inbound.line)];
    }
  }
  return undefined;
} // prettier-ignore

const noReturn: Rule = {
  id: 'P2-RETURN',
  title: 'Packets arrive, and nothing comes back',
  explains: ['traffic', 'route'],
  find(sides) {
    for (const side of sides) {
      const other = sides.find((one) => one !== side);
      const [here, there] = [countersOf(side), other && countersOf(other)];
      if (!other || !here || !there || here.decaps === 0) continue;
      const isOneWay = here.encaps * 5 <= here.decaps && there.decaps * 5 <= there.encaps;
      if (!isOneWay) continue;
      return suspicion('likely', [`\`show ip route\` on ${side.role}: where does what is for ${other.role}'s networks go?`, `on the host behind ${side.role}: is ${side.role} its gateway?`], fault(
        `${side.role} decrypts what ${other.role} sends (decaps ${here.decaps}) and sends next to nothing back (encaps ${here.encaps}). The tunnel works; the answers take another way or are never given.`,
        ['The way there is in order. Look for the way back.', `Behind ${side.role}: does the host answer, and is its gateway right? On ${side.role}: does the route to ${other.role}'s networks lead into the tunnel or out of the interface with the crypto map?`, `Give ${side.role} (or the host behind it) a route to the networks of ${other.role} that goes through the tunnel.`],
        [...here.quotes, ...there.quotes],
      )); // prettier-ignore
    }
    return undefined;
  },
};

const silentFallback: Rule = {
  id: 'V2-PQC-SILENT',
  title: 'The post-quantum key exchange is not used',
  explains: ['ike', 'pqc'],
  version: 2,
  find(sides, exercise) {
    const optional = sides.flatMap((side) => optionalExchanges(side));
    const isOffered = sides.map((side) => exchangesOf(side).length > 0);
    if (optional.length === 0 || isOffered.every(Boolean)) return undefined;
    const without = sides.find((_, index) => !isOffered[index]);
    return fault(
      `One end offers an additional post-quantum key exchange (ML-KEM) as optional, and ${without?.role ?? 'the other one'} does not offer any. They agree without it, and nothing says so: the association is READY with the classical exchange alone.`,
      [
        'What is optional is left out without a word when the other end does not know it.',
        'Look for a line "PQC Key Exchange" in `show crypto ikev2 sa detailed`: is there one?',
        `Offer it in the proposal of ${without?.role ?? 'both'} as well, and take \`optional\` away when both have it.`,
      ],
      [...optional, ...sides.flatMap((side) => readyQuotes(side, exercise))],
    );
  },
};

const EXCHANGE = /^(?:pqc|additional-key-exchange\S*|ake\d?) .*mlkem\d+.*$/i;

const exchangesOf = ({ configuration }: Side): number[] =>
  matches(configuration?.records[0]?.lines, /^crypto ikev2 proposal /).flatMap(({ children }) => matches(children, EXCHANGE).map(({ line }) => line)); // prettier-ignore

function optionalExchanges(side: Side): Fault['quotes'] {
  const lines = configurationQuotes(side, ...exchangesOf(side));
  return lines.filter(({ text }) => /optional/.test(text));
}

function readyQuotes(side: Side, exercise: Exercise): Fault['quotes'] {
  const shown = answerOf<never>(exercise, side.captures, side.role, 'show crypto ikev2 sa');
  return shown ? side.ike.filter(({ isEstablished }) => isEstablished).map(({ quote }) => quote) : [];
}

/** Of the data plane, in the order in which they are to be mended. */
export const DATA_RULES: readonly Rule[] = [damaged, staleAssociation, unknownIke, replayed, noReturn, silentFallback];
