/**
 * NHRP on one tunnel (RFC 2332), without sockets or timers of its own: a station registers with its next hop servers,
 * a server remembers who has, and a tunnel with many ends learns which outer address a packet goes to. A server answers
 * for who has registered with it, out of its memory; what is behind stations is found by shortcuts.ts. Not here: other
 * families than IPv4.
 */
import { hostMask, lengthOfMask } from '../../../base/address.ts';
import type { Clock } from '../../../base/clock.ts';
import { Emitter } from '../../../base/emitter.ts';
import { saysSame } from '../../../base/same.ts';
import { isMalformed } from '../../wire/malformed.ts';
import { authenticationOf } from '../../wire/nhrp/extensions.ts';
import {
  emitNhrp,
  isIndication,
  nhrpCodes,
  nhrpFlags,
  nhrpOperations,
  parseNhrp,
  type NhrpIndication,
  type NhrpMessage,
  type NhrpOperation,
  type NhrpRequest,
} from '../../wire/nhrp/message.ts';
import { isFirm, NhrpCache, type NhrpEntry } from './cache.ts';
import { newNhrpSettings, type NhrpMap, type NhrpServerSettings, type NhrpSettings } from './configuration.ts';
import {
  errorIndication,
  maskOf,
  purgeReply,
  purgeRequest,
  registrationReply,
  registrationRequest,
  resolutionReply,
  resolutionRequest,
  type Sender,
  type Station,
} from './messages.ts';
import { NhrpServer } from './server.ts';
import { NhrpShortcuts, type NhrpWay } from './shortcuts.ts';

export interface NhrpHost {
  readonly clock: Clock;
  /** Seconds, where nothing is configured. */
  defaultHoldingTime(): number;
  /** This end; undefined while it is down or has no address. */
  here(): Station | undefined;
  /** Of a tunnel with one far end its outer address. */
  farEnd(): number | undefined;
  send(nbma: number, payload: Uint8Array): void;
  /** Whether packets can go straight there now: of a protected tunnel, whether there are associations; they are asked for. */
  isOpen(nbma: number): boolean;
  /** With whom the tunnel speaks has changed. */
  peersChanged(): void;
  /** As the routes of the tunnel's table say, whatever shortcuts there are. */
  wayTo(address: number): NhrpWay | undefined;
}

export type NhrpEvent =
  | { kind: 'sent' | 'received'; message: NhrpMessage; nbma: number; size: number }
  | { kind: 'server'; address: number; isResponding: boolean }
  | { kind: 'refused'; operation: NhrpOperation; code: number }
  | { kind: 'error'; message: NhrpIndication; about: NhrpMessage | undefined }
  | { kind: 'authentication-failed'; message: NhrpMessage; nbma: number };

type Counts = Record<NhrpOperation, number>;
const noCounts = (): Counts => ({ 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0, 8: 0 });

/** Seconds for which a question that is not answered stands. */
const incompleteTime = 180;
/** Milliseconds before the same question is asked again. */
const questionInterval = 8000;

export class Nhrp {
  readonly settings: NhrpSettings = newNhrpSettings();
  readonly events = new Emitter<NhrpEvent>();
  readonly counts = { sent: noCounts(), received: noCounts() };
  readonly cache: NhrpCache;
  readonly shortcuts: NhrpShortcuts;
  readonly #servers = new Map<number, NhrpServer>();
  readonly #asked = new Map<number, { requestId: number; at: number }>();
  #requestId = 0;
  /** Where this end is while it runs. */
  #here: Station | undefined;

  constructor(private readonly host: NhrpHost) {
    this.cache = new NhrpCache(host.clock, (entry) => this.#gone(entry));
    this.shortcuts = this.#newShortcuts();
  }

  #newShortcuts(): NhrpShortcuts {
    return new NhrpShortcuts({
      clock: this.host.clock,
      cache: this.cache,
      settings: this.settings,
      sender: () => this.#sender(),
      wayTo: (address) => this.host.wayTo(address),
      isOpen: (nbma) => this.host.isOpen(nbma),
      send: (nbma, message) => this.#send(nbma, message),
      ask: (address, nbma, isAgain) => this.#ask(address, nbma, isAgain),
      changed: () => this.host.peersChanged(),
      gone: (entry) => this.#gone(entry),
    });
  }

