/**
 * A way out for UDP alone, for programs on this machine that are no neighbours on a cable: an uplink leads to a small
 * address translator. It answers ARP for whatever is asked, and what is sent to an address that is published goes to a
 * program's port on loopback; each sender inside has a port of its own there, by which answers find back. So a router
 * meets a strongSwan as it would behind a NAT. A port outside may also be given to an address and port inside, as one
 * forwards ports on a translator: then the program can be the first to speak.
 */
import type { Stop } from '../../base/disposable.ts';
import { formatIpv4 } from '../../base/address.ts';
import type { LinkEnd } from '../../lab/topology.ts';
import type { Endpoint } from '../../devices/transport/tcp.ts';
import { openUdp, type UdpSocket } from '../../devices/transport/udp.ts';
import { fragment, Reassembly } from '../../simulator/router/fragmentation.ts';
import { uplinkName } from '../../simulator/topology/uplinks.ts';
import { emitArp, parseArp } from '../../simulator/wire/arp.ts';
import { emitEthernet, etherTypes, parseEthernet } from '../../simulator/wire/ethernet.ts';
import { emitIpv4Packet, ipProtocols, parseIpv4Packet, type Ipv4Packet } from '../../simulator/wire/ipv4.ts';
import { isMalformed } from '../../simulator/wire/malformed.ts';
import { emitUdp, parseUdp, type UdpDatagram } from '../../simulator/wire/udp.ts';
import type { BuiltinProvider } from './builtin-provider.ts';

/** An address and port inside, and the program that answers there. */
export interface Published {
  readonly address: number;
  readonly port: number;
  readonly program: Endpoint;
}

/** A port outside that stands for an address and port inside, in both directions. */
export interface Forwarded {
  readonly at: Endpoint;
  readonly address: number;
  readonly port: number;
}

export interface GatewayPlan {
  readonly published: readonly Published[];
  readonly forwarded?: readonly Forwarded[];
}

const loopback = '127.0.0.1';
const broadcast = new Uint8Array(6).fill(0xff);
const ownMac = Uint8Array.of(0x02, 0x71, 0x6d, 0x00, 0x00, 0x01);
const mtu = 1500;

interface Inside {
  readonly address: number;
  readonly port: number;
}

class UdpGateway {
  readonly #senders = new Map<string, Promise<UdpSocket | undefined>>();
  readonly #reassembly: Reassembly;
  #neighbour: Uint8Array | undefined;
  /** What came before it was known whom to bring it to: the last of it, as routers keep it. */
  #waiting: Ipv4Packet | undefined;
  #identification = 0;

  constructor(
    private readonly provider: BuiltinProvider,
    private readonly uplink: string,
    private readonly published: readonly Published[],
  ) {
    this.#reassembly = new Reassembly(provider.clock);
  }

  /** @throws Failure as `openUdp` */
  async forward({ at, ...inside }: Forwarded): Promise<void> {
    const socket = await openUdp(at, (bytes, from) => this.#passIn(bytes, from, inside));
    this.#senders.set(keyOf(inside), Promise.resolve(socket));
  }

  receive(bytes: Uint8Array): void {
    const frame = parseEthernet(bytes);
    if (isMalformed(frame)) return;
    if (frame.etherType === etherTypes.arp) this.#hearArp(frame.payload);
    if (frame.etherType !== etherTypes.ipv4) return;
    this.#meet(frame.source);
    const piece = parseIpv4Packet(frame.payload);
    const packet = isMalformed(piece) ? undefined : this.#reassembly.add(piece);
    if (packet?.protocol === ipProtocols.udp) this.#passOut(packet);
  }

  async close(): Promise<void> {
    for (const socket of await Promise.all(this.#senders.values())) socket?.close();
  }

  #meet(neighbour: Uint8Array): void {
    this.#neighbour = neighbour.slice();
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) this.#bringIn(waiting);
  }

  #hearArp(bytes: Uint8Array): void {
    const heard = parseArp(bytes);
    if (isMalformed(heard)) return;
    if (heard.operation === 'reply') return this.#meet(heard.senderMac);
    const { senderMac, senderAddress, targetAddress } = heard;
    // An announcement asks for nobody.
    if (senderAddress === targetAddress) return;
    const reply = {
      senderMac: ownMac,
      senderAddress: targetAddress,
      targetMac: senderMac,
      targetAddress: senderAddress,
    };
    this.#send(senderMac, etherTypes.arp, emitArp({ operation: 'reply', ...reply }));
  }

