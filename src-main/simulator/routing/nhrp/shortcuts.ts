/**
 * Shorter ways than those of the routes (DMVPN phase 3): a hub tells a spoke that a packet has gone a way round (`ip nhrp
 * redirect`), the spoke asks for the packet's destination along its routes, and whoever leads out of the tunnel there
 * answers for the prefix that it has (`ip nhrp shortcut`). Cisco's traffic indication is in no standard; the rest is RFC
 * 2332 section 2.2 with prefixes.
 */
import { hostMask, lengthOfMask, networkOf } from '../../../base/address.ts';
import { u32, u8 } from '../../../base/bytes.ts';
import type { Clock } from '../../../base/clock.ts';
import { emitIpv4Packet, type Ipv4Packet } from '../../wire/ipv4.ts';
import type { ClientInformation } from '../../wire/nhrp/client-information.ts';
import type { NhrpMessage, NhrpRequest } from '../../wire/nhrp/message.ts';
import { isFirm, type NewEntry, type NhrpCache, type NhrpEntry } from './cache.ts';
import type { NhrpSettings } from './configuration.ts';
import { maskOf, resolutionReply, trafficIndication, type Sender } from './messages.ts';

/** The route to an address, of the prefix that it is in. */
export interface NhrpWay {
  readonly network: number;
  readonly mask: number;
  /** On the network that it leads out by. */
  readonly nextHop: number;
  /** It leads into this tunnel. */
  readonly isThrough: boolean;
}

export interface ShortcutOwner {
  readonly clock: Clock;
  readonly cache: NhrpCache;
  readonly settings: NhrpSettings;
  sender(): Sender | undefined;
  /** As the routes say, whatever shortcuts there are. */
  wayTo(address: number): NhrpWay | undefined;
  isOpen(nbma: number): boolean;
  send(nbma: number, message: NhrpMessage): void;
  /** Asks a station for an address, unless it has been asked lately and is not to be asked again. */
  ask(address: number, nbma: number, isAgain: boolean): void;
  /** Entries have come or gone. */
  changed(): void;
  gone(entry: NhrpEntry): void;
}

/** A way to a prefix that goes before the route to it. */
export interface Shortcut {
  readonly network: number;
  readonly mask: number;
  /** Undefined for the next hop itself. */
  readonly nextHop: number | undefined;
  /** Virtual time since which it is known, in milliseconds. */
  readonly since: number;
}

/** Milliseconds between two indications about the same ends (`ip nhrp redirect timeout`, 8 seconds). */
const indicationInterval = 8000;
/** Milliseconds before a question is asked again, at first and at last. */
const firstRetry = 1000;
const lastRetry = 32_000;
/** Milliseconds for which an answer waits: as long as its question may be asked again. */
const longestWait = 2 * lastRetry;
/** Seconds for which an entry is kept whose station says nothing of it. */
const usualHoldingTime = 600;
const version4 = 4;

export class NhrpShortcuts {
  readonly #indicated = new Map<string, number>();
  /** Replies that wait until there is a way straight to who asked. */
  readonly #waiting = new Map<number, readonly NhrpRequest[]>();

  constructor(private readonly owner: ShortcutOwner) {}

  /** What has been learned, and whom it leads to. */
  get all(): Shortcut[] {
    if (!this.owner.settings.isShortcut) return [];
    const { entries } = this.owner.cache;
    const prefixes = entries.filter((entry) => entry.via !== undefined && !entry.isLocal);
    const hops = new Set(prefixes.map(({ via }) => via));
    return [
      ...prefixes.map(({ network, mask, via, createdAt }) => ({ network, mask, nextHop: via, since: createdAt })),
      ...entries
        .filter(({ network, mask, kind }) => kind === 'dynamic' && mask === hostMask && hops.has(network))
        .map(({ network, mask, createdAt }) => ({ network, mask, nextHop: undefined, since: createdAt })),
    ];
  }

  /** A packet leaves by the tunnel that it has come by: its sender is told. */
  turnedBack(packet: Ipv4Packet): void {
    const { clock, settings } = this.owner;
    const own = this.owner.sender();
    const nbma = settings.isRedirecting ? this.#nbmaTowards(packet.source) : undefined;
    const key = `${packet.source} ${packet.destination}`;
    const before = this.#indicated.get(key);
    if (!own || nbma === undefined || (before !== undefined && clock.now() - before < indicationInterval)) return;
    this.#forgetIndicated(clock.now());
    this.#indicated.set(key, clock.now());
    this.owner.send(nbma, trafficIndication(own, packet.source, emitIpv4Packet(packet)));
  }