  get servers(): NhrpServer[] {
    return [...this.#servers.values()];
  }

  get isRunning(): boolean {
    return this.#here !== undefined;
  }

  /** Where a next hop server is outside; undefined while nobody says it. */
  nbmaOf({ address, nbma }: NhrpServerSettings): number | undefined {
    const mapped = this.settings.maps.find((map) => map.address === address && map.mask === hostMask)?.nbma;
    return nbma ?? mapped ?? this.host.farEnd();
  }

  /** After any change to the configuration, or to whether the tunnel is up. */
  refresh(): void {
    const here = this.settings.networkId === undefined ? undefined : this.host.here();
    // Whoever has moved registers anew, and what it knew is of another place.
    if (this.#here && !saysSame(here, this.#here)) this.#end();
    this.#here = here;
    if (!here) return;
    this.#followMaps();
    const wanted = new Map(this.settings.servers.map((server) => [server.address, server]));
    for (const [address, server] of this.#servers) {
      if (wanted.get(address) === server.settings) continue;
      server.stop();
      this.#servers.delete(address);
    }
    for (const [address, server] of wanted)
      if (!this.#servers.has(address)) this.#servers.set(address, new NhrpServer(server, this.#serverOwner()));
    this.shortcuts.refresh();
  }

  /** The outer addresses that a packet for a next hop goes to; several where it is for a group. */
  targetsOf(nextHop: number): readonly number[] {
    if (!this.#here) return [];
    if (nextHop >>> 28 === 0xe || nextHop === hostMask) return this.groupTargets;
    const entry = this.cache.lookup(nextHop);
    if (entry) noteUse(entry, this.host.clock.now());
    const server = this.#serverInUse();
    if (entry?.nbma === undefined) this.#ask(nextHop, server);
    else if (isFirm(entry) || this.host.isOpen(entry.nbma)) return [entry.nbma];
    // Until it is known where the packet goes, or there is a way straight there, it goes by the server.
    return server === undefined ? [] : [server];
  }

  /** Where packets for groups go. */
  get groupTargets(): number[] {
    const { groupMaps, servers } = this.settings;
    const named = groupMaps.flatMap((one) => (one === 'dynamic' ? [] : [one]));
    const ofServers = servers.flatMap((one) => (one.isGroupTarget && one.nbma !== undefined ? [one.nbma] : []));
    const registered = groupMaps.includes('dynamic') ? this.#registered : [];
    return [...new Set([...named, ...ofServers, ...registered])];
  }

  /** Everybody that the tunnel has to do with, outside. Who is called is spoken to without waiting for a packet. */
  get peers(): { nbma: number; isCalled: boolean }[] {
    if (!this.#here) return [];
    const called = new Set<number>();
    const known = new Set<number>(this.groupTargets);
    for (const { kind, nbma, isLocal } of this.cache.entries)
      if (nbma !== undefined && !isLocal) (kind === 'static' ? called : known).add(nbma);
    return [...new Set([...called, ...known])].map((nbma) => ({ nbma, isCalled: called.has(nbma) }));
  }

  /** There is a way to an outer address now: a registration that waits for it goes at once. */
  opened(nbma: number): void {
    this.shortcuts.opened(nbma);
    for (const server of this.#servers.values())
      if (!server.isResponding && server.sent > 0 && this.nbmaOf(server.settings) === nbma) server.register();
  }

  /** @param from the outer address that it came from */
  receive(from: number, bytes: Uint8Array): void {
    const own = this.#sender();
    const message = parseNhrp(bytes);
    if (!own || isMalformed(message)) return;
    this.counts.received[message.operation]++;
    this.events.emit({ kind: 'received', message, nbma: from, size: bytes.length });
    if (message.operation === nhrpOperations.errorIndication) return this.#heed(message);
    if (authenticationOf(message.extensions) !== own.authentication) {
      this.events.emit({ kind: 'authentication-failed', message, nbma: from });
      return this.#send(from, errorIndication(own, message, nhrpCodes.authenticationFailure, bytes));
    }
    if (isIndication(message)) this.shortcuts.indicated(message.contents);
    else this.#handle(own, from, message);
  }

  /** `clear ip nhrp`: what has been learned is forgotten, and told to those who have asked for it. */
  clear(isMeant: (entry: NhrpEntry) => boolean = () => true): void {
    const meant = this.cache.entries.filter((one) => one.kind !== 'static' && isMeant(one));
    // Before those are forgotten by whom they are reached.
    for (const entry of meant) this.#tellRequesters(entry);
    for (const entry of meant) {
      this.cache.remove(entry);
      this.#asked.delete(entry.network);
    }
    if (meant.length > 0) this.host.peersChanged();
  }

  stop(): void {
    this.#end();
  }

  get #registered(): number[] {
    return this.cache.entries.flatMap(({ isRegistered, nbma }) => (isRegistered && nbma !== undefined ? [nbma] : []));
  }

  #handle(own: Sender, from: number, message: NhrpRequest): void {
    switch (message.operation) {
      case nhrpOperations.registrationRequest:
        return this.#register(own, from, message);
      case nhrpOperations.registrationReply:
        return this.#noteAnswer(message);
      case nhrpOperations.resolutionRequest:
        return this.#resolve(own, from, message);
      case nhrpOperations.resolutionReply:
        return this.#resolved(message);
      case nhrpOperations.purgeRequest:
        return this.#purge(own, from, message);
      case nhrpOperations.purgeReply:
        return undefined;
    }
  }

  /** A station tells where it is. An address that is registered as unique is nobody else's before its time is over. */
  #register(own: Sender, from: number, request: NhrpRequest): void {
    const { source, sourceNbma, destination } = request;
    if (destination !== own.address) return;
    const seenAt = sourceNbma === from ? undefined : from;
    const known = this.cache.get(source);
    const isTaken = known !== undefined && isReserved(known) && known.nbma !== from;
    if (!isTaken && known?.kind !== 'static') this.#admit(request, from, known);
    this.#send(from, registrationReply(own, request, { code: isTaken ? nhrpCodes.alreadyRegistered : 0, seenAt }));
  }

  #admit({ source, sourceNbma, flags, clients }: NhrpRequest, from: number, known: NhrpEntry | undefined): void {
    const isUnique = (flags & nhrpFlags.unique) !== 0;
    const claimedNbma = sourceNbma === from ? undefined : sourceNbma;
    if (known && known.nbma !== from) this.#tellRequesters(known);
    const about = { network: source, mask: hostMask, nbma: from, claimedNbma, isRegistered: true, isUnique };
    this.cache.put({ kind: 'dynamic', ...about }, clients[0]?.holdingTime ?? this.#holdingTime);
    if (known?.nbma !== from) this.host.peersChanged();
  }

  #noteAnswer({ destination, requestId, clients }: NhrpRequest): void {
    const code = clients[0]?.code ?? 0;
    if (code !== 0) this.events.emit({ kind: 'refused', operation: nhrpOperations.registrationReply, code });
    this.#servers.get(destination)?.answered(requestId, code === 0);
  }

  #resolve(own: Sender, from: number, request: NhrpRequest): void {
    const { destination, source, requestId } = request;
    const found = destination === own.address ? own : this.#known(destination);
    if (!found && this.shortcuts.resolve(own, from, request)) return;
    if (!found) return this.#send(from, resolutionReply(own, request, { code: nhrpCodes.noBinding }));
    this.cache.get(destination)?.requesters.set(source, requestId);
    this.#send(from, resolutionReply(own, request, { ...found, address: destination }));
  }

  /** Whoever has registered here, or has been mapped by hand, and for how long that may be believed. */
  #known(address: number): { nbma: number; holdingTime: number } | undefined {
    const entry = this.cache.get(address);
    if (entry?.nbma === undefined || !isFirm(entry)) return undefined;
    const { nbma, expiresAt } = entry;
    const left = expiresAt === undefined ? undefined : Math.ceil((expiresAt - this.host.clock.now()) / 1000);
    return { nbma, holdingTime: left ?? this.#holdingTime };
  }

  #resolved({ destination, requestId, clients }: NhrpRequest): void {
    if (this.#asked.get(destination)?.requestId !== requestId) return;
    const [client] = clients;
    if (!client || client.code !== 0 || client.nbma === undefined) {
      if (client) this.events.emit({ kind: 'refused', operation: nhrpOperations.resolutionReply, code: client.code });
      return;
    }
    const entry = { network: destination, mask: hostMask, kind: 'dynamic', nbma: client.nbma, isRegistered: false, isUnique: false } as const; // prettier-ignore
    this.#asked.delete(destination);
    if (this.shortcuts.learn(destination, client)) return;
    this.cache.put(entry, client.holdingTime);
    this.host.peersChanged();
  }

  #purge(own: Sender, from: number, request: NhrpRequest): void {
    for (const client of request.clients) {
      const { protocol } = client;
      const known = protocol === undefined ? undefined : this.cache.get(protocol, maskOf(client));
      if (known?.kind !== 'dynamic') continue;
      this.cache.remove(known);
      this.#gone(known);
    }
    if ((request.flags & nhrpFlags.noReply) === 0) this.#send(from, purgeReply(own, request));
  }

