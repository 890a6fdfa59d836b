/**
 * A neighbour on one interface: from its first hello to a common database (RFC 2328 section 10). The exchange of
 * descriptions, what is still wanted of it, and what it has not acknowledged yet.
 */
import type { Stop } from '../../../base/disposable.ts';
import type { Clock } from '../../../base/clock.ts';
import type { Lsa, LsaHeader } from '../../wire/ospf/lsa.ts';
import { ospfOptions, type DatabaseDescription, type LsaKey, type OspfBody } from '../../wire/ospf/message.ts';
import { compareAge, keyOf, type LinkStateDatabase } from './database.ts';

const neighbourStates = ['DOWN', 'ATTEMPT', 'INIT', '2WAY', 'EXSTART', 'EXCHANGE', 'LOADING', 'FULL'] as const;
export type NeighbourState = (typeof neighbourStates)[number];

/** Why a state changed, as the log has it. */
export type NeighbourReason =
  | 'Loading Done'
  | 'Dead timer expired'
  | 'Interface down or detached'
  | '1-Way Received'
  | 'Adj OK?'
  | 'Too many retransmissions';

export interface NeighbourOwner {
  readonly clock: Clock;
  readonly selfRouter: number;
  readonly mtu: number;
  readonly isMtuIgnored: boolean;
  /** The area takes nothing from outside. */
  readonly isStub: boolean;
  readonly database: LinkStateDatabase;
  nextSequence(): number;
  send(neighbour: Neighbour, body: OspfBody): void;
  /** The state has changed in a way that others must know of. */
  changed(neighbour: Neighbour, from: NeighbourState, reason: NeighbourReason): void;
}

const retransmitInterval = 5000;
/** Headers in one description: far below what fits 1500 bytes. */
const headersAtOnce = 50;
const requestsAtOnce = 50;

export class Neighbour {
  state: NeighbourState = 'DOWN';
  priority = 1;
  /** Of its last hello. */
  options = 0;
  designated = 0;
  backup = 0;
  /** Virtual time of the last hello. */
  heardAt = 0;
  /** Virtual time since which it has been full. */
  fullSince: number | undefined;
  isMaster = false;
  /** What it has not acknowledged. */
  readonly unacknowledged = new Map<string, Lsa>();
  readonly #wanted = new Map<string, LsaHeader>();
  #sequence = 0;
  #summary: LsaHeader[] = [];
  #lastSent: DatabaseDescription | undefined;
  #lastReceived: DatabaseDescription | undefined;
  #stopInactivity: Stop | undefined;
  #stopRetransmission: Stop | undefined;

  constructor(
    readonly router: number,
    public address: number,
    private readonly owner: NeighbourOwner,
  ) {}

  get isAdjacent(): boolean {
    return this.isAtLeast('EXSTART');
  }

  isAtLeast(state: NeighbourState): boolean {
    return neighbourStates.indexOf(this.state) >= neighbourStates.indexOf(state);
  }

  /** Whether it needs an advertisement that is flooded. */
  get exchanges(): boolean {
    return this.isAtLeast('EXCHANGE');
  }

  /** A hello came; `seesUs` when we stand in it. */
  heard(seesUs: boolean, deadInterval: number): void {
    this.heardAt = this.owner.clock.now();
    this.#stopInactivity?.();
    this.#stopInactivity = this.owner.clock.after(1000 * deadInterval, () => this.drop('Dead timer expired'));
    if (this.state === 'DOWN') this.#move('INIT', 'Adj OK?');
    if (!seesUs && this.isAtLeast('2WAY')) this.#reset('INIT', '1-Way Received');
    else if (seesUs && this.state === 'INIT') this.#move('2WAY', 'Adj OK?');
  }

  /** Whether the two of us are to have a common database, which an election may change. */
  setAdjacent(isWanted: boolean): void {
    if (isWanted && this.state === '2WAY') this.#startExchange();
    else if (!isWanted && this.isAtLeast('EXSTART')) this.#reset('2WAY', 'Adj OK?');
  }

