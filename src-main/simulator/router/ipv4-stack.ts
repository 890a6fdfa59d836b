/** What a router does with an IPv4 packet: keep it, pass it on, or say why not (RFC 791, RFC 1812). */
import { broadcastOf, networkOf } from '../../base/address.ts';
import { concat, putU32 } from '../../base/bytes.ts';
import type { Clock } from '../../base/clock.ts';
import { ipProtocols, emitIpv4Packet, type Ipv4Packet } from '../wire/ipv4.ts';
import { emitIcmp, timeExceededCodes, unreachableCodes, type IcmpMessage } from '../wire/icmp.ts';
import { fragment, lengthOf, Reassembly } from './fragmentation.ts';
import type { Interface } from './interface.ts';
import type { PolicyWay } from './routing/policy-routing.ts';
import type { Hop, RoutingTable, Route } from './routing/routing-table.ts';

/** Handles a packet that is for this router. Returns false when nobody listens. */
export type ProtocolHandler = (packet: Ipv4Packet, incoming: Interface) => boolean;

/** A packet that this router makes itself. */
export interface Originated {
  protocol: number;
  destination: number;
  payload: Uint8Array;
  /** The address of the interface it leaves by, unless it is given. */
  source?: number;
  timeToLive?: number;
  typeOfService?: number;
  dontFragment?: boolean;
  /** The table of routes it leaves by: undefined for the global one. Left out, that of its source or its occasion. */
  vrf?: string | undefined;
}

/**
 * A station on the way of a packet: hands it on, changed or not, or takes it: drops it, or sends something else in its
 * stead. `incoming` is the interface that it came by; undefined for a packet of the router's own.
 */
export type Station = (packet: Ipv4Packet, one: Interface, incoming?: Interface) => Ipv4Packet | 'taken';

/** Why a packet was not sent. */
export type Unsent = 'no-route' | 'no-source' | 'too-big';

const noOptions = new Uint8Array(0);
const allOnes = 0xffffffff;
/** The type of an ICMP redirect, and its code for one host alone. */
const redirect = 5;
const redirectForHost = 1;
/** IOS sends everything of its own with the greatest time to live. */
const defaultTimeToLive = 255;
export class Ipv4Stack {
  /**
   * Milliseconds between two "unreachable" of one router (`ip icmp rate-limit unreachable`, 500 by default; "fragmentation
   * needed" is limited apart): why a ping without a way shows `U.U.U`.
   */
  unreachableInterval = 500;
  readonly protocols = new Map<number, ProtocolHandler>();
  /** What every packet passes that comes in by an interface, before anybody looks where it goes: access lists. */
  readonly filters: Station[] = [];
  /** What passes next, also that which was inside of ESP: translation from outside to inside. */
  readonly inbound: Station[] = [];
  /**
   * What every packet passes that leaves by an interface, before it is cut to size. As in IOS ("NAT order of
   * operation"): translation from inside to outside, then crypto maps, then access lists.
   */
  readonly outbound: Station[] = [];
  /** Whether a group address is listened to here. */
  listensTo: (group: number) => boolean = () => false;
  /** Where a packet goes by policy, and as what; undefined leaves it to the routes. Without `incoming` it is of the router's own. */
  policyOf: (packet: Ipv4Packet, incoming: Interface | undefined, vrf: string | undefined) => PolicyWay | undefined =
    () => undefined;
  /** A packet leaves by the interface that it has come by. */
  turnedBack: (packet: Ipv4Packet, one: Interface) => void = () => undefined;
  readonly #reassembly: Reassembly;
  /** When the last "unreachable" went out: of those about fragmentation, and of all others. */
  readonly #lastUnreachable = new Map<boolean, number>();
  #identification: number;
  /** The table of routes that a packet is in which is being handled: answers stay in it. */
  #serving: string | undefined;
  /** The table of a VRF; there are none unless somebody says so. */
  tableOf: (vrf: string | undefined) => RoutingTable | undefined = () => this.routes;

