/**
 * The Ethernet port of a host. Unlike a router of IOS, a host keeps a packet whose neighbour it does not know yet, and
 * asks three times, a second apart, before it gives up (Linux: `ucast_solicit`/`mcast_solicit` 3, `retrans_time` 1 s; VPCS
 * asks as often).
 */
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import type { EthernetPort } from '../router/ethernet-port.ts';
import type { Carrier } from '../router/interface.ts';
import type { Ipv4Packet } from '../wire/ipv4.ts';

interface Search {
  readonly packets: Ipv4Packet[];
  readonly told: ((isFound: boolean) => void)[];
  tries: number;
  stop: Stop;
}

const mostTries = 3;
const tryInterval = 1000;
/** Packets that may wait for one neighbour (Linux: `unres_qlen`, about a hundred small ones). */
const mostWaiting = 100;

export class HostPort implements Carrier {
  readonly kind = 'ethernet';
  readonly countsFrames = true;
  readonly #searches = new Map<number, Search>();

  constructor(
    readonly ethernet: EthernetPort,
    private readonly clock: Clock,
  ) {
    ethernet.arp.learned.on((address) => this.#found(address));
  }

  countedHeader(): number {
    return 0;
  }

  isUp(): boolean {
    return this.ethernet.isUp();
  }

  ipMtu(): number {
    return this.ethernet.ipMtu();
  }

  transmit(packet: Ipv4Packet, nextHop: number): void {
    if (this.ethernet.isKnown(nextHop)) return this.ethernet.transmit(packet, nextHop);
    const search = this.#searchFor(nextHop);
    if (search.packets.length < mostWaiting) search.packets.push(packet);
  }

  /** Finds a neighbour, or finds out that nobody answers. */
  resolve(address: number): Promise<boolean> {
    if (this.ethernet.isKnown(address)) return Promise.resolve(true);
    return new Promise((resolve) => this.#searchFor(address).told.push(resolve));
  }

  #searchFor(address: number): Search {
    const known = this.#searches.get(address);
    if (known) return known;
    const search: Search = { packets: [], told: [], tries: 0, stop: () => undefined };
    this.#searches.set(address, search);
    this.#try(address, search);
    return search;
  }

  #try(address: number, search: Search): void {
    if (search.tries++ === mostTries) return this.#end(address, search, false);
    this.ethernet.request(address);
    search.stop = this.clock.after(tryInterval, () => this.#try(address, search));
  }

  #found(address: number): void {
    const search = this.#searches.get(address);
    if (!search) return;
    search.stop();
    this.#end(address, search, true);
    for (const packet of search.packets) this.ethernet.transmit(packet, address);
  }

  #end(address: number, { told }: Search, isFound: boolean): void {
    this.#searches.delete(address);
    for (const tell of told) tell(isFound);
  }
}
