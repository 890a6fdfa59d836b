/** The two ends of each association: whose SPI is whose, what does not match, and why. */
import { matchInSteps, type Matching, type Step } from './matching.ts';
import { childMismatches, describeSelector, ikeMismatches, type Mismatch } from './mismatches.ts';
import type { ChildSecurityAssociation, DeviceAssociations, IkeSecurityAssociation, Selector } from './model.ts';

export interface IkePair {
  a: IkeSecurityAssociation;
  b: IkeSecurityAssociation;
  mismatches: Mismatch[];
}

/** An SPI that one end sends with: the other end must know it as one that it receives with. */
export interface SpiMatch {
  spi: number;
  sender: 'a' | 'b';
  isKnownToReceiver: boolean;
}

/** What made them a pair. */
export type ChildPairedBy = 'spi' | 'selectors' | 'endpoints';

export interface ChildPair {
  a: ChildSecurityAssociation;
  b: ChildSecurityAssociation;
  by: ChildPairedBy;
  spis: SpiMatch[];
  /** Both have SAs both ways, and what each sends with now the other receives with. */
  isMirrored: boolean;
  mismatches: Mismatch[];
}

/** One end without the other. */
export interface Lone<T> {
  device: 'a' | 'b';
  association: T;
  /** The other device has no association at all, or only others. */
  why: 'none' | 'others';
}

export interface Pairing {
  ike: IkePair[];
  children: ChildPair[];
  loneIke: Lone<IkeSecurityAssociation>[];
  loneChildren: Lone<ChildSecurityAssociation>[];
}

export function pair(a: DeviceAssociations, b: DeviceAssociations): Pairing {
  const ike = matchInSteps(a.ike, b.ike, IKE_STEPS);
  const children = matchInSteps(a.children, b.children, CHILD_STEPS);
  return {
    ike: ike.pairs.map((match) => ({ a: match.a, b: match.b, mismatches: ikeMismatches(match.a, match.b) })),
    children: children.pairs.map((match) => childPairOf(match.a, match.b, match.by)),
    loneIke: lonesOf(ike, a.ike.length, b.ike.length),
    loneChildren: lonesOf(children, a.children.length, b.children.length),
  };
}

function lonesOf<T>({ restOfA, restOfB }: Matching<T, string>, countOfA: number, countOfB: number): Lone<T>[] {
  return [
    ...restOfA.map((association): Lone<T> => ({ device: 'a', association, why: countOfB === 0 ? 'none' : 'others' })),
    ...restOfB.map((association): Lone<T> => ({ device: 'b', association, why: countOfA === 0 ? 'none' : 'others' })),
  ];
}

/** Both ends call the same address the initiator's. Without that word an association is between two addresses. */
function directionOf({ initiator, responder }: IkeSecurityAssociation): string[] {
  return initiator === undefined || responder === undefined ? [] : [`${initiator}>${responder}`.toLowerCase()];
}

function addressesOf({ local, remote, initiator, responder }: IkeSecurityAssociation): string[] {
  const ends = [local ?? initiator, remote ?? responder].filter((end) => end !== undefined);
  return ends.length < 2 ? [] : [ends.map((end) => end.toLowerCase()).sort().join(' ')]; // prettier-ignore
}

function cookiesOf({ cookies }: IkeSecurityAssociation): string[] {
  return cookies ? [`${cookies.initiator}:${cookies.responder}`] : [];
}

type Ike = IkeSecurityAssociation;
const alike = (keys: (ike: Ike) => string[]): Step<Ike, 'ike'> => ({ by: 'ike', ofA: keys, ofB: keys });

/** Several rows of one peer are legal: those in the same state belong together first. */
const IKE_STEPS: readonly Step<Ike, 'ike'>[] = [
  alike(cookiesOf),
  alike((ike) => directionOf(ike).map((key) => `${key} ${ike.state}`)),
  alike((ike) => addressesOf(ike).map((key) => `${key} ${ike.state}`)),
  alike(directionOf),
  alike(addressesOf),
];

type Child = ChildSecurityAssociation;
const spisOf = (spis: readonly { spi: number }[]): string[] => spis.map(({ spi }) => String(spi));

function endsOf(from: string | undefined, to: string | undefined): string[] {
  return from === undefined || to === undefined ? [] : [`${from}>${to}`.toLowerCase()];
}

function flowsOf(from: Selector | undefined, to: Selector | undefined): string[] {
  return from && to ? [`${describeSelector(from)}>${describeSelector(to)}`] : [];
}

/** Selectors that take everything say nothing of who the peer is. */
function isSpecific({ mask }: Selector): boolean {
  return mask !== '0.0.0.0' && mask !== '0';
}

const both = (flows: string[], ends: string[]): string[] =>
  flows.flatMap((flow) => ends.map((end) => `${flow} ${end}`));

const CHILD_STEPS: readonly Step<Child, ChildPairedBy>[] = [
  { by: 'spi', ofA: ({ outbound }) => spisOf(outbound), ofB: ({ inbound }) => spisOf(inbound) },
  { by: 'spi', ofA: ({ inbound }) => spisOf(inbound), ofB: ({ outbound }) => spisOf(outbound) },
  {
    by: 'selectors',
    ofA: (child) =>
      both(flowsOf(child.localSelector, child.remoteSelector), endsOf(child.localEndpoint, child.remoteEndpoint)),
    ofB: (child) =>
      both(flowsOf(child.remoteSelector, child.localSelector), endsOf(child.remoteEndpoint, child.localEndpoint)),
  },
  {
    by: 'selectors',
    ofA: (child) => (isSpecific(child.localSelector) ? flowsOf(child.localSelector, child.remoteSelector) : []),
    ofB: (child) => flowsOf(child.remoteSelector, child.localSelector),
  },
  {
    by: 'endpoints',
    ofA: (child) => endsOf(child.localEndpoint, child.remoteEndpoint),
    ofB: (child) => endsOf(child.remoteEndpoint, child.localEndpoint),
  },
];

function childPairOf(a: Child, b: Child, by: ChildPairedBy): ChildPair {
  const spis = [...spiMatches(a, b, 'a'), ...spiMatches(b, a, 'b')];
  const isUp = a.status === 'up' && b.status === 'up';
  const isMirrored = isUp && receives(b, a.spiOut) && receives(a, b.spiOut);
  return { a, b, by, spis, isMirrored, mismatches: [...childMismatches(a, b), ...spiMismatches(spis)] };
}

function spiMatches(sender: Child, receiver: Child, name: 'a' | 'b'): SpiMatch[] {
  return sender.outbound.map(({ spi }) => ({ spi, sender: name, isKnownToReceiver: receives(receiver, spi) }));
}

function receives({ inbound }: Child, spi: number | undefined): boolean {
  return inbound.some((state) => state.spi === spi);
}

/** The receiver answers such packets with "invalid spi": it lost its SAs and the sender did not hear of it. */
function spiMismatches(spis: readonly SpiMatch[]): Mismatch[] {
  return spis.flatMap(({ spi, sender, isKnownToReceiver }) => {
    if (isKnownToReceiver) return [];
    const sends = `sends with 0x${spi.toString(16).toUpperCase()}`;
    const knows = 'does not know it';
    return [sender === 'a' ? { attribute: 'spi', a: sends, b: knows } : { attribute: 'spi', a: knows, b: sends }];
  });
}