  #passOut(packet: Ipv4Packet): void {
    const datagram = parseUdp(packet.payload, packet);
    if (isMalformed(datagram)) return;
    const { address, port, program } = this.#publishedAt(packet.destination, datagram.destinationPort) ?? {};
    if (address === undefined || port === undefined || program === undefined) return;
    const from = { address: packet.source, port: datagram.sourcePort };
    const bytes = datagram.payload.slice();
    void this.#senderFor(from).then((socket) => socket?.send(bytes, program));
  }

  #publishedAt(address: number, port: number): Published | undefined {
    return this.published.find((one) => one.address === address && one.port === port);
  }

  /** A sender inside has one socket for all that it sends to; without a free port its datagrams are lost. */
  #senderFor(inside: Inside): Promise<UdpSocket | undefined> {
    const key = keyOf(inside);
    const known = this.#senders.get(key);
    if (known) return known;
    const heard = (bytes: Uint8Array, from: Endpoint): void => this.#passIn(bytes, from, inside);
    const opening = openUdp({ host: loopback, port: 0 }, heard).catch(() => undefined);
    this.#senders.set(key, opening);
    return opening;
  }

  #passIn(payload: Uint8Array, { host, port }: Endpoint, inside: Inside): void {
    const source = this.published.find(({ program }) => program.host === host && program.port === port);
    if (!source) return;
    const datagram = { sourcePort: source.port, destinationPort: inside.port, checksummed: true, payload };
    this.#bringIn(this.#packetOf(datagram, source.address, inside.address));
  }

  #bringIn(packet: Ipv4Packet): void {
    if (!this.#neighbour) {
      this.#waiting = packet;
      this.#ask(packet);
      return;
    }
    for (const piece of fragment(packet, mtu)) this.#send(this.#neighbour, etherTypes.ipv4, emitIpv4Packet(piece));
  }

  #ask({ source, destination }: Ipv4Packet): void {
    const sender = { senderMac: ownMac, senderAddress: source };
    const request = { ...sender, targetMac: new Uint8Array(6), targetAddress: destination };
    this.#send(broadcast, etherTypes.arp, emitArp({ operation: 'request', ...request }));
  }

  #packetOf(datagram: UdpDatagram, source: number, destination: number): Ipv4Packet {
    this.#identification = (this.#identification + 1) & 0xffff;
    return {
      typeOfService: 0,
      identification: this.#identification,
      dontFragment: false,
      moreFragments: false,
      fragmentOffset: 0,
      timeToLive: 64,
      protocol: ipProtocols.udp,
      source,
      destination,
      options: new Uint8Array(0),
      payload: emitUdp(datagram, { source, destination }),
    };
  }

  #send(destination: Uint8Array, etherType: number, payload: Uint8Array): void {
    this.provider.receive(this.uplink, emitEthernet({ destination, source: ownMac, etherType, payload }));
  }
}

const keyOf = ({ address, port }: Inside): string => `${formatIpv4(address)}:${port}`;

/** @throws Failure where the plan has no such uplink, and as `openUdp` */
export async function openGateway(provider: BuiltinProvider, end: LinkEnd, plan: GatewayPlan): Promise<Stop> {
  const name = uplinkName(end);
  const gateway = new UdpGateway(provider, name, plan.published);
  const stop = provider.onUplink(name, (frame) => gateway.receive(frame));
  const close = (): void => {
    stop();
    void gateway.close();
  };
  try {
    for (const one of plan.forwarded ?? []) await gateway.forward(one);
    return close;
  } catch (error) {
    close();
    throw error;
  }
}
