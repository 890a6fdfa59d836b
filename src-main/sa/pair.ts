/** The two ends of each association: whose SPI is whose, what does not match, and why. */
import { matchInSteps, type Matching, type Step } from './matching.ts';
import { childMismatches, describeSelector, ikeMismatches, type Mismatch } from './mismatches.ts';
import type { ChildSecurityAssociation, DeviceAssociations, IkeSecurityAssociation, Selector } from './model.ts';
import { translationBetween, type Translation } from './translation.ts';

export interface IkePair {
  a: IkeSecurityAssociation;
  b: IkeSecurityAssociation;
  /** A NAT between them: what it makes of an end's address. */
  translations: Translation[];
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
  translations: Translation[];
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
  const ike = matchInSteps(a.ike, b.ike, IKE_STEPS, contentOfIke);
  const children = matchInSteps(a.children, b.children, CHILD_STEPS, contentOfChild);
  return {
    ike: ike.pairs.map((match) => ikePairOf(match.a, match.b)),
    children: children.pairs.map((match) => childPairOf(match.a, match.b, match.by)),
    loneIke: lonesOf(ike, a.ike.length, b.ike.length),
    loneChildren: lonesOf(children, a.children.length, b.children.length),
  };
}

function ikePairOf(a: IkeSecurityAssociation, b: IkeSecurityAssociation): IkePair {
  const translations = translationBetween({ local: a.local, remote: a.remote }, { local: b.local, remote: b.remote });
  const mismatches = ikeMismatches(a, b);
  // A NAT makes each end call the initiator by another address.
  const isSame = (one: Mismatch): boolean => one.attribute === 'initiator' && translations.length > 0 && a.role !== b.role; // prettier-ignore
  return { a, b, translations, mismatches: mismatches.filter((one) => !isSame(one)) };
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

/** In either order, as not every output tells who began. */
function cookiesOf({ cookies, localSpi, remoteSpi }: IkeSecurityAssociation): string[] {
  const [one, other] = cookies ? [cookies.initiator, cookies.responder] : [localSpi, remoteSpi];
  return one === undefined || other === undefined ? [] : [[one, other].sort().join(':')];
}

type Ike = IkeSecurityAssociation;
const contentOf = (shown: object): string => JSON.stringify(Object.entries(shown).sort());
const alike = (keys: (ike: Ike) => string[]): Step<Ike, 'ike'> => ({ by: 'ike', own: keys, peer: keys });
const contentOfIke = (ike: Ike): string => contentOf({ ...ike, sources: undefined });

/** Several rows of one peer are legal: those in the same state belong together first. Behind a NAT one address is known to both. */
const IKE_STEPS: readonly Step<Ike, 'ike'>[] = [
  alike(cookiesOf),
  alike((ike) => directionOf(ike).map((key) => `${key} ${ike.version} ${ike.state}`)),
  alike((ike) => addressesOf(ike).map((key) => `${key} ${ike.version} ${ike.state}`)),
  alike(directionOf),
  alike(addressesOf),
  {
    by: 'ike',
    own: ({ version, local }) => (local === undefined ? [] : [`${version} ${local}`]),
    peer: ({ version, remote }) => (remote === undefined ? [] : [`${version} ${remote}`]),
    isUnique: true,
  },
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
function isSpecific({ localSelector, remoteSelector }: Child): boolean {
  const isAny = ({ mask }: Selector): boolean => mask === '0.0.0.0' || mask === '0';
  return !isAny(localSelector) || (remoteSelector !== undefined && !isAny(remoteSelector));
}

const both = (flows: string[], ends: string[]): string[] =>
  flows.flatMap((flow) => ends.map((end) => `${flow} ${end}`));

/** `in` and `out` as the end sees it whose key it is. */
function spiKeys(inbound: Child['inbound'], outbound: Child['outbound']): string[] {
  return [...spisOf(inbound).map((spi) => `in ${spi}`), ...spisOf(outbound).map((spi) => `out ${spi}`)];
}

const contentOfChild = (child: Child): string =>
  contentOf({ ...child, sources: undefined, inbound: spisOf(child.inbound), outbound: spisOf(child.outbound) });

const CHILD_STEPS: readonly Step<Child, ChildPairedBy>[] = [
  {
    by: 'spi',
    own: ({ inbound, outbound }) => spiKeys(inbound, outbound),
    peer: ({ inbound, outbound }) => spiKeys(outbound, inbound),
  },
  {
    by: 'selectors',
    own: (child) =>
      both(flowsOf(child.localSelector, child.remoteSelector), endsOf(child.localEndpoint, child.remoteEndpoint)),
    peer: (child) =>
      both(flowsOf(child.remoteSelector, child.localSelector), endsOf(child.remoteEndpoint, child.localEndpoint)),
  },
  {
    by: 'selectors',
    own: (child) => (isSpecific(child) ? flowsOf(child.localSelector, child.remoteSelector) : []),
    peer: (child) => (isSpecific(child) ? flowsOf(child.remoteSelector, child.localSelector) : []),
  },
  {
    by: 'endpoints',
    own: (child) => endsOf(child.localEndpoint, child.remoteEndpoint),
    peer: (child) => endsOf(child.remoteEndpoint, child.localEndpoint),
  },
  {
    by: 'endpoints',
    own: ({ isUdpEncapsulated, localEndpoint }) => (isUdpEncapsulated && localEndpoint !== undefined ? [localEndpoint] : []), // prettier-ignore
    peer: ({ isUdpEncapsulated, remoteEndpoint }) => (isUdpEncapsulated && remoteEndpoint !== undefined ? [remoteEndpoint] : []), // prettier-ignore
    isUnique: true,
  },
];

function childPairOf(a: Child, b: Child, by: ChildPairedBy): ChildPair {
  const spis = [...spiMatches(a, b, 'a'), ...spiMatches(b, a, 'b')];
  const isUp = a.status === 'up' && b.status === 'up';
  const isMirrored = isUp && receives(b, a.spiOut) && receives(a, b.spiOut);
  const translations = translationBetween(
    { local: a.localEndpoint, remote: a.remoteEndpoint },
    { local: b.localEndpoint, remote: b.remoteEndpoint },
  );
  const differing = childMismatches(a, b).filter(({ attribute }) => attribute !== 'endpoints' || !isNat(a, b, translations)); // prettier-ignore
  return { a, b, by, spis, isMirrored, translations, mismatches: [...differing, ...spiMismatches(spis)] };
}

/** Ends that know each other by other addresses, and send ESP through UDP, have a NAT between them. */
function isNat(a: Child, b: Child, translations: readonly Translation[]): boolean {
  return translations.length > 0 && (a.isUdpEncapsulated || b.isUdpEncapsulated);
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
