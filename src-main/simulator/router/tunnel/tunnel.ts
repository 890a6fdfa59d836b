/**
 * A tunnel interface: packets inside packets. `gre ip` wraps them in GRE; `gre multipoint` does for many far ends, which
 * NHRP finds by the next hop; `ipsec ipv4` (a virtual tunnel interface)
 * wraps them in nothing but ESP, and is up only while there are security associations to do it with.
 */
import type { Clock } from '../../../base/clock.ts';
import { etherTypes } from '../../wire/ethernet.ts';
import { emitGre, parseGre } from '../../wire/gre.ts';
import { emitIpv4Packet, ipProtocols, ipv4HeaderLength, parseIpv4Packet, type Ipv4Packet } from '../../wire/ipv4.ts';
import { isMalformed } from '../../wire/malformed.ts';
import { GreKeepalive } from './gre-keepalive.ts';
import type { Carrier } from '../interface.ts';
import type { Originated, Unsent } from '../ipv4-stack.ts';
import { PathMtu } from './path-mtu.ts';

export type TunnelMode = 'gre-ip' | 'gre-multipoint' | 'ipsec-ipv4';

export interface TunnelSettings {
  source: { interface: string } | { address: number } | undefined;
  destination: number | undefined;
  mode: TunnelMode;
  /** The name of the IPsec profile of `tunnel protection`. */
  protection: string | undefined;
  /** `tunnel protection … shared`: with other tunnels of the same source. */
  isProtectionShared: boolean;
  key: number | undefined;
  checksummed: boolean;
  /** `tunnel vrf`: the table of routes that the outer packets use. */
  vrf: string | undefined;
  timeToLive: number;
  /** `tunnel path-mtu-discovery`. */
  discovery: PathMtuDiscovery | undefined;
}

export interface PathMtuDiscovery {
  /** Minutes after which what was learned is forgotten; undefined keeps it. */
  agingMinutes: number | undefined;
  /** What routers say lets no packet of the tunnel become smaller, in bytes. */
  least: number;
}

export interface Endpoints {
  local: number;
  remote: number;
}

/** What a tunnel needs of the router it is part of. */
export interface TunnelOwner {
  clock: Clock;
  isShutdown(): boolean;
  /** Whether the tunnel is up may have changed. */
  changed(): void;
  /** An identification for a packet that is made here. */
  packetOf(own: Originated, source: number): Ipv4Packet;
  /** The address of an interface that is up, or the address itself when one of ours that is up has it. */
  sourceAddress(source: NonNullable<TunnelSettings['source']>): number | undefined;
  /** Whether the router knows a way to the far end that does not lead back into this tunnel. */
  reaches(destination: number): boolean;
  send(packet: Originated): Unsent | undefined;
  /** What the way to an address lets through in one piece, as far as this router knows. */
  mtuTo(address: number): number;
  receive(packet: Ipv4Packet): void;
  dropped: () => unknown;
  protector: TunnelProtector;
  /** What finds the far ends of a tunnel that has many, if it is configured. */
  nextHops: () => TunnelNextHops | undefined;
}

/** NHRP as a tunnel sees it. */
export interface TunnelNextHops {
  /** The outer addresses that a packet for a next hop goes to. */
  targetsOf(nextHop: number): readonly number[];
  /** @param from the outer address that a message came from */
  receive(from: number, message: Uint8Array): void;
  /** Everybody it has to do with, outside; who is called is spoken to without waiting for a packet. */
  readonly peers: readonly { nbma: number; isCalled: boolean }[];
}

/** IPsec as a tunnel sees it. */
export interface TunnelProtector {
  /** Whether there is a pair of security associations for this tunnel. */
  isProtected(): boolean;
  /** Encrypts and sends; `transport` tells which packet would otherwise have been sent. */
  protect(packet: Originated & { source: number }): void;
  /** Encrypts a whole packet in tunnel mode and sends it to the far end. */
  protectWhole(packet: Ipv4Packet): void;
  /** How many bytes of packet fit one outer packet of this size, with the algorithms in use. */
  roomIn(outerMtu: number): number;
}