  /** Who may be told again is as good as never told: what stands first was told first. */
  #forgetIndicated(now: number): void {
    for (const [key, at] of this.#indicated) {
      if (now - at < indicationInterval) return;
      this.#indicated.delete(key);
    }
  }

  /** A packet of this side has gone a way round. @param packet its beginning */
  indicated(packet: Uint8Array): void {
    if (!this.owner.settings.isShortcut || packet.length < 20 || u8(packet, 0) >>> 4 !== version4) return;
    const destination = u32(packet, 16);
    const known = this.owner.cache.lookup(destination);
    const isKnown = known !== undefined && (known.via !== undefined || known.kind === 'incomplete');
    const nbma = isKnown ? undefined : this.#nbmaTowards(destination);
    if (nbma !== undefined) this.#ask(destination, nbma, firstRetry);
  }

  /** Whether something is done about it: it is handed on along the route, or answered where the route leaves the tunnel. */
  resolve(own: Sender, from: number, request: NhrpRequest): boolean {
    const way = this.owner.wayTo(request.destination);
    if (!way) return false;
    if (!way.isThrough) {
      this.#answer(own, request, way);
      return true;
    }
    const nbma = this.owner.cache.lookup(way.nextHop)?.nbma;
    if (nbma === undefined || nbma === from || request.hopCount <= 1) return false;
    this.owner.send(nbma, { ...request, hopCount: request.hopCount - 1 });
    return true;
  }

  /** A prefix behind another station has been told. False where it is the station's own address. */
  learn(destination: number, client: ClientInformation): boolean {
    const { protocol, nbma, holdingTime } = client;
    if (protocol === undefined || nbma === undefined || protocol === destination) return false;
    const mask = maskOf(client);
    const { cache } = this.owner;
    const asked = cache.get(destination);
    if (asked?.kind === 'incomplete') cache.remove(asked);
    const about = { nbma, kind: 'dynamic', isRegistered: false, isUnique: false } as const;
    this.#meet({ network: protocol, mask: hostMask, ...about }, holdingTime);
    cache.put({ network: networkOf(destination, mask), mask, via: protocol, ...about }, holdingTime);
    this.owner.changed();
    return true;
  }

  /** There is a way straight to an outer address now. */
  opened(nbma: number): void {
    const messages = this.#waitingFor(nbma);
    this.#waiting.delete(nbma);
    for (const message of messages) this.owner.send(nbma, message);
  }

  /** What has been answered for a route that is no more is withdrawn. */
  refresh(): void {
    for (const entry of this.owner.cache.entries) {
      const way = entry.isLocal ? this.owner.wayTo(entry.network) : undefined;
      if (!entry.isLocal || (way && !way.isThrough && prefixOf(way, entry.network).mask === entry.mask)) continue;
      this.owner.cache.remove(entry);
      this.owner.gone(entry);
    }
  }

  stop(): void {
    this.#waiting.clear();
    this.#indicated.clear();
  }

  /** A question or its answer may be lost: IOS asks again after 1, 2, 4 … seconds. */
  #ask(destination: number, nbma: number, retry: number): void {
    this.owner.ask(destination, nbma, retry > firstRetry);
    this.owner.clock.after(retry, () => {
      const isOpen = this.owner.cache.get(destination)?.kind === 'incomplete';
      if (isOpen && retry < lastRetry) this.#ask(destination, nbma, 2 * retry);
    });
  }

  /** A station has been heard of. What it or the operator has said itself stays. */
  #meet(station: NewEntry, holdingTime: number): void {
    const known = this.owner.cache.get(station.network);
    if (!known || !isFirm(known)) this.owner.cache.put(station, holdingTime);
  }

  #nbmaTowards(address: number): number | undefined {
    const way = this.owner.wayTo(address);
    return way?.isThrough ? this.owner.cache.lookup(way.nextHop)?.nbma : undefined;
  }

  /** A question that is asked again has one answer. Whoever has not come straight here in time asks anew. */
  #wait(nbma: number, reply: NhrpRequest): void {
    const others = this.#waitingFor(nbma).filter((one) => !isSameQuestion(one, reply));
    this.#waiting.set(nbma, [...others, reply]);
    this.owner.clock.after(longestWait, () => {
      const left = this.#waitingFor(nbma).filter((one) => one !== reply);
      if (left.length > 0) this.#waiting.set(nbma, left);
      else this.#waiting.delete(nbma);
    });
  }

  #waitingFor(nbma: number): readonly NhrpRequest[] {
    return this.#waiting.get(nbma) ?? [];
  }

  /** The reply goes straight to who asks, and by that the way between the two is made. */
  #answer(own: Sender, request: NhrpRequest, way: NhrpWay): void {
    const { source, sourceNbma, requestId, clients } = request;
    const { cache, clock } = this.owner;
    const holdingTime = clients[0]?.holdingTime ?? usualHoldingTime;
    const asker = { network: source, mask: hostMask, kind: 'dynamic', nbma: sourceNbma, isRegistered: false, isUnique: false } as const; // prettier-ignore
    this.#meet({ ...asker, isImplicit: true }, holdingTime);
    const prefix = prefixOf(way, request.destination);
    cache.put(localEntry(own, prefix), own.holdingTime).requesters.set(source, requestId);
    const found = { ...own, prefixLength: lengthOfMask(prefix.mask) ?? 32 };
    this.#wait(sourceNbma, resolutionReply(own, request, found));
    this.owner.changed();
    // Associations can be asked for once the tunnel knows of the station: at the end of this instant.
    clock.after(1, () => {
      if (this.owner.isOpen(sourceNbma)) this.opened(sourceNbma);
    });
  }
}

const isSameQuestion = (a: NhrpRequest, b: NhrpRequest): boolean =>
  a.source === b.source && a.destination === b.destination;

/** Of a default route nothing is told but the address itself. */
function prefixOf({ network, mask }: NhrpWay, address: number): { network: number; mask: number } {
  return mask === 0 ? { network: address, mask: hostMask } : { network, mask };
}

function localEntry({ address, nbma }: Sender, prefix: { network: number; mask: number }): NewEntry {
  return { ...prefix, kind: 'dynamic', nbma, via: address, isRegistered: false, isUnique: true, isLocal: true };
}