  drop(reason: NeighbourReason): void {
    this.#stopInactivity?.();
    this.#reset('DOWN', reason);
  }

  receive(body: OspfBody): void {
    if (body.kind === 'database-description') this.#describe(body);
    else if (body.kind === 'request' && this.exchanges) this.#answer(body.keys);
    else if (body.kind === 'acknowledgement') this.#acknowledge(body.headers);
  }

  /** One of the wanted advertisements has come, or a newer one. */
  satisfied(header: LsaHeader): void {
    const wanted = this.#wanted.get(keyOf(header));
    if (wanted && compareAge(header, wanted) >= 0) this.#wanted.delete(keyOf(header));
    if (this.state === 'LOADING' && this.#wanted.size === 0) this.#finish();
    else if (this.state === 'LOADING' && wanted) this.#request();
  }

  /** It must get this one, and say so. */
  owe(lsa: Lsa): void {
    this.unacknowledged.set(keyOf(lsa.header), lsa);
    this.#keepRetransmitting();
  }

  #startExchange(): void {
    this.#move('EXSTART', 'Adj OK?');
    this.#sequence = this.owner.nextSequence();
    this.isMaster = false;
    this.#lastReceived = undefined;
    this.#summary = [];
    this.#sendDescription({ isFirst: true, hasMore: true, isMaster: true, headers: [] });
    this.#keepRetransmitting();
  }

  #describe(received: DatabaseDescription): void {
    if (this.state === 'INIT') return;
    if (!this.owner.isMtuIgnored && received.mtu > this.owner.mtu) return;
    if (this.state === '2WAY') return;
    if (this.state === 'EXSTART') return this.#negotiate(received);
    if (this.#isRepeated(received)) return this.#repeat();
    if (this.state !== 'EXCHANGE' || !this.#isExpected(received)) return this.#mismatch();
    this.#take(received);
  }

  /** Who leads is the one with the higher router id. */
  #negotiate(received: DatabaseDescription): void {
    const { selfRouter } = this.owner;
    const isTheirLead = received.isFirst && received.hasMore && received.isMaster && received.headers.length === 0;
    if (isTheirLead && this.router > selfRouter) {
      this.isMaster = true;
      this.#sequence = received.sequence;
      this.#beginExchange();
      this.#take(received);
    } else if (
      !received.isFirst &&
      !received.isMaster &&
      received.sequence === this.#sequence &&
      this.router < selfRouter
    ) {
      this.isMaster = false;
      this.#beginExchange();
      this.#take(received);
    }
  }

