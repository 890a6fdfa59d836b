/** OSPF on one interface: hellos, neighbours, and the election where there are more than two (RFC 2328 section 9). */
import type { Clock } from '../../../base/clock.ts';
import type { Stop } from '../../../base/disposable.ts';
import { ospfOptions, type Hello, type OspfBody } from '../../wire/ospf/message.ts';
import type { OspfNetworkType } from './configuration.ts';
import type { LinkStateDatabase } from './database.ts';
import { electTwice, type Candidate } from './election.ts';
import { Neighbour, type NeighbourOwner, type NeighbourReason, type NeighbourState } from './neighbour.ts';

export interface OspfInterfaceParameters {
  readonly name: string;
  readonly address: number;
  readonly mask: number;
  readonly area: number;
  /** Its area is told of nothing outside: neighbours have to agree on that. */
  readonly isStub: boolean;
  readonly networkType: OspfNetworkType;
  readonly cost: number;
  /** Seconds. */
  readonly helloInterval: number;
  readonly deadInterval: number;
  readonly priority: number;
  readonly isPassive: boolean;
  readonly isMtuIgnored: boolean;
  readonly mtu: number;
}

export interface OspfInterfaceOwner {
  readonly clock: Clock;
  readonly routerId: number;
  database(area: number): LinkStateDatabase;
  nextSequence(): number;
  send(own: OspfInterface, destination: number, body: OspfBody): void;
  neighbourChanged(
    own: OspfInterface,
    neighbour: Neighbour,
    change: { from: NeighbourState; reason: NeighbourReason },
  ): void;
  /** Something that its advertisements tell has changed. */
  changed(own: OspfInterface): void;
}

/** 224.0.0.5 and 224.0.0.6 (RFC 2328 appendix A.1). */
export const allSpfRouters = 0xe0000005;
export const allDesignatedRouters = 0xe0000006;

export class OspfInterface {
  readonly neighbours = new Map<number, Neighbour>();
  designated = 0;
  backup = 0;
  /** While the designated router of others is waited for. */
  isWaiting = false;
  #stopHello: Stop | undefined;
  #stopWait: Stop | undefined;
  #isOver = false;
  /** Virtual time at which the next hello is due. */
  helloDue = 0;

  constructor(
    readonly parameters: OspfInterfaceParameters,
    private readonly owner: OspfInterfaceOwner,
  ) {}

  get state(): 'LOOP' | 'WAIT' | 'P2P' | 'P2MP' | 'DR' | 'BDR' | 'DROTHER' {
    const { networkType, address } = this.parameters;
    if (networkType === 'loopback') return 'LOOP';
    if (networkType === 'point-to-point') return 'P2P';
    if (networkType === 'point-to-multipoint') return 'P2MP';
    if (this.isWaiting) return 'WAIT';
    if (address === this.designated) return 'DR';
    return address === this.backup ? 'BDR' : 'DROTHER';
  }

  start(): void {
    const { networkType, isPassive, deadInterval, address } = this.parameters;
    if (networkType === 'loopback') return;
    if (isPassive) {
      if (networkType === 'broadcast') this.designated = address;
      return;
    }
    this.isWaiting = networkType === 'broadcast';
    if (this.isWaiting) this.#stopWait = this.owner.clock.after(1000 * deadInterval, () => this.#endWait());
    this.#hello();
  }

  stop(): void {
    this.#isOver = true;
    this.#stopHello?.();
    this.#stopWait?.();
    for (const neighbour of this.neighbours.values()) neighbour.drop('Interface down or detached');
    this.neighbours.clear();
  }

  receive(from: { router: number; address: number }, body: OspfBody): void {
    if (this.parameters.isPassive) return;
    if (body.kind === 'hello') this.#receiveHello(from, body);
    else this.neighbours.get(from.router)?.receive(body);
  }

  /** Whether two routers here have a common database: all where nobody is elected, else only with the elected ones. */
  wantsAdjacency({ address }: Neighbour): boolean {
    const { networkType, address: own } = this.parameters;
    if (networkType !== 'broadcast') return true;
    return [this.designated, this.backup].some((elected) => elected === own || elected === address);
  }

  /** Where updates go: to all, or to the elected ones only. */
  get floodAddress(): number {
    return this.state === 'DROTHER' ? allDesignatedRouters : allSpfRouters;
  }

