/**
 * The two ends of a pair side by side. An ESP association carries packets one way: it is outbound at the router that
 * encrypts and inbound at the one that decrypts, and both must call it by the same SPI.
 */
import type { ChildView, IkeView, SecurityPair } from '../../src-main/api/contract/laboratory.ts';

/** What each end shows; undefined where it shows nothing that belongs there. */
export type Both<T> = [first: T | undefined, second: T | undefined];

/** Associations of the two ends that are one and the same, as far as their SPIs tell. */
export interface ChildPair {
  ends: Both<ChildView>;
  /** From the first end to the second, and back. */
  directions: [Direction, Direction];
}

export interface Direction {
  from: string;
  to: string;
  /** The sender's outbound SPI, and the receiver's inbound one. */
  outbound: string | undefined;
  inbound: string | undefined;
  isMatched: boolean;
  /** Packets that the sender encrypted, and that the receiver decrypted. */
  encaps: number | undefined;
  decaps: number | undefined;
}

/** IKE associations: the same initiator and responder make a row. A deleted one comes after those that live. */
export function ikePairs({ ends, ike }: Pick<SecurityPair, 'ends' | 'ike'>): Both<IkeView>[] {
  const order = (view: IkeView) => (view.health === 'deleted' ? 1 : 0);
  const sorted = [...ike].sort((a, b) => order(a) - order(b));
  const rest = sorted.filter(({ role }) => role === ends[1]);
  const rows: Both<IkeView>[] = sorted
    .filter(({ role }) => role === ends[0])
    .map((first) => [first, take(rest, (second) => isSameIke(first, second))]);
  return [...rows, ...rest.map((second): Both<IkeView> => [undefined, second])];
}

/** At both ends, or at the only one that shows it. */
export function isDeleted(both: Both<IkeView>): boolean {
  return both.every((view) => view === undefined || view.health === 'deleted');
}

function isSameIke(a: IkeView, b: IkeView): boolean {
  const isSameWay = a.initiator === b.initiator && a.responder === b.responder;
  return isSameWay && (a.health === 'deleted') === (b.health === 'deleted');
}

/** ESP associations by their SPIs; those without a counterpart stand beside each other only when nothing else is left. */
export function childPairs({ ends, children }: Pick<SecurityPair, 'ends' | 'children'>): ChildPair[] {
  const firsts = children.filter(({ role }) => role === ends[0]);
  const rest = children.filter(({ role }) => role === ends[1]);
  const rows: Both<ChildView>[] = firsts.map((first) => [first, take(rest, (second) => sharesSpi(first, second))]);
  for (const row of rows) row[1] ??= take(rest, (second) => row[0]?.interface === second.interface);
  const all = [...rows, ...rest.map((second): Both<ChildView> => [undefined, second])];
  return all.map((both) => ({ ends: both, directions: directionsOf(ends, both) }));
}

function sharesSpi(a: ChildView, b: ChildView): boolean {
  return isSameSpi(a.outboundSpi, b.inboundSpi) || isSameSpi(a.inboundSpi, b.outboundSpi);
}

function directionsOf([first, second]: [string, string], [a, b]: Both<ChildView>): [Direction, Direction] {
  return [directionOf([first, a], [second, b]), directionOf([second, b], [first, a])];
}

type End = [role: string, child: ChildView | undefined];

function directionOf([from, sender]: End, [to, receiver]: End): Direction {
  const { outboundSpi: outbound } = sender ?? {};
  const { inboundSpi: inbound } = receiver ?? {};
  return {
    ...{ from, to, outbound, inbound, isMatched: isSameSpi(outbound, inbound) },
    ...{ encaps: sender?.encaps, decaps: receiver?.decaps },
  };
}

/** SPIs are numbers: 0x0A and 0xA are one. */
export function isSameSpi(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && Number(a) === Number(b);
}

/** Takes the first that fits out of the list. */
function take<T>(list: T[], fits: (item: T) => boolean): T | undefined {
  const place = list.findIndex(fits);
  return place < 0 ? undefined : list.splice(place, 1)[0];
}