const outerMtu = 1500;
const greHeaderLength = 4;
/** What GRE calls NHRP (IANA, EtherTypes). */
const nhrpProtocolType = 0x2001;
/** Internetwork control (RFC 791). */
const controlPrecedence = 0xc0;

export class Tunnel implements Carrier {
  readonly kind = 'tunnel';
  readonly countsFrames = false;
  readonly settings: TunnelSettings = {
    source: undefined,
    destination: undefined,
    mode: 'gre-ip',
    protection: undefined,
    isProtectionShared: false,
    key: undefined,
    checksummed: false,
    vrf: undefined,
    timeToLive: 255,
    discovery: undefined,
  };

  /** Where it was made for a peer behind a translation: the UDP port that tells the peer from others there. */
  peerPort: number | undefined;

  /** In bytes of the packets in the tunnel, while it discovers it. */
  readonly pathMtu = new PathMtu();

  readonly keepalive: GreKeepalive;

  constructor(private readonly owner: TunnelOwner) {
    this.keepalive = new GreKeepalive({
      clock: owner.clock,
      canSend: () => this.endpoints !== undefined && this.canSend && !owner.isShutdown(),
      send: () => this.#sendKeepalive(),
      changed: () => owner.changed(),
    });
  }

  /** While it is disabled because its own destination was reached through it. */
  isSuspended = false;

  /** Whether its source is being asked for: a tunnel that comes from itself, or from one that does, has none. */
  #isAsked = false;

  /** The address that the source stands for, while it is one of ours and up. */
  get localAddress(): number | undefined {
    const { source } = this.settings;
    if (!source || this.#isAsked) return undefined;
    this.#isAsked = true;
    const address = this.owner.sourceAddress(source);
    this.#isAsked = false;
    return address;
  }

  get isMultipoint(): boolean {
    return this.settings.mode === 'gre-multipoint';
  }

  get isGre(): boolean {
    return this.settings.mode !== 'ipsec-ipv4';
  }

  /** Of a tunnel with many ends: whom it has to do with. */
  get peers(): TunnelNextHops['peers'] {
    return this.owner.nextHops()?.peers ?? [];
  }

  /** Both ends, when they are configured and the near one is an address of ours that is up. */
  get endpoints(): Endpoints | undefined {
    if (this.isMultipoint) return undefined;
    const { destination } = this.settings;
    const local = this.localAddress;
    return local === undefined || destination === undefined ? undefined : { local, remote: destination };
  }

  isBetween(local: number, remote: number): boolean {
    const { endpoints } = this;
    return endpoints?.local === local && endpoints.remote === remote;
  }

  /** Whether packets could leave: IPsec may then negotiate, and a GRE tunnel is up. */
  get canSend(): boolean {
    const { endpoints } = this;
    if (this.isMultipoint) return this.localAddress !== undefined;
    return endpoints !== undefined && this.owner.reaches(endpoints.remote);
  }

  isUp(): boolean {
    if (this.isSuspended || !this.canSend || this.keepalive.isDead) return false;
    return this.isGre || (this.settings.protection !== undefined && this.owner.protector.isProtected());
  }

  ipMtu(): number {
    if (this.settings.mode === 'ipsec-ipv4') return this.owner.protector.roomIn(outerMtu);
    // IOS keeps 1476 on a GRE tunnel whether or not it is protected: what no longer fits is cut after encryption.
    return outerMtu - this.countedHeader();
  }

  /** IOS counts a packet of 100 bytes in GRE as 124 (consoles with `show interfaces` before and after five pings). */
  countedHeader(): number {
    const { mode, key, checksummed } = this.settings;
    if (mode === 'ipsec-ipv4') return 0;
    return ipv4HeaderLength + greHeaderLength + (key === undefined ? 0 : 4) + (checksummed ? 4 : 0);
  }

  transmit(packet: Ipv4Packet, nextHop: number): void {
    const ways = this.isUp() ? this.#waysTo(nextHop) : [];
    if (ways.length === 0) this.owner.dropped();
    else if (this.settings.mode === 'ipsec-ipv4') this.owner.protector.protectWhole(packet);
    else for (const ends of ways) this.#sendGre(ends, this.#greOf(packet));
  }

  /** None where a next hop is not known, or is said to be where only this tunnel leads to. */
  #waysTo(nextHop: number): Endpoints[] {
    const { endpoints, localAddress: local } = this;
    if (endpoints) return [endpoints];
    const targets = this.isMultipoint && local !== undefined ? (this.owner.nextHops()?.targetsOf(nextHop) ?? []) : [];
    return targets.flatMap((remote) => (local !== undefined && this.owner.reaches(remote) ? [{ local, remote }] : []));
  }