  constructor(
    private readonly clock: Clock,
    private readonly routes: RoutingTable,
    private readonly interfaces: () => Iterable<Interface>,
    firstIdentification: number,
  ) {
    this.#reassembly = new Reassembly(clock);
    this.#identification = firstIdentification & 0xffff;
  }

  /** The table of routes that the packet is in which is being handled. */
  get servingVrf(): string | undefined {
    return this.#serving;
  }

  /** Whether it is an address of this router, in whatever table of routes. */
  isOwn(address: number): boolean {
    return this.#ownerOf(address) !== undefined;
  }

  #ownerOf(address: number): Interface | undefined {
    for (const one of this.interfaces()) if (hasAddress(one, address) && one.isUp) return one;
    return undefined;
  }

  isOwnIn(vrf: string | undefined, address: number): boolean {
    for (const one of this.interfaces()) if (one.vrf === vrf && hasAddress(one, address) && one.isUp) return true;
    return false;
  }

  /** A packet came in by an interface. */
  receive(packet: Ipv4Packet, incoming: Interface): void {
    const { carrier } = incoming;
    if (!carrier.countsFrames) incoming.countInput(lengthOf(packet) + carrier.countedHeader(), this.clock.now());
    this.#serve(incoming.vrf, () => {
      const passed = passing(this.filters, packet, incoming);
      if (passed !== 'taken') this.receiveInner(passed, incoming);
    });
  }

  #serve(vrf: string | undefined, act: () => void): void {
    const before = this.#serving;
    this.#serving = vrf;
    try {
      act();
    } finally {
      this.#serving = before;
    }
  }

  /**
   * A packet that was in ESP on the way to an interface: since 12.3(8)T the access list of the interface is asked about
   * the outer packet alone ("Crypto Access Check on Clear-Text Packets").
   * @param vrf the table that it goes on in, where that is another than the interface's
   */
  receiveInner(inner: Ipv4Packet, incoming: Interface, vrf: string | undefined = incoming.vrf): void {
    this.#serve(vrf, () => this.#takeIn(inner, incoming, vrf));
  }

  #takeIn(inner: Ipv4Packet, incoming: Interface, vrf: string | undefined): void {
    const packet = passing(this.inbound, inner, incoming);
    if (packet !== 'taken') this.#decide(packet, incoming, vrf);
  }

  /** A packet that has passed all stations on the way in goes on, in a table of its own. */
  goOn(packet: Ipv4Packet, incoming: Interface, vrf: string | undefined): void {
    this.#serve(vrf, () => this.#decide(packet, incoming, vrf));
  }

  #decide(packet: Ipv4Packet, incoming: Interface, vrf: string | undefined): void {
    if (isGroup(packet.destination)) return this.#keepOfGroup(packet, incoming);
    const isOurs = this.isOwnIn(vrf, packet.destination);
    if (isOurs || isBroadcastOn(incoming, packet.destination)) this.#keep(packet, incoming);
    else this.#forward(packet, incoming, vrf);
  }

  /** Sends a packet of this router's own. */
  originate(own: Originated): Unsent | undefined {
    const hop = this.#wayOf(own);
    if (!hop) return 'no-route';
    const source = own.source ?? hop.out.sourceAddress;
    if (source === undefined) return 'no-source';
    const packet = this.packetOf(own, source);
    const way = this.policyOf(packet, undefined, hop.out.vrf);
    return way ? this.#dispatch(way.packet, way.hop) : this.#dispatch(packet, hop);
  }

  /** Sends a packet of this router's own out of one interface, whatever the routes say: to neighbours, or to a group. */
  originateOn(out: Interface, own: Originated): Unsent | undefined {
    const source = own.source ?? out.sourceAddress;
    if (source === undefined) return 'no-source';
    const packet = this.packetOf(own, source);
    const route: Route = { network: own.destination, via: out, ...ownNetwork };
    return this.#dispatch(packet, { out, nextHop: own.destination, route });
  }

  /** Sends a packet of this router's own that is complete: what is in AH must leave as it is. */
  dispatch(packet: Ipv4Packet, vrf: string | undefined): Unsent | undefined {
    const hop = this.tableOf(vrf)?.lookup(packet.destination);
    return hop ? this.#dispatch(packet, hop) : 'no-route';
  }

  /** A packet with a source stays where that address is. */
  #wayOf(own: { destination: number; source?: number; vrf?: string | undefined }): Hop | undefined {
    if ('vrf' in own) return this.tableOf(own.vrf)?.lookup(own.destination);
    const isHere = own.source === undefined || this.isOwnIn(this.#serving, own.source);
    const vrf = isHere ? this.#serving : this.#ownerOf(own.source ?? 0)?.vrf;
    return this.tableOf(vrf)?.lookup(own.destination);
  }

  #dispatch(packet: Ipv4Packet, hop: Hop): Unsent | undefined {
    if (this.isOwnIn(hop.out.vrf, packet.destination)) {
      this.clock.after(0, () => this.#serve(hop.out.vrf, () => this.#keep(packet, hop.out)));
      return undefined;
    }
    if (packet.dontFragment && lengthOf(packet) > hop.out.ipMtu) return 'too-big';
    this.#send(packet, hop);
    return undefined;
  }

  /** Tells the sender of a packet that it did not arrive (RFC 1812 section 4.3.2.7 names those never answered). */
  complain(
    about: Ipv4Packet,
    message: { kind: 'unreachable' | 'timeExceeded'; code: number; nextHopMtu?: number },
  ): void {
    if (about.fragmentOffset > 0 || isIcmpError(about) || about.destination === allOnes) return;
    if (message.kind === 'unreachable' && !this.#mayComplain(message.code, about.source)) return;
    const original = emitIpv4Packet({ ...about, payload: about.payload.subarray(0, 8) });
    const icmp: IcmpMessage =
      message.kind === 'unreachable'
        ? { kind: 'unreachable', code: message.code, nextHopMtu: message.nextHopMtu ?? 0, original }
        : { kind: 'timeExceeded', code: message.code, original };
    this.originate({ protocol: ipProtocols.icmp, destination: about.source, payload: emitIcmp(icmp) });
  }

  /** `no ip unreachables` is asked of the interface that leads back to the sender. */
  #mayComplain(code: number, sender: number): boolean {
    if (this.tableOf(this.#serving)?.lookup(sender)?.out.sendsUnreachables === false) return false;
    const isAboutSize = code === unreachableCodes.fragmentationNeeded;
    const last = this.#lastUnreachable.get(isAboutSize);
    const now = this.clock.now();
    if (last !== undefined && now - last < this.unreachableInterval) return false;
    this.#lastUnreachable.set(isAboutSize, now);
    return true;
  }

  /** Nobody forwards for groups here, and nobody complains about what is sent to one. */
  #keepOfGroup(packet: Ipv4Packet, incoming: Interface): void {
    if (this.listensTo(packet.destination)) this.#keep(packet, incoming);
  }

  #keep(piece: Ipv4Packet, incoming: Interface): void {
    const packet = this.#reassembly.add(piece);
    if (!packet) return;
    const isHandled = this.protocols.get(packet.protocol)?.(packet, incoming) ?? false;
    if (!isHandled) this.complain(packet, { kind: 'unreachable', code: unreachableCodes.protocol });
  }

  #forward(whole: Ipv4Packet, incoming: Interface, vrf: string | undefined): void {
    if (whole.timeToLive <= 1) return this.complain(whole, { kind: 'timeExceeded', code: timeExceededCodes.inTransit });
    const way = this.policyOf(whole, incoming, vrf);
    const { packet, hop } = way ?? { packet: whole, hop: this.tableOf(vrf)?.lookup(whole.destination) };
    if (!hop || hop.out.carrier.kind === 'null') return this.complain(packet, { kind: 'unreachable', code: unreachableCodes.host }); // prettier-ignore
    if (hop.out === incoming) {
      this.#redirect(packet, hop);
      this.turnedBack(packet, incoming);
    }
    const nextHopMtu = hop.out.ipMtu;
    if (packet.dontFragment && lengthOf(packet) > nextHopMtu) {
      const code = unreachableCodes.fragmentationNeeded;
      return this.complain(packet, { kind: 'unreachable', code, nextHopMtu });
    }
    this.#send({ ...packet, timeToLive: packet.timeToLive - 1 }, hop, incoming);
  }

  /** Tells a neighbour of a better way, when there is one on its own network (RFC 1812 section 5.2.7.2). */
  #redirect(packet: Ipv4Packet, { out, nextHop }: Hop): void {
    const isNeighbour = out.addresses.some(({ address, mask }) => networkOf(address, mask) === networkOf(packet.source, mask)); // prettier-ignore
    if (!out.sendsRedirects || out.carrier.kind !== 'ethernet' || !isNeighbour || isIcmpError(packet)) return;
    const original = emitIpv4Packet({ ...packet, payload: packet.payload.subarray(0, 8) });
    const gateway = new Uint8Array(4);
    putU32(gateway, 0, nextHop);
    const icmp = { kind: 'other', type: redirect, code: redirectForHost, rest: concat(gateway, original) } as const;
    this.originate({ protocol: ipProtocols.icmp, destination: packet.source, payload: emitIcmp(icmp) });
  }

  #send(whole: Ipv4Packet, { out, nextHop }: Hop, incoming?: Interface): void {
    const packet = passing(this.outbound, whole, out, incoming);
    if (packet === 'taken') return;
    for (const piece of fragment(packet, out.ipMtu)) {
      const { carrier } = out;
      if (!carrier.countsFrames) out.countOutput(lengthOf(piece) + carrier.countedHeader(), this.clock.now());
      carrier.transmit(piece, nextHop);
    }
  }

  /** The packet that would be sent, for those who put it into another. */
  packetOf(own: Originated, source: number): Ipv4Packet {
    this.#identification = (this.#identification + 1) & 0xffff;
    return {
      typeOfService: own.typeOfService ?? 0,
      identification: this.#identification,
      dontFragment: own.dontFragment ?? false,
      moreFragments: false,
      fragmentOffset: 0,
      timeToLive: own.timeToLive ?? defaultTimeToLive,
      protocol: own.protocol,
      source,
      destination: own.destination,
      options: noOptions,
      payload: own.payload,
    };
  }
}

