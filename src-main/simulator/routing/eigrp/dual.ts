/**
 * The diffusing update algorithm (DUAL, RFC 7868 section 3): every change of a way goes through here. An entry of the
 * topology either has a way that is surely free of loops, or its neighbours are asked, and it waits for their replies.
 */
import type { Clock } from '../../../base/clock.ts';
import { saysSame } from '../../../base/same.ts';
import { eigrpOpcodes } from '../../wire/eigrp/message.ts';
import { hopOf, routeOf, type EigrpAdvertising } from './advertising.ts';
import type { DistanceOf } from './metric.ts';
import type { EigrpNeighbour } from './neighbour.ts';
import { TopologyEntry, type WayChange } from './topology.ts';

interface DualOwner {
  readonly clock: Clock;
  readonly distanceOf: DistanceOf;
  /** By the keys that their ways have in the topology. */
  readonly neighbours: ReadonlyMap<string, EigrpNeighbour>;
  readonly advertising: EigrpAdvertising;
  /** It has not replied in time. */
  giveUp(neighbour: EigrpNeighbour): void;
}

/** IOS gives a neighbour up that has not replied for three minutes ("stuck in active"). */
const activeTime = 180_000;

export class Dual {
  readonly topology = new Map<string, TopologyEntry>();

  constructor(private readonly owner: DualOwner) {}

  entryOf(network: number, mask: number): TopologyEntry | undefined {
    return this.topology.get(keyOf(network, mask));
  }

  /** @param key whose way it is */
  change(key: string, change: WayChange): void {
    const entry = this.#put(key, change);
    if (!entry.isActive) this.#evaluate(entry);
  }

  /** @param opcode of the packet in which a neighbour has told it */
  learn(key: string, change: WayChange, opcode: number): void {
    const entry = this.#put(key, change);
    if (opcode === eigrpOpcodes.reply) this.#replied(entry, key);
    else if (opcode === eigrpOpcodes.query) this.#asked(entry, key);
    else if (!entry.isActive) this.#evaluate(entry);
  }

  /** A neighbour is gone: with it go its ways, its questions, and what it was asked. */
  forget(key: string): void {
    for (const entry of [...this.topology.values()]) {
      entry.askers.delete(key);
      const wasAwaited = entry.awaited.delete(key);
      const hadWay = entry.ways.delete(key);
      if (wasAwaited && !entry.isActive) this.#finish(entry);
      else if (hadWay && !entry.isActive) this.#evaluate(entry);
    }
  }

  #put(key: string, { network, mask, way }: WayChange): TopologyEntry {
    const entry = this.#entryFor(network, mask);
    if (way) entry.ways.set(key, way);
    else entry.ways.delete(key);
    return entry;
  }

  #entryFor(network: number, mask: number): TopologyEntry {
    const known = this.entryOf(network, mask);
    if (known) return known;
    const entry = new TopologyEntry(network, mask, this.owner.distanceOf);
    this.topology.set(keyOf(network, mask), entry);
    return entry;
  }

  #replied(entry: TopologyEntry, key: string): void {
    const wasAwaited = entry.awaited.delete(key);
    if (wasAwaited && !entry.isActive) this.#finish(entry);
    else if (!entry.isActive) this.#evaluate(entry);
  }

  #asked(entry: TopologyEntry, key: string): void {
    entry.askers.add(key);
    if (!entry.isActive) this.#evaluate(entry);
    if (!entry.isActive) this.#answer(entry);
  }

  /** Something about a passive entry has changed: either a way is surely good, or the neighbours are asked. */
  #evaluate(entry: TopologyEntry): void {
    const isUnknown = entry.told === undefined && !entry.best;
    if (entry.isFeasible) entry.settle(false);
    else if (!isUnknown && this.#ask(entry)) return;
    else entry.settle(true);
    this.#announce(entry);
  }

  /** Whether anybody could be asked. */
  #ask(entry: TopologyEntry): boolean {
    // A stub is no way to anywhere else, and is not asked.
    const asked = [...this.owner.neighbours].filter(([key, { stub }]) => !entry.askers.has(key) && stub === undefined);
    if (asked.length === 0) return false;
    const route = routeOf(entry);
    for (const [key, neighbour] of asked) {
      entry.awaited.add(key);
      neighbour.tellRoutes(eigrpOpcodes.query, [route]);
    }
    entry.stopActive = this.owner.clock.after(activeTime, () => {
      for (const key of [...entry.awaited]) this.#giveUp(key);
    });
    return true;
  }

  #giveUp(key: string): void {
    const neighbour = this.owner.neighbours.get(key);
    if (neighbour) this.owner.giveUp(neighbour);
  }

  #finish(entry: TopologyEntry): void {
    entry.stopActive?.();
    entry.stopActive = undefined;
    entry.settle(true);
    this.#announce(entry);
  }

  #announce(entry: TopologyEntry): void {
    this.#answer(entry);
    const { advertising, neighbours } = this.owner;
    const route = routeOf(entry);
    const isOther = !saysSame(route, entry.told);
    const via = hopOf(entry.best);
    if ((entry.told ?? entry.best) && (isOther || via !== entry.toldVia)) {
      entry.told = route;
      entry.toldVia = via;
      // A next hop alone is of interest only where it is named.
      const isMeant = (one: EigrpNeighbour): boolean => isOther || !advertising.isNextHopSelf(one);
      for (const neighbour of neighbours.values())
        if (advertising.mayTell(entry, neighbour) && isMeant(neighbour))
          neighbour.tellRoutes(eigrpOpcodes.update, [advertising.routeFor(entry, neighbour)]);
    }
    if (!entry.best && !entry.isActive) this.topology.delete(keyOf(entry.network, entry.mask));
  }

  #answer(entry: TopologyEntry): void {
    const { advertising, neighbours } = this.owner;
    for (const key of entry.askers) {
      const neighbour = neighbours.get(key);
      if (neighbour) neighbour.tellRoutes(eigrpOpcodes.reply, [advertising.answerFor(entry, neighbour)]);
    }
    entry.askers.clear();
  }
}

const keyOf = (network: number, mask: number): string => `${network} ${mask}`;
