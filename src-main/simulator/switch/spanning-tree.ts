/**
 * The spanning tree of one VLAN (IEEE 802.1D-1998 clause 8): bridges tell each other the best root that they know, and
 * ports that would close a loop carry nothing. Every bridge says what it knows on its own, every two seconds and when that
 * has changed, as in 802.1w; the handshake of proposals and agreements of 802.1w is not simulated: in its stead a
 * designated port waits for a second.
 */
import { hexOf } from '../../base/bytes.ts';
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import type { Bpdu, BridgeId } from '../wire/bpdu.ts';

export type TreeRole = 'root' | 'designated' | 'alternate' | 'backup';
export type TreeState = 'blocking' | 'listening' | 'learning' | 'forwarding';

export interface TreePort {
  readonly name: string;
  /** Its priority and number, as neighbours hear it. */
  readonly id: number;
  readonly cost: number;
  /** `portfast`: an end of the tree, which forwards at once. */
  readonly isEdge: boolean;
}

/** What a port has heard, is, and does. */
export class TreePlace {
  heard: { readonly bpdu: Bpdu; readonly at: number } | undefined;
  role: TreeRole = 'designated';
  state: TreeState = 'blocking';
  stop: Stop = () => undefined;

  constructor(public port: TreePort) {}
}

export interface TreeOwner {
  readonly clock: Clock;
  /** Milliseconds that a port spends in each of listening and learning. */
  forwardDelay(): number;
  isRapid(): boolean;
  send(port: TreePort, bpdu: Bpdu): void;
  /** What ports do has changed: stations may be elsewhere. */
  changed(): void;
}

const helloTime = 2000;
/** Milliseconds after which what was heard counts no more: the maximum age, or three hellos of 802.1w. */
const ages = { slow: 20_000, rapid: 3 * helloTime };
const changeTime = 2 * helloTime;

export class SpanningTree {
  readonly places = new Map<string, TreePlace>();
  root: BridgeId;
  rootCost = 0;
  rootPort: TreePlace | undefined;
  #changeUntil = 0;
  #stop: Stop;

  constructor(
    public bridge: BridgeId,
    private readonly owner: TreeOwner,
  ) {
    this.root = bridge;
    this.#stop = this.#later();
  }

  get isRoot(): boolean {
    return this.rootPort === undefined;
  }

  stop(): void {
    this.#stop();
    for (const { stop } of this.places.values()) stop();
  }

  /** The ports that carry this VLAN now: those that are new begin blocked, others are as they were. */
  setPorts(ports: readonly TreePort[], bridge: BridgeId): void {
    this.bridge = bridge;
    const names = new Set(ports.map(({ name }) => name));
    for (const [name, place] of this.places) {
      if (names.has(name)) continue;
      place.stop();
      this.places.delete(name);
    }
    for (const port of ports) {
      const place = this.places.get(port.name);
      if (place) place.port = port;
      else this.places.set(port.name, new TreePlace(port));
    }
    this.#compute();
  }

  receive(name: string, bpdu: Bpdu): void {
    const place = this.places.get(name);
    if (!place) return;
    this.#heed(place, bpdu);
    if (bpdu.isChange) this.#heedChange();
  }

  #heed(place: TreePlace, bpdu: Bpdu): void {
    const known = place.heard?.bpdu;
    if (!known || isFromSame(known, bpdu) || compare(bpdu, known) < 0) {
      place.heard = { bpdu, at: this.owner.clock.now() };
      if (!known || compare(bpdu, known) !== 0) this.#compute();
    }
    // Who says less than is known here hears it at once.
    if (place.role === 'designated' && compare(bpdu, this.#vectorOf(place)) > 0) this.#send(place);
  }

  #later(): Stop {
    return this.owner.clock.after(helloTime, () => {
      this.#forget();
      this.#sendAll();
      this.#stop = this.#later();
    });
  }

