/** An interface of a router: what is configured on it, whether it works, and what has passed. */
import { networkOf } from '../../base/address.ts';
import type { Ipv4Packet } from '../wire/ipv4.ts';
import type { PathMtu } from './tunnel/path-mtu.ts';
import type { VlanMembership } from './vlan-trunk.ts';
import { TrafficRate } from './traffic-rate.ts';

export interface InterfaceAddress {
  address: number;
  mask: number;
}

export function isWithin({ address, mask }: InterfaceAddress, other: number): boolean {
  return networkOf(address, mask) === networkOf(other, mask);
}

/** Packets and bytes in each direction, and why packets were lost. */
export interface InterfaceCounters {
  inPackets: number;
  inBytes: number;
  outPackets: number;
  outBytes: number;
  outDrops: number;
  /** Of the packets in: those sent to everybody. */
  inBroadcasts: number;
  /** How often it was shut down or started. */
  resets: number;
  /** Virtual time of the last packet in milliseconds; undefined when there was none. */
  lastInput: number | undefined;
  lastOutput: number | undefined;
}

/** What an interface runs on: an Ethernet or serial port, a tunnel, nothing at all. */
export interface Carrier {
  readonly kind: 'ethernet' | 'serial' | 'loopback' | 'tunnel' | 'null';
  /** Whether it counts what passes itself, in frames; of all others the packets are counted. */
  readonly countsFrames: boolean;
  /** Bytes that are counted with each packet beyond its own: the headers that a tunnel adds. */
  countedHeader(): number;
  /** Whether it could carry packets now, were it not shut down. */
  isUp(): boolean;
  /** The largest IP packet, in bytes, that goes through in one piece. */
  ipMtu(): number;
  /** What has been learned of the way that its packets take; a cable has none. */
  readonly pathMtu?: PathMtu;
  /** Sends a packet that fits towards a neighbour. */
  transmit(packet: Ipv4Packet, nextHop: number): void;
}

/** Its own, or the one that an interface lends it (`ip unnumbered`). */
export function addressOf({ address, lender }: Pick<Interface, 'address' | 'lender'>): InterfaceAddress | undefined {
  return address ?? lender?.address;
}

/** Splits "Tunnel0" into what it is and which one it is. */
export function splitInterfaceName(name: string): { type: string; unit: string } {
  const digits = /\d.*$/.exec(name);
  return digits ? { type: name.slice(0, digits.index), unit: digits[0] } : { type: name, unit: '' };
}

export class Interface<C extends Carrier = Carrier> {
  description = '';
  address: InterfaceAddress | undefined;
  /** `ip address negotiated`: the peer of a tunnel gives it its address. */
  isNegotiated = false;
  /** `ip unnumbered`: the interface whose address it uses while it has none of its own. */
  lender: Interface | undefined;
  /** `ip address … secondary`, in the order in which they were typed. */
  secondaries: InterfaceAddress[] = [];
  isShutdown = false;
  /** The router has made it for itself: it stands in no configuration. */
  isAutomatic = false;
  /** `vrf forwarding`: the table of routes it belongs to; undefined for the global one. */
  vrf: string | undefined;
  /** Of a subinterface: the port whose cable it shares, and its VLAN when it has one. */
  parent: Interface | undefined;
  vlan: VlanMembership | undefined;
  /** `ip access-group`: names of access lists. */
  accessGroup: { in?: string | undefined; out?: string | undefined } = {};
  /** `ip policy route-map`: the route map by which packets go that come in. */
  policyMap: string | undefined;
  /** `ip nat inside` or `outside`. */
  natSide: 'inside' | 'outside' | undefined;
  /** `no ip unreachables`, `no ip redirects`, `no ip proxy-arp`. */
  sendsUnreachables = true;
  sendsRedirects = true;
  answersForOthers = true;
  /** `ip tcp adjust-mss`: the largest segment that connections through here may agree on, in bytes. */
  segmentLimit: number | undefined;
  /** `ip mtu`; undefined leaves it to the carrier. */
  configuredIpMtu: number | undefined;
  /** `crypto ipsec df-bit` and `fragmentation` of the interface; undefined leaves them to the router. */
  dfBit: 'clear' | 'set' | 'copy' | undefined;
  isFragmentedBefore: boolean | undefined;
  /** In kbit/s and in units of 10 microseconds; undefined leaves them to the kind of interface. */
  bandwidth: number | undefined;
  delay: number | undefined;
  /** The line protocol as last seen by the router: what a change is measured against. */
  wasUp = false;
  readonly counters: InterfaceCounters = {
    inPackets: 0,
    inBytes: 0,
    outPackets: 0,
    outBytes: 0,
    outDrops: 0,
    inBroadcasts: 0,
    resets: 0,
    lastInput: undefined,
    lastOutput: undefined,
  };
  readonly inRate = new TrafficRate();
  readonly outRate = new TrafficRate();

  constructor(
    readonly name: string,
    readonly carrier: C,
  ) {}

  /** Every address that it answers to, the one that it sends with first. */
  get addresses(): readonly InterfaceAddress[] {
    return this.address ? [this.address, ...this.secondaries] : [];
  }

  /** The line protocol. */
  get isUp(): boolean {
    return !this.isShutdown && this.carrier.isUp();
  }

  /** What packets of this router's own carry that leave here. */
  get sourceAddress(): number | undefined {
    return addressOf(this)?.address;
  }

  get ipMtu(): number {
    return Math.min(this.configuredIpMtu ?? this.carrier.ipMtu(), this.carrier.pathMtu?.bytes ?? Infinity);
  }

  countInput(bytes: number, time: number): void {
    this.counters.inPackets++;
    this.counters.inBytes += bytes;
    this.counters.lastInput = time;
    this.inRate.count(bytes, time);
  }

  countOutput(bytes: number, time: number): void {
    this.counters.outPackets++;
    this.counters.outBytes += bytes;
    this.counters.lastOutput = time;
    this.outRate.count(bytes, time);
  }
}

/** Null0: routes may lead there, and what does is gone. */
export const nullCarrier: Carrier = {
  kind: 'null',
  countsFrames: false,
  countedHeader: () => 0,
  isUp: () => true,
  ipMtu: () => 1500,
  transmit: () => undefined,
};

/** A loopback interface: always up, and what is sent into it is gone. */
export const loopbackCarrier: Carrier = {
  kind: 'loopback',
  countsFrames: false,
  countedHeader: () => 0,
  isUp: () => true,
  ipMtu: () => 1514,
  transmit: () => undefined,
};