  /** A message of NHRP to an outer address. */
  sendNhrp(remote: number, message: Uint8Array): void {
    const { localAddress: local } = this;
    if (local === undefined || !this.isUp() || !this.owner.reaches(remote)) return;
    this.#sendGre({ local, remote }, this.#wrapped(nhrpProtocolType, message, controlPrecedence));
  }

  #sendGre({ local, remote }: Endpoints, gre: Omit<Originated, 'destination'>): void {
    const outer = { source: local, destination: remote, vrf: this.settings.vrf, ...gre };
    if (this.settings.protection !== undefined) this.owner.protector.protect(outer);
    else if (this.owner.send(outer) === 'too-big') this.heedTooLarge(this.owner.mtuTo(remote));
  }

  /** GRE of this tunnel may be as large as `bytes` and no larger: by a router on the way, or by what seals it here. */
  heedTooLarge(bytes: number): void {
    const { discovery } = this.settings;
    if (!discovery) return;
    const learned = Math.max(discovery.least, bytes - this.countedHeader());
    if (learned < this.ipMtu()) this.pathMtu.learn(this.owner.clock, learned, discovery.agingMinutes);
  }

  /** What is in it is a packet of the far end to this one, with nothing in GRE. */
  #sendKeepalive(): void {
    const { endpoints, settings } = this;
    if (!endpoints || !this.isGre) return;
    const { checksummed, key } = settings;
    const payload = emitGre({ protocolType: 0, checksummed, key, sequence: undefined, payload: new Uint8Array(0) });
    const answer = { protocol: ipProtocols.gre, destination: endpoints.local, payload };
    this.#sendGre(endpoints, this.#greOf(this.owner.packetOf(answer, endpoints.remote)));
  }

  /** A GRE packet from a far end. False when it is not for this tunnel after all: another key. */
  receiveGre(payload: Uint8Array, from: number): boolean {
    const gre = parseGre(payload);
    if (isMalformed(gre) || gre.key !== this.settings.key) return false;
    if (gre.protocolType === 0) this.keepalive.answered();
    if (gre.protocolType === nhrpProtocolType) this.owner.nextHops()?.receive(from, gre.payload);
    const inner = gre.protocolType === etherTypes.ipv4 ? parseIpv4Packet(gre.payload) : undefined;
    if (inner && !isMalformed(inner)) this.receiveInner(inner);
    return true;
  }

  /** The packet that was inside, whatever it was inside of. */
  receiveInner(packet: Ipv4Packet): void {
    this.owner.receive(packet);
  }

  #greOf(packet: Ipv4Packet): Omit<Originated, 'destination'> {
    // The type of service is copied to the outer header, so that the network can tell the packets apart (RFC 2983).
    const outer = this.#wrapped(etherTypes.ipv4, emitIpv4Packet(packet), packet.typeOfService);
    return { ...outer, dontFragment: this.settings.discovery !== undefined && packet.dontFragment };
  }

  #wrapped(protocolType: number, inner: Uint8Array, typeOfService: number): Omit<Originated, 'destination'> {
    const { checksummed, key, timeToLive } = this.settings;
    const payload = emitGre({ protocolType, checksummed, key, sequence: undefined, payload: inner });
    return { protocol: ipProtocols.gre, payload, timeToLive, typeOfService };
  }
}
