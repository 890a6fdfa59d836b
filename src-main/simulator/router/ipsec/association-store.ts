/** The security association database of a router (RFC 4301 section 4.4.2): which pairs there are, from their first packet to their last. */
import type { Clock } from '../../../base/clock.ts';
import type { Random } from '../../../base/random.ts';
import type { ChildSa, Traffic } from '../../ike/environment.ts';
import type { Deletion, IpsecEvent } from '../../ipsec/events.ts';
import type { CryptoConfiguration } from './crypto-configuration.ts';
import { termsOf } from './flow-policy.ts';
import type { InboundAssociations } from './inbound-associations.ts';
import { volumeUsed, watchLifetime } from './pair-lifetime.ts';
import type { ProtectedFlow } from './protected-flow.ts';
import type { Endpoints } from '../tunnel/tunnel.ts';
import { describePair, pairOfChild, type Keying, type SaPair } from './sa-pair.ts';

export interface StoreOwner {
  clock: Clock;
  random: Random;
  crypto: CryptoConfiguration;
  /** Associations have come or gone: line protocols and routes may follow. */
  changed(): void;
}

export interface StoreListener {
  emit(event: IpsecEvent): void;
  installed(flow: ProtectedFlow, pair: SaPair): void;
  /** The end of a pair is near: the next one is to be negotiated. */
  renew(flow: ProtectedFlow, pair: SaPair): void;
  removed(flow: ProtectedFlow, pair: SaPair, why: Deletion): void;
}

/** For how long the associations of an earlier negotiation still receive, so that nothing in flight is lost. */
const overlap = 30_000;
/** Two negotiations that were under way at once end so many milliseconds apart, one retransmission among them. */
const crossingWithin = 12_000;
/** RFC 4303 section 2.1: 1 to 255 are reserved. */
const leastSpi = 256;

export class AssociationStore {
  #count = 0;

  constructor(
    private readonly owner: StoreOwner,
    private readonly inbound: InboundAssociations,
    private readonly listener: StoreListener,
  ) {}

  allocateSpi(): number {
    for (;;) {
      const spi = this.owner.random.u32();
      if (spi < leastSpi || this.inbound.has(spi)) continue;
      this.inbound.expect(spi);
      return spi;
    }
  }

  /** @param keying by what it was made */
  use(flow: ProtectedFlow, child: ChildSa, keying: Keying): SaPair {
    const { clock, random, crypto } = this.owner;
    const terms = termsOf(crypto, flow);
    const pair = pairOfChild(child, {
      now: clock.now(),
      random,
      nextConnectionId: () => crypto.numbersAfter.ipsec + ++this.#count,
      // RFC 4303 section 3.3.3: without IKE nobody could begin anew, so replays are not looked for.
      replayWindow: keying === 'manual' ? 0 : (terms?.replayWindow ?? crypto.replayWindow),
      keying,
    });
    pair.stopExpiry = watchLifetime(clock, pair, terms?.idleTime ?? crypto.idleTime, {
      renew: (why) => this.#renew(flow, pair, why),
      expire: (why) => this.#expire(flow, pair, why),
    });
    flow.pairs.push(pair);
    flow.upSince ??= clock.now();
    this.inbound.add(flow, pair);
    this.listener.emit({ kind: 'installed', ...describePair(pair), isInitiator: child.isInitiator });
    this.listener.installed(flow, pair);
    return pair;
  }

  /**
   * A newer pair has come: those before it receive for a while, and then go. Each end is told by the other when a pair
   * goes, so only one of them may see to it: the initiator of the younger pair, as with IKE version 2 (RFC 7296 section
   * 2.8), which deletes what it replaces. Where two negotiations have crossed the ends need not agree which is younger,
   * and each would delete what the other keeps: there the pair stays whose initiator receives with the lower SPI, which
   * both see in the same way whatever translates their addresses.
   */
  retireBut(flow: ProtectedFlow, newest: SaPair): void {
    const others = flow.pairs.filter((one) => one !== newest);
    const rivals = others.filter((one) => areCrossing(one, newest));
    const isStaying = rivals.every((rival) => initiatorsSpi(newest) < initiatorsSpi(rival));
    if (newest.child.isInitiator) this.#retire(flow, isStaying ? others : [newest]);
    else if (isStaying) this.#retire(flow, rivals);
  }

  #retire(flow: ProtectedFlow, pairs: readonly SaPair[]): void {
    for (const older of pairs) {
      older.stopExpiry();
      older.stopExpiry = this.owner.clock.after(overlap, () => this.#expire(flow, older, 'replaced'));
    }
  }

  /** A packet has passed: the volume may be used up. */
  noteUse(flow: ProtectedFlow, pair: SaPair): void {
    const used = volumeUsed(pair);
    if (used === 'all') this.#expire(flow, pair, 'expired');
    else if (used === 'much') this.#renew(flow, pair, 'kilobytes');
  }

  removeAll(flow: ProtectedFlow, why: Deletion): void {
    for (const pair of [...flow.pairs]) this.remove(flow, pair, why);
  }

  remove(flow: ProtectedFlow, pair: SaPair, why: Deletion): void {
    const index = flow.pairs.indexOf(pair);
    if (index < 0) return;
    flow.pairs.splice(index, 1);
    if (flow.pairs.length === 0) flow.upSince = undefined;
    pair.stopExpiry();
    this.inbound.remove(pair);
    this.listener.emit({ kind: 'deleted', ...describePair(pair), byPeer: why === 'by-peer', why });
    this.listener.removed(flow, pair, why);
  }

  /** A pair that has carried nothing is let go: the next packet asks for another. A tunnel is never without. */
  #renew(flow: ProtectedFlow, pair: SaPair, why: 'seconds' | 'kilobytes'): void {
    const isUsed = pair.inbound.packets + pair.outbound.packets > 0;
    if (pair.isBeingRenewed || pair !== flow.current || !(isUsed || flow.tunnel)) return;
    pair.isBeingRenewed = true;
    this.listener.emit({ kind: 'renewal', ...describePair(pair), why });
    this.listener.renew(flow, pair);
  }

  #expire(flow: ProtectedFlow, pair: SaPair, why: Deletion): void {
    this.remove(flow, pair, why);
    this.owner.changed();
  }
}

/** Made at nearly the same time, and not by the same end: neither is meant to replace the other. */
function areCrossing(older: SaPair, newer: SaPair): boolean {
  const apart = newer.createdAt - older.createdAt;
  return older.child.isInitiator !== newer.child.isInitiator && apart < crossingWithin && !older.isBeingRenewed;
}

/** Of the leading protocol: with it the end receives that has begun the pair. */
const initiatorsSpi = ({ child, inbound, outbound }: SaPair): number => (child.isInitiator ? inbound : outbound).spi;

/** When packets last went to and came from a peer: dead peer detection looks at it. */
export function trafficWith(
  flows: readonly ProtectedFlow[],
  { local, remote }: Endpoints,
  isOf: (inboundSpi: number) => boolean,
): Traffic {
  const pairs = flows.flatMap((flow) => (flow.local === local ? flow.pairs : []));
  const used = pairs.filter(
    ({ child, keying, inbound }) => child.remote === remote && keying !== 'manual' && isOf(inbound.spi),
  );
  return {
    sentAt: latest(used.flatMap(({ outbound, sentAt }) => (outbound.packets > 0 ? [sentAt] : []))),
    receivedAt: latest(used.flatMap(({ inbound, receivedAt }) => (inbound.packets > 0 ? [receivedAt] : []))),
  };
}

const latest = (times: readonly number[]): number | undefined => (times.length === 0 ? undefined : Math.max(...times));