  #heed(message: NhrpIndication): void {
    const about = parseNhrp(message.contents);
    this.events.emit({ kind: 'error', message, about: isMalformed(about) ? undefined : about });
  }

  /** Asks the server who has an address; what is asked stands in the cache until it is known. */
  #ask(address: number, server: number | undefined, isAgain = false): void {
    const own = this.#sender();
    const now = this.host.clock.now();
    const before = this.#asked.get(address);
    const isTooSoon = !isAgain && before !== undefined && now - before.at < questionInterval;
    if (!own || address === own.address || isTooSoon) return;
    if (!this.cache.get(address)) {
      const entry = { network: address, mask: hostMask, kind: 'incomplete', nbma: undefined, isRegistered: false, isUnique: false } as const; // prettier-ignore
      this.cache.put(entry, incompleteTime).hits = 1;
    }
    if (server === undefined) return;
    const requestId = this.#nextRequestId();
    this.#asked.set(address, { requestId, at: now });
    this.#send(server, resolutionRequest(own, address, requestId));
  }

  #serverInUse(): number | undefined {
    const known = this.servers.filter(({ isResponding }) => isResponding);
    const [first] = known.length > 0 ? known : this.servers;
    return first && this.nbmaOf(first.settings);
  }

  #serverOwner(): ConstructorParameters<typeof NhrpServer>[1] {
    return {
      clock: this.host.clock,
      interval: () => 1000 * (this.settings.registrationInterval ?? Math.ceil(this.#holdingTime / 3)),
      nextRequestId: () => this.#nextRequestId(),
      register: ({ settings }, requestId) => {
        const own = this.#sender();
        const nbma = this.nbmaOf(settings);
        if (own && nbma !== undefined)
          this.#send(nbma, registrationRequest(own, { address: settings.address, nbma }, requestId));
      },
      changed: ({ settings: { address }, isResponding }) => this.events.emit({ kind: 'server', address, isResponding }),
    };
  }

  /** What is mapped by hand, and servers whose outer address is known, stand in the cache for ever. */
  #followMaps(): void {
    const { maps, servers } = this.settings;
    const ofServers = servers.flatMap((server) => {
      const nbma = this.nbmaOf(server);
      return nbma === undefined ? [] : [{ address: server.address, mask: hostMask, nbma }];
    });
    // Of a server there is one outer address: `nbma` on its own line goes before what is mapped.
    const isOfServer = ({ address, mask }: NhrpMap): boolean =>
      mask === hostMask && ofServers.some((one) => one.address === address);
    const wanted = [...ofServers, ...maps.filter((map) => !isOfServer(map))];
    const isWanted = ({ network, mask, nbma }: NhrpEntry): boolean =>
      wanted.some((one) => (one.address & one.mask) >>> 0 === network && one.mask === mask && one.nbma === nbma);
    let isChanged = false;
    for (const entry of this.cache.entries.filter((one) => one.kind === 'static' && !isWanted(one))) {
      this.cache.remove(entry);
      isChanged = true;
    }
    for (const { address, mask, nbma } of wanted) {
      const known = this.cache.get(address, mask);
      if (known?.kind === 'static' && known.nbma === nbma) continue;
      const network = (address & mask) >>> 0;
      this.cache.put({ network, mask, kind: 'static', nbma, isRegistered: false, isUnique: false }, undefined);
      isChanged = true;
    }
    if (isChanged) this.host.peersChanged();
  }

  #gone(entry: NhrpEntry): void {
    this.#asked.delete(entry.network);
    this.#tellRequesters(entry);
    if (entry.nbma !== undefined) this.host.peersChanged();
  }

  #tellRequesters({ network, mask, requesters }: NhrpEntry): void {
    const own = this.#sender();
    const prefixLength = lengthOfMask(mask) ?? 32;
    for (const requester of requesters.keys()) {
      const nbma = this.cache.get(requester)?.nbma;
      if (own && nbma !== undefined)
        this.#send(nbma, purgeRequest(own, { requester, address: network, prefixLength }, this.#nextRequestId()));
    }
    requesters.clear();
  }

  #end(): void {
    this.shortcuts.stop();
    for (const server of this.#servers.values()) server.stop();
    this.#servers.clear();
    this.#asked.clear();
    const { entries } = this.cache;
    for (const entry of entries) this.cache.remove(entry);
    if (entries.length > 0) this.host.peersChanged();
  }

  #send(nbma: number, message: NhrpMessage): void {
    const bytes = emitNhrp(message);
    this.counts.sent[message.operation]++;
    this.events.emit({ kind: 'sent', message, nbma, size: bytes.length });
    this.host.send(nbma, bytes);
  }

  get #holdingTime(): number {
    return this.settings.holdingTime ?? this.host.defaultHoldingTime();
  }

  #sender(): Sender | undefined {
    const here = this.#here;
    const { authentication, isUnique } = this.settings;
    return here && { ...here, authentication, isUnique, holdingTime: this.#holdingTime };
  }

  #nextRequestId(): number {
    return ++this.#requestId;
  }
}

const isReserved = ({ isRegistered, isUnique }: NhrpEntry): boolean => isRegistered && isUnique;

function noteUse(entry: NhrpEntry, now: number): void {
  entry.usedAt = now;
  entry.hits++;
}