  #forget(): void {
    const age = this.owner.isRapid() ? ages.rapid : ages.slow;
    const now = this.owner.clock.now();
    let hasForgotten = false;
    for (const place of this.places.values()) {
      if (!place.heard || now - place.heard.at < age) continue;
      place.heard = undefined;
      hasForgotten = true;
    }
    if (hasForgotten) this.#compute();
  }

  #compute(): void {
    const before = [this.rootPort?.port.name, hexOf(this.root.mac), this.rootCost].join(' ');
    this.#elect();
    for (const place of this.places.values()) this.#give(place, this.#roleOf(place));
    if (before !== [this.rootPort?.port.name, hexOf(this.root.mac), this.rootCost].join(' ')) this.#sendAll();
  }

  #elect(): void {
    const offers = [...this.places.values()].flatMap((place) => this.#offerOf(place) ?? []);
    const [best] = offers.sort((a, b) => compare(a.bpdu, b.bpdu) || a.place.port.id - b.place.port.id);
    this.rootPort = best?.place;
    this.root = best?.bpdu.root ?? this.bridge;
    this.rootCost = best?.bpdu.cost ?? 0;
  }

  /** The root that is reached through a port, when it is better than this bridge. */
  #offerOf(place: TreePlace): { place: TreePlace; bpdu: Bpdu } | undefined {
    const heard = place.heard?.bpdu;
    const isFromElsewhere = heard !== undefined && compareBridges(heard.bridge, this.bridge) !== 0;
    if (!isFromElsewhere || compareBridges(heard.root, this.bridge) >= 0) return undefined;
    return { place, bpdu: { ...heard, cost: heard.cost + place.port.cost } };
  }

  #roleOf(place: TreePlace): TreeRole {
    if (place === this.rootPort) return 'root';
    const { heard } = place;
    if (!heard || compare(this.#vectorOf(place), heard.bpdu) < 0) return 'designated';
    return compareBridges(heard.bpdu.bridge, this.bridge) === 0 ? 'backup' : 'alternate';
  }

  #vectorOf({ port }: TreePlace): Bpdu {
    const isChange = this.owner.clock.now() < this.#changeUntil;
    return { root: this.root, cost: this.rootCost, bridge: this.bridge, port: port.id, isChange };
  }

  #give(place: TreePlace, role: TreeRole): void {
    place.role = role;
    if (role === 'alternate' || role === 'backup') {
      place.stop();
      if (place.state !== 'blocking') this.#become(place, 'blocking');
    } else if (place.state === 'blocking') this.#open(place);
  }

  #open(place: TreePlace): void {
    if (place.port.isEdge) return this.#become(place, 'forwarding');
    this.#become(place, 'listening');
    this.#send(place);
    this.#wait(place, 'learning', () => this.#wait(place, 'forwarding', () => undefined));
  }

  #wait(place: TreePlace, state: TreeState, then: () => void): void {
    place.stop = this.owner.clock.after(this.owner.forwardDelay(), () => {
      this.#become(place, state);
      then();
    });
  }

  #become(place: TreePlace, state: TreeState): void {
    const wasForwarding = place.state === 'forwarding';
    place.state = state;
    if (!place.port.isEdge && (state === 'forwarding' || wasForwarding)) this.#tellChange();
    this.owner.changed();
  }

  #tellChange(): void {
    this.#changeUntil = this.owner.clock.now() + changeTime;
    this.#sendAll();
  }

  /** Once for each change: it goes on through the whole tree. */
  #heedChange(): void {
    if (this.owner.clock.now() < this.#changeUntil) return;
    this.#tellChange();
    this.owner.changed();
  }

  #sendAll(): void {
    for (const place of this.places.values()) if (place.role !== 'alternate') this.#send(place);
  }

  /** The root port says nothing but that stations have moved. */
  #send(place: TreePlace): void {
    const vector = this.#vectorOf(place);
    if (place.role === 'designated' || (place.role === 'root' && vector.isChange)) this.owner.send(place.port, vector);
  }
}

/** The better one is less: by root, cost, bridge and port. */
function compare(a: Bpdu, b: Bpdu): number {
  return compareBridges(a.root, b.root) || a.cost - b.cost || compareBridges(a.bridge, b.bridge) || a.port - b.port;
}

function isFromSame(a: Bpdu, b: Bpdu): boolean {
  return a.port === b.port && compareBridges(a.bridge, b.bridge) === 0;
}

function compareBridges(a: BridgeId, b: BridgeId): number {
  return a.priority - b.priority || hexOf(a.mac).localeCompare(hexOf(b.mac));
}