function passing(
  stations: readonly Station[],
  packet: Ipv4Packet,
  one: Interface,
  incoming?: Interface,
): Ipv4Packet | 'taken' {
  let passed = packet;
  for (const station of stations) {
    const next = station(passed, one, incoming);
    if (next === 'taken') return next;
    passed = next;
  }
  return passed;
}

/** 224.0.0.0/4 */
function isGroup(destination: number): boolean {
  return destination >>> 28 === 0xe;
}

/** The route of a packet that goes where it is told to. */
const ownNetwork = { source: 'connected', mask: allOnes, distance: 0, metric: 0, nextHop: undefined } as const;

function isBroadcastOn(incoming: Interface, destination: number): boolean {
  if (destination === allOnes) return true;
  return incoming.addresses.some(({ address, mask }) => destination === broadcastOf(address, mask));
}

function hasAddress(one: Interface, address: number): boolean {
  return one.address?.address === address || one.secondaries.some((other) => other.address === address);
}

/** An ICMP error is never answered with another (RFC 1122 section 3.2.2). Types 0, 8 and the queries are not errors. */
function isIcmpError({ protocol, payload }: Ipv4Packet): boolean {
  const errors = [3, 4, 5, 11, 12];
  return protocol === ipProtocols.icmp && errors.includes(payload[0] ?? 0);
}
