/** An Ethernet port: frames on a cable, and ARP for the IPv4 packets in them. */
import { networkOf } from '../../base/address.ts';
import { u16 } from '../../base/bytes.ts';
import type { Clock } from '../../base/clock.ts';
import type { Plug } from '../network/link.ts';
import { emitArp, parseArp, type ArpPacket } from '../wire/arp.ts';
import { broadcastMac, emitEthernet, ethernetHeader, etherTypes, isSentTo } from '../wire/ethernet.ts';
import { emitIpv4Packet, parseIpv4Packet, type Ipv4Packet } from '../wire/ipv4.ts';
import { isMalformed } from '../wire/malformed.ts';
import { VlanTrunk, type VlanMembership } from './vlan-trunk.ts';
import { ArpCache } from './arp-cache.ts';
import type { Carrier, InterfaceAddress } from './interface.ts';

/** What the port needs of the interface and the router it is part of. */
export interface EthernetOwner {
  address(): InterfaceAddress | undefined;
  /** Every address it has, `address` first; that alone when left out. */
  addresses?(): readonly InterfaceAddress[];
  isShutdown(): boolean;
  receive(packet: Ipv4Packet): void;
  /** Whether the router would forward a packet to this address out of another interface: it then answers for it. */
  isReachedElsewhere(address: number): boolean;
  /** The Ethernet address that is configured for a neighbour, which need not be asked then. */
  macOf?(address: number): Uint8Array | undefined;
  dropped: () => unknown;
  /** A frame has come in or gone out. */
  counted(direction: 'in' | 'out', bytes: number, isBroadcast: boolean): void;
}

const noMac = new Uint8Array(6);
/** One request a second for one address, however many packets wait for it. */
const requestInterval = 1000;

export class EthernetPort implements Carrier {
  readonly kind = 'ethernet';
  readonly countsFrames = true;
  readonly arp: ArpCache;
  readonly #requested = new Map<number, number>();
  /** Of a VLAN: the port without which it carries nothing. */
  dependsOn: { readonly isUp: boolean } | undefined;
  #plug: Plug | undefined;
  #trunk: VlanTrunk | undefined;

  constructor(
    readonly mac: Uint8Array,
    private readonly clock: Clock,
    private readonly owner: () => EthernetOwner,
  ) {
    this.arp = new ArpCache(clock);
  }

  /** Connects a cable. */
  plugIn(plug: Plug): void {
    this.#plug = plug;
    plug.onFrame = (frame) => this.#receive(frame);
  }

  /** A plug for a VLAN of this port: what is sent there leaves here. */
  joinVlan(membership: VlanMembership): Plug {
    this.#trunk ??= new VlanTrunk((frame) => this.#put(frame));
    return this.#trunk.join(membership);
  }

  leaveVlan(id: number): void {
    this.#trunk?.leave(id);
  }

  /** Takes the cable out. */
  unplug(): void {
    this.#plug = undefined;
  }

  countedHeader(): number {
    return 0;
  }

  isUp(): boolean {
    return this.#plug !== undefined && (this.dependsOn?.isUp ?? true);
  }

  ipMtu(): number {
    return 1500;
  }

  /** As IOS does, a packet whose neighbour is not known yet is lost: the first ping of a pair shows it. */
  transmit(packet: Ipv4Packet, nextHop: number): void {
    const known = this.#macOf(nextHop);
    if (!known) this.request(nextHop);
    const destination = known ?? this.arp.revive(nextHop)?.mac;
    if (destination) this.#send(destination, etherTypes.ipv4, emitIpv4Packet(packet));
    else this.owner().dropped();
  }

  /** Says who has this address, as a port does that comes up (RFC 5227 section 3 calls it an announcement). */
  announce(): void {
    for (const { address } of this.#addresses()) this.#ask(address, address);
  }

  forgetNeighbours(): void {
    this.arp.clear();
    this.#requested.clear();
  }

  /** Forgets every neighbour, or one, and asks for each of them anew. */
  refreshNeighbours(only?: number): void {
    const own = this.owner().address();
    const known = this.arp.entries().flatMap(([address]) => ((only ?? address) === address ? [address] : []));
    for (const address of known) {
      this.arp.forget(address);
      this.#requested.delete(address);
      if (own) this.#ask(address, own.address);
    }
  }

  /** Neighbours that were asked for within this many milliseconds and have not answered. */
  unanswered(within: number): number[] {
    const isRecent = ([, time]: [number, number]): boolean => this.clock.now() - time < within;
    return [...this.#requested].filter(isRecent).flatMap(([address]) => (this.arp.find(address) ? [] : [address]));
  }

  #addresses(): readonly InterfaceAddress[] {
    const owner = this.owner();
    const own = owner.address();
    return owner.addresses?.() ?? (own ? [own] : []);
  }

  /** The address that shares a subnet with a neighbour. */
  #addressTowards(neighbour: number): InterfaceAddress | undefined {
    const isShared = ({ address, mask }: InterfaceAddress): boolean =>
      networkOf(address, mask) === networkOf(neighbour, mask);
    return this.#addresses().find(isShared);
  }