  /** What has to be the same at both ends (RFC 2328 section 10.5). */
  #agrees(hello: Hello): boolean {
    const { networkType, helloInterval, deadInterval, mask, isStub } = this.parameters;
    const isInTime = hello.helloInterval === helloInterval && hello.deadInterval === deadInterval;
    const isOfArea = ((hello.options & ospfOptions.E) === 0) === isStub;
    return isInTime && isOfArea && (networkType !== 'broadcast' || hello.mask === mask);
  }

  #receiveHello({ router, address }: { router: number; address: number }, hello: Hello): void {
    const { networkType, deadInterval } = this.parameters;
    if (!this.#agrees(hello)) return;
    const neighbour = this.neighbours.get(router) ?? this.#meet(router, address);
    const before = `${neighbour.priority} ${neighbour.designated} ${neighbour.backup} ${neighbour.isAtLeast('2WAY')}`;
    const isNew = neighbour.state === 'DOWN';
    neighbour.address = address;
    neighbour.priority = hello.priority;
    neighbour.options = hello.options;
    neighbour.designated = hello.designated;
    neighbour.backup = hello.backup;
    neighbour.heard(hello.neighbours.includes(this.owner.routerId), deadInterval);
    // IOS answers the first hello of a neighbour at once, so that both need not wait for the next.
    if (isNew) this.#sendHello();
    const after = `${neighbour.priority} ${neighbour.designated} ${neighbour.backup} ${neighbour.isAtLeast('2WAY')}`;
    if (networkType === 'broadcast') this.#followElection(neighbour, before !== after);
    neighbour.setAdjacent(neighbour.isAtLeast('2WAY') && !this.isWaiting && this.wantsAdjacency(neighbour));
  }

  #followElection({ address, designated, backup }: Neighbour, isChanged: boolean): void {
    const settles = address === backup || (address === designated && backup === 0);
    if (this.isWaiting && settles) this.#endWait();
    else if (!this.isWaiting && isChanged) this.#elect();
  }

  #meet(router: number, address: number): Neighbour {
    const { owner, parameters } = this;
    const surroundings: NeighbourOwner = {
      clock: owner.clock,
      selfRouter: owner.routerId,
      mtu: parameters.mtu,
      isMtuIgnored: parameters.isMtuIgnored,
      isStub: parameters.isStub,
      database: owner.database(parameters.area),
      nextSequence: () => owner.nextSequence(),
      send: (neighbour, body) =>
        owner.send(this, parameters.networkType === 'point-to-point' ? allSpfRouters : neighbour.address, body),
      changed: (neighbour, from, reason) => this.#neighbourChanged(neighbour, from, reason),
    };
    const neighbour = new Neighbour(router, address, surroundings);
    this.neighbours.set(router, neighbour);
    return neighbour;
  }

  #neighbourChanged(neighbour: Neighbour, from: NeighbourState, reason: NeighbourReason): void {
    this.owner.neighbourChanged(this, neighbour, { from, reason });
    if (neighbour.state === 'DOWN') {
      this.neighbours.delete(neighbour.router);
      if (this.parameters.networkType === 'broadcast' && !this.#isOver && !this.isWaiting) this.#elect();
    }
    if (from === 'FULL' || neighbour.state === 'FULL') this.owner.changed(this);
  }

  #endWait(): void {
    this.#stopWait?.();
    this.isWaiting = false;
    this.#elect();
  }

  #elect(): void {
    const { address, priority } = this.parameters;
    const self = { router: this.owner.routerId, address, priority, designated: this.designated, backup: this.backup };
    const others: Candidate[] = [...this.neighbours.values()].filter((one) => one.isAtLeast('2WAY'));
    const { designated, backup } = electTwice(self, others);
    const isChanged = designated !== this.designated || backup !== this.backup;
    this.designated = designated;
    this.backup = backup;
    for (const neighbour of [...this.neighbours.values()])
      neighbour.setAdjacent(neighbour.isAtLeast('2WAY') && this.wantsAdjacency(neighbour));
    if (!isChanged) return;
    this.#sendHello();
    this.owner.changed(this);
  }

  #hello(): void {
    const interval = 1000 * this.parameters.helloInterval;
    this.#sendHello();
    this.helloDue = this.owner.clock.now() + interval;
    this.#stopHello = this.owner.clock.after(interval, () => this.#hello());
  }

  #sendHello(): void {
    const { mask, helloInterval, deadInterval, priority, networkType, isStub } = this.parameters;
    this.owner.send(this, allSpfRouters, {
      kind: 'hello',
      // A link of two has no mask of its own when it is unnumbered; ours always say theirs, as IOS does.
      mask,
      helloInterval,
      deadInterval,
      options: ospfOptions.L | (isStub ? 0 : ospfOptions.E),
      priority,
      designated: networkType === 'broadcast' ? this.designated : 0,
      backup: networkType === 'broadcast' ? this.backup : 0,
      neighbours: [...this.neighbours.keys()],
    });
  }
}