  #beginExchange(): void {
    this.#summary = this.owner.database.all().map(({ header }) => header);
    this.#move('EXCHANGE', 'Adj OK?');
  }

  #isRepeated({ sequence, isMaster, hasMore, isFirst }: DatabaseDescription): boolean {
    const last = this.#lastReceived;
    return (
      last !== undefined &&
      last.sequence === sequence &&
      last.isMaster === isMaster &&
      last.hasMore === hasMore &&
      last.isFirst === isFirst
    );
  }

  #isExpected({ sequence, isMaster, isFirst }: DatabaseDescription): boolean {
    const expected = this.isMaster ? this.#sequence + 1 : this.#sequence;
    return !isFirst && isMaster === this.isMaster && sequence === expected;
  }

  #repeat(): void {
    // The one who follows answers a repetition with what it has answered before; the one who leads passes it over.
    if (this.isMaster && this.#lastSent) this.owner.send(this, this.#lastSent);
  }

  #mismatch(): void {
    this.#clear();
    this.#move('2WAY', 'Adj OK?');
    this.#startExchange();
  }

  #take(received: DatabaseDescription): void {
    this.#lastReceived = received;
    for (const header of received.headers) {
      const own = this.owner.database.get(header);
      if (!own || compareAge(header, own.header) > 0) this.#wanted.set(keyOf(header), header);
    }
    if (this.isMaster) this.#follow(received);
    else this.#lead(received);
    this.#keepRetransmitting();
  }

  #follow(received: DatabaseDescription): void {
    this.#sequence = received.sequence;
    const headers = this.#summary.splice(0, headersAtOnce);
    const hasMore = this.#summary.length > 0;
    this.#sendDescription({ isFirst: false, hasMore, isMaster: false, headers });
    if (!received.hasMore && !hasMore) this.#load();
  }

  #lead(received: DatabaseDescription): void {
    const isDone = this.#lastSent?.isFirst === false && !this.#lastSent.hasMore && !received.hasMore;
    if (isDone) return this.#load();
    this.#sequence++;
    const headers = this.#summary.splice(0, headersAtOnce);
    this.#sendDescription({ isFirst: false, hasMore: this.#summary.length > 0, isMaster: true, headers });
  }

  #sendDescription(about: Pick<DatabaseDescription, 'isFirst' | 'hasMore' | 'isMaster' | 'headers'>): void {
    const { mtu, isStub } = this.owner;
    const options = isStub ? 0 : ospfOptions.E;
    this.#lastSent = { kind: 'database-description', mtu, options, sequence: this.#sequence, ...about };
    this.owner.send(this, this.#lastSent);
  }

  #load(): void {
    this.#move('LOADING', 'Adj OK?');
    if (this.#wanted.size === 0) this.#finish();
    else this.#request();
  }

  #finish(): void {
    this.fullSince = this.owner.clock.now();
    this.#move('FULL', 'Loading Done');
  }

  #request(): void {
    const keys = [...this.#wanted.values()]
      .slice(0, requestsAtOnce)
      .map(({ type, id, router }) => ({ type, id, router }));
    this.owner.send(this, { kind: 'request', keys });
    this.#keepRetransmitting();
  }

  #answer(keys: readonly LsaKey[]): void {
    const lsas = keys.map((key) => this.owner.database.get(key));
    // What is asked for and not there means that the exchange has gone wrong.
    if (lsas.some((lsa) => lsa === undefined)) return this.#mismatch();
    this.owner.send(this, { kind: 'update', lsas: lsas.filter((lsa) => lsa !== undefined) });
  }

  #acknowledge(headers: readonly LsaHeader[]): void {
    for (const header of headers) {
      const owed = this.unacknowledged.get(keyOf(header));
      if (owed && compareAge(owed.header, header) === 0) this.unacknowledged.delete(keyOf(header));
    }
  }

  #keepRetransmitting(): void {
    this.#stopRetransmission ??= this.owner.clock.after(retransmitInterval, () => {
      this.#stopRetransmission = undefined;
      this.#retransmit();
    });
  }

  #retransmit(): void {
    const lsas = this.exchanges ? [...this.unacknowledged.values()] : [];
    if (this.#isAwaitingDescription && this.#lastSent) this.owner.send(this, this.#lastSent);
    if (lsas.length > 0) this.owner.send(this, { kind: 'update', lsas });
    if (this.state === 'LOADING') this.#request();
    else if (this.#isAwaitingDescription || lsas.length > 0) this.#keepRetransmitting();
  }

  /** Who follows says nothing by itself. */
  get #isAwaitingDescription(): boolean {
    return this.state === 'EXSTART' || (this.state === 'EXCHANGE' && !this.isMaster);
  }

  #clear(): void {
    this.#wanted.clear();
    this.unacknowledged.clear();
    this.#summary = [];
    this.#lastSent = undefined;
    this.#lastReceived = undefined;
    this.#stopRetransmission?.();
    this.#stopRetransmission = undefined;
    this.fullSince = undefined;
  }

  #reset(to: NeighbourState, reason: NeighbourReason): void {
    this.#clear();
    this.#move(to, reason);
  }

  #move(to: NeighbourState, reason: NeighbourReason): void {
    const from = this.state;
    if (from === to) return;
    this.state = to;
    this.owner.changed(this, from, reason);
  }
}