  #macOf(address: number): Uint8Array | undefined {
    const own = this.#addressTowards(address);
    const isBroadcast = own !== undefined && address === (own.address | ~own.mask) >>> 0;
    if (address >>> 28 === 0xe) return groupMac(address);
    if (isBroadcast || address === 0xffffffff) return broadcastMac;
    return this.owner().macOf?.(address) ?? this.arp.find(address)?.mac;
  }

  /** Whether packets to this neighbour can go out at once. */
  isKnown(address: number): boolean {
    return this.#macOf(address) !== undefined;
  }

  /** Asks who has this address, unless it was asked a moment ago. */
  request(target: number): void {
    const own = this.#addressTowards(target) ?? this.owner().address();
    const last = this.#requested.get(target);
    if (!own || (last !== undefined && this.clock.now() - last < requestInterval)) return;
    this.#requested.set(target, this.clock.now());
    this.#ask(target, own.address);
  }

  #ask(targetAddress: number, senderAddress: number): void {
    const request = { senderMac: this.mac, senderAddress, targetMac: noMac, targetAddress };
    this.#send(broadcastMac, etherTypes.arp, emitArp({ operation: 'request', ...request }));
  }

  #send(destination: Uint8Array, etherType: number, payload: Uint8Array): void {
    this.#put(emitEthernet({ destination, source: this.mac, etherType, payload }));
  }

  #put(frame: Uint8Array): void {
    if (this.owner().isShutdown() || !this.#plug) return;
    this.owner().counted('out', frame.length, (frame[0] ?? 0) === 0xff);
    this.#plug.send(frame);
  }

  #receive(bytes: Uint8Array): void {
    const owner = this.owner();
    if (bytes.length < ethernetHeader.length || owner.isShutdown()) return;
    const isOurs = isSentTo(bytes, this.mac);
    const isForMany = !isOurs && (isSentTo(bytes, broadcastMac) || isGroupMac(bytes));
    if (!isForMany && !isOurs) return;
    owner.counted('in', bytes.length, isForMany);
    if (!this.#trunk?.deliver(bytes)) this.#takeIn(bytes);
  }

  #takeIn(frame: Uint8Array): void {
    const etherType = u16(frame, ethernetHeader.type);
    if (etherType === etherTypes.ipv4) this.#receiveIpv4(frame.subarray(ethernetHeader.length));
    if (etherType === etherTypes.arp) this.#receiveArp(frame.subarray(ethernetHeader.length));
  }

  #receiveIpv4(bytes: Uint8Array): void {
    const packet = parseIpv4Packet(bytes);
    if (!isMalformed(packet)) this.owner().receive(packet);
  }

  #receiveArp(bytes: Uint8Array): void {
    const packet = parseArp(bytes);
    if (isMalformed(packet) || packet.senderAddress === 0) return;
    const own = this.#addressTowards(packet.targetAddress) ?? this.owner().address();
    if (!own) return;
    this.#learn(packet, own);
    if (packet.operation === 'request' && this.#answersFor(packet, own)) this.#reply(packet);
  }

  /** RFC 826: whoever asks us is learned; what others say of themselves only refreshes what is known. */
  #learn({ senderAddress, senderMac, targetAddress }: ArpPacket, own: InterfaceAddress): void {
    // A router that answers by proxy speaks for an address elsewhere, to those who asked for it.
    const isNeighbour = this.#addressTowards(senderAddress) !== undefined || this.#requested.has(senderAddress);
    const isOfInterest = targetAddress === own.address || this.arp.find(senderAddress) !== undefined;
    if (isNeighbour && isOfInterest) this.arp.learn(senderAddress, senderMac);
  }

  /** For its own address, and by proxy (RFC 1027, on by default in IOS) for what it reaches through other ports. */
  #answersFor({ targetAddress, senderAddress }: ArpPacket, own: InterfaceAddress): boolean {
    // An announcement is answered by whoever has the address too (RFC 5227 section 2.4).
    if (targetAddress === senderAddress) return targetAddress === own.address;
    return targetAddress === own.address || this.owner().isReachedElsewhere(targetAddress);
  }

  #reply(request: ArpPacket): void {
    const reply: ArpPacket = {
      operation: 'reply',
      senderMac: this.mac,
      senderAddress: request.targetAddress,
      targetMac: request.senderMac,
      targetAddress: request.senderAddress,
    };
    this.#send(request.senderMac, etherTypes.arp, emitArp(reply));
  }
}

/** The low 23 bits of the group, behind 01-00-5e (RFC 1112 section 6.4). */
function groupMac(group: number): Uint8Array {
  return Uint8Array.of(0x01, 0x00, 0x5e, (group >>> 16) & 0x7f, (group >>> 8) & 0xff, group & 0xff);
}

function isGroupMac(mac: Uint8Array): boolean {
  return mac[0] === 0x01 && mac[1] === 0x00 && mac[2] === 0x5e;
}
