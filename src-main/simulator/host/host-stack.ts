/**
 * IPv4 of a host: the parts of a router, put together as an end of paths. It keeps what is for it, drops what is not
 * (`net.ipv4.ip_forward = 0`), and sends with a time to live of 64.
 */
import { broadcastOf, networkOf } from '../../base/address.ts';
import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { Plug } from '../network/link.ts';
import { EthernetPort } from '../router/ethernet-port.ts';
import { IcmpEndpoint } from '../router/icmp-endpoint.ts';
import { Interface, loopbackCarrier, type InterfaceAddress } from '../router/interface.ts';
import { Ipv4Stack } from '../router/ipv4-stack.ts';
import { RoutingTable, type StaticRoute } from '../router/routing/routing-table.ts';
import { UdpEndpoint } from '../router/udp-endpoint.ts';
import { HostPort } from './host-port.ts';

/** A network card: what the topology calls it, and what the host does. */
export interface HostCard {
  readonly plug: string;
  readonly name: string;
  readonly mac: Uint8Array;
}

export interface HostParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly cards: readonly HostCard[];
}

/** What a router gives its own packets, and what Linux and VPCS give theirs. */
const timeToLive = { router: 255, host: 64 };
const loopback: InterfaceAddress = { address: 0x7f000001, mask: 0xff000000 };

export class HostStack {
  readonly clock: Clock;
  readonly ports = new Map<string, Interface<HostPort>>();
  readonly routes = new RoutingTable();
  readonly ipv4: Ipv4Stack;
  readonly icmp: IcmpEndpoint;
  readonly udp: UdpEndpoint;
  readonly #lo = new Interface('lo', loopbackCarrier);

  constructor({ clock, random, cards }: HostParts) {
    this.clock = clock;
    this.ipv4 = new Ipv4Stack(clock, this.routes, () => this.#interfaces(), random.u32());
    // Linux lets six pass before it limits them to one a second, which no probe of a path comes near to.
    this.ipv4.unreachableInterval = 0;
    this.ipv4.inbound.push((packet, incoming) => {
      const isOurs = this.ipv4.isOwn(packet.destination) || isBroadcast(packet.destination, incoming.addresses);
      return isOurs ? packet : 'taken';
    });
    this.ipv4.outbound.push((packet) =>
      packet.timeToLive === timeToLive.router ? { ...packet, timeToLive: timeToLive.host } : packet,
    );
    this.icmp = new IcmpEndpoint(clock, this.ipv4);
    this.udp = new UdpEndpoint(this.ipv4);
    this.#lo.address = loopback;
    for (const card of cards) this.#addPort(card);
    this.#converge();
  }

  plugIn(name: string, plug: Plug): void {
    this.ports.get(name)?.carrier.ethernet.plugIn(plug);
    this.#converge();
  }

  /** The one address of a card, in place of any others. @param address undefined takes all away */
  setAddress(port: Interface<HostPort>, address: InterfaceAddress | undefined): void {
    this.setAddresses(port, address ? [address] : []);
  }

  /** @param addresses the one that packets leave with first */
  setAddresses(port: Interface<HostPort>, [first, ...others]: readonly InterfaceAddress[]): void {
    port.address = first;
    port.secondaries = others;
    port.carrier.ethernet.forgetNeighbours();
    this.#converge();
    if (port.isUp) port.carrier.ethernet.announce();
  }

  setShutdown(port: Interface<HostPort>, isShutdown: boolean): void {
    port.isShutdown = isShutdown;
    this.#converge();
  }

  addRoute(route: StaticRoute): void {
    this.routes.statics.push(route);
    this.#converge();
  }

  /** @returns false when there is none to this network */
  removeRoute({ network, mask }: Pick<StaticRoute, 'network' | 'mask'>): boolean {
    const index = this.routes.statics.findIndex((one) => one.network === network && one.mask === mask);
    if (index < 0) return false;
    this.routes.statics.splice(index, 1);
    this.#converge();
    return true;
  }

  /** The address that packets to `destination` carry as their source; undefined when there is no way. */
  sourceFor(destination: number): number | undefined {
    const hop = this.routes.lookup(destination);
    if (!hop) return undefined;
    const { out, nextHop } = hop;
    const near = out.addresses.find(({ address, mask }) => networkOf(address, mask) === networkOf(nextHop, mask));
    return near?.address ?? out.sourceAddress;
  }

  *#interfaces(): Iterable<Interface> {
    yield this.#lo;
    yield* this.ports.values();
  }

  #addPort({ name, mac }: HostCard): void {
    const ethernet: EthernetPort = new EthernetPort(mac, this.clock, () => ({
      address: () => own.address,
      addresses: () => own.addresses,
      isShutdown: () => own.isShutdown,
      receive: (packet) => this.ipv4.receive(packet, own),
      isReachedElsewhere: () => false,
      dropped: () => own.counters.outDrops++,
      counted: (direction, bytes) => {
        if (direction === 'in') own.countInput(bytes, this.clock.now());
        else own.countOutput(bytes, this.clock.now());
      },
    }));
    const own: Interface<HostPort> = new Interface(name, new HostPort(ethernet, this.clock));
    this.ports.set(name, own);
  }

  #converge(): void {
    this.routes.converge(this.#interfaces());
  }
}

function isBroadcast(destination: number, addresses: readonly InterfaceAddress[]): boolean {
  return destination === 0xffffffff || addresses.some((one) => destination === broadcastOf(one.address, one.mask));
}
