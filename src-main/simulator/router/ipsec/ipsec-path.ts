/** The way of packets through IPsec: which associations seal a packet, which ones open it, and what is refused. */
import type { Clock } from '../../../base/clock.ts';
import type { UdpPorts } from '../../ike/environment.ts';
import { parseAh } from '../../wire/ah.ts';
import { parseEsp, type EspPlaintext } from '../../wire/esp.ts';
import { unreachableCodes } from '../../wire/icmp.ts';
import { emitIpv4Packet, ipProtocols, parseIpv4Packet, type Ipv4Packet } from '../../wire/ipv4.ts';
import { isMalformed } from '../../wire/malformed.ts';
import { Complaints } from './complaints.ts';
import type { CryptoConfiguration } from './crypto-configuration.ts';
import type { RouterEvent } from '../events.ts';
import { fragment, lengthOf } from '../fragmentation.ts';
import { insideVrfOfFlow } from './inside-vrf.ts';
import { InboundAssociations, type Inbound } from './inbound-associations.ts';
import type { Ipv4Stack } from '../ipv4-stack.ts';
import type { ProtectedFlow } from './protected-flow.ts';
import type { SaPair } from './sa-pair.ts';
import { opened, roomIn, roomInTransport, sealed, type Refusal } from './sealing.ts';
import { coversIncoming } from './selectors.ts';

export interface PathOwner {
  clock: Clock;
  stack: Ipv4Stack;
  crypto: CryptoConfiguration;
  /** Whether an access list permits a packet; counted, and logged when the entry says so. */
  permits: (list: string, packet: Ipv4Packet) => boolean;
  /** What the way to an address lets through in one piece, as far as this router knows. */
  mtuTo: (address: number, vrf: string | undefined) => number;
  notify: (event: RouterEvent) => void;
  /** GRE that is not for the tunnel of its flow: it may be for one that shares its protection. */
  receiveShared: (flow: ProtectedFlow, packet: Ipv4Packet) => void;
}

export interface PathListener {
  /** A packet for an association that we do not have. */
  unknownSpi(packet: Ipv4Packet, spi: number): void;
  /** A pair has carried a packet. */
  used(flow: ProtectedFlow, pair: SaPair): void;
  /** A genuine packet has come from elsewhere than those before. */
  moved(flow: ProtectedFlow, pair: SaPair, ports: UdpPorts): void;
}

const unopenedCounters = { 'mac-error': 'verifyFailed', replay: 'replayFailed', malformed: 'malformed' } as const;

export class IpsecPath {
  readonly complaints: Complaints;
  readonly inbound: InboundAssociations;

  constructor(
    private readonly owner: PathOwner,
    private readonly listener: PathListener,
  ) {
    this.complaints = new Complaints(owner.clock, owner.notify);
    this.inbound = new InboundAssociations(owner.clock, ({ packet, ports }) => {
      if (packet.protocol === ipProtocols.ah) this.receiveAh(packet);
      else this.receiveEsp(packet, ports);
    });
  }

  /** Protects a packet, in the mode that was negotiated. It is lost while there is no association. */
  protect(flow: ProtectedFlow | undefined, packet: Ipv4Packet): void {
    const pair = flow?.current;
    if (!flow) return;
    if (!pair) flow.counters.sendErrors++;
    else if (!this.#mayLeave(flow, packet)) return;
    else if (pair.child.proposal.mode === 'transport') this.#sendTransport(flow, pair, packet);
    else for (const piece of this.#cut(flow, pair, packet)) this.#send(flow, pair, this.#outerOf(flow, piece));
  }

  /** How large a packet may be so that, sealed in tunnel mode, it fits an outer packet of `outerMtu` bytes. */
  roomIn(flow: ProtectedFlow | undefined, outerMtu: number): number {
    return flow?.current ? roomIn(flow.current, outerMtu) : outerMtu;
  }

  receiveAh(packet: Ipv4Packet): void {
    const ah = parseAh(packet.payload);
    if (!isMalformed(ah)) this.#receive(packet, ah.spi, this.inbound.ofAh(ah.spi));
  }

  /** @param ports where it came in UDP */
  receiveEsp(packet: Ipv4Packet, ports?: UdpPorts): void {
    const esp = parseEsp(packet.payload);
    if (isMalformed(esp)) return;
    const found = this.inbound.ofEsp(esp.spi);
    // What has been agreed to be in AH as well is not taken without it.
    this.#receive(packet, esp.spi, found?.pair.ah ? undefined : found, ports);
  }

  /** What comes with this SPI will come from another port. */
  follow(spi: number, ports: UdpPorts): void {
    const found = this.inbound.ofEsp(spi);
    if (found && isElsewhere(found.pair, ports)) this.#follow(found.flow, found.pair, ports);
  }

  #receive(packet: Ipv4Packet, spi: number, found: Inbound | undefined, ports?: UdpPorts): void {
    const { source, destination, protocol } = packet;
    if (!found || found.flow.local !== destination) {
      if (!found && this.inbound.hold(spi, { packet, ports })) return undefined;
      const isNew = this.complaints.make({ kind: 'invalid-spi', local: destination, remote: source, protocol, spi });
      return isNew ? this.listener.unknownSpi(packet, spi) : undefined;
    }
    const { flow, pair } = found;
    const plaintext = opened(pair, packet);
    if ('why' in plaintext) return this.#noteRefused(flow, plaintext);
    const { counters } = flow;
    counters.decaps++;
    counters.decrypt++;
    counters.verify++;
    pair.receivedAt = this.owner.clock.now();
    // A NAT may forget a mapping and make another: the peer is where its last genuine packet came from (RFC 3947 4).
    if (ports && isElsewhere(pair, ports)) this.#follow(flow, pair, ports);
    this.#deliver(flow, pair, { packet, plaintext });
    this.listener.used(flow, pair);
  }

  #follow(flow: ProtectedFlow, pair: SaPair, ports: UdpPorts): void {
    pair.encapsulation = ports;
    if (flow.tunnel && flow.of.isAutomatic) flow.tunnel.peerPort = ports.remote;
    this.listener.moved(flow, pair, ports);
  }

  #deliver(
    flow: ProtectedFlow,
    { child }: SaPair,
    { packet, plaintext }: { packet: Ipv4Packet; plaintext: EspPlaintext },
  ): void {
    const inner = child.proposal.mode === 'transport' ? innerOfTransport(packet, plaintext) : innerOfTunnel(plaintext);
    if (!inner) return;
    const { tunnel } = flow;
    if (!tunnel) this.#takeIn(flow, inner);
    else if (tunnel.settings.mode === 'ipsec-ipv4') tunnel.receiveInner(inner);
    else if (inner.protocol === ipProtocols.gre && !tunnel.receiveGre(inner.payload, flow.remote))
      this.owner.receiveShared(flow, inner);
  }

  /** A packet goes on as if it had come by the interface with the crypto map (RFC 4301 section 5.2). */
  #takeIn(flow: ProtectedFlow, inner: Ipv4Packet): void {
    const { origin, counters, local, remote, localSelector, remoteSelector } = flow;
    if (!coversIncoming(flow, inner)) {
      counters.receiveErrors++;
      counters.identityFailed++;
      const { source, destination, protocol } = inner;
      const selectors = { localSelector, remoteSelector };
      this.complaints.make({
        kind: 'invalid-identity',
        local,
        remote,
        source,
        destination,
        protocol,
        selectors,
      });
      return;
    }
    const list = origin.kind === 'map' ? origin.policy.accessGroup.in : undefined;
    if (this.#permits(list, inner))
      this.owner.stack.receiveInner(inner, flow.of, insideVrfOfFlow(this.owner.crypto, flow));
  }

  /** `set ip access-group NAME out` is asked before a packet is protected. */
  #mayLeave({ origin }: ProtectedFlow, packet: Ipv4Packet): boolean {
    return origin.kind !== 'map' || this.#permits(origin.policy.accessGroup.out, packet);
  }

  #permits(list: string | undefined, packet: Ipv4Packet): boolean {
    return list === undefined || this.owner.permits(list, packet);
  }

  /**
   * Pieces that fit after they are sealed: IOS cuts before encryption, so that the other end does not have to put ESP
   * together again (`crypto ipsec fragmentation before-encryption`, the default). GRE is cut after it.
   */
  #cut(flow: ProtectedFlow, pair: SaPair, packet: Ipv4Packet): Ipv4Packet[] {
    const nextHopMtu = roomIn(pair, this.#outerMtuOf(flow));
    if (lengthOf(packet) <= nextHopMtu) return [packet];
    if (packet.dontFragment && this.#dfBitOf(flow) !== 'clear') {
      this.#refuseSize(flow, packet, nextHopMtu);
      return [];
    }
    const isBefore = !flow.tunnel?.isGre && (flow.of.isFragmentedBefore ?? this.owner.crypto.isFragmentedBefore);
    return isBefore ? fragment({ ...packet, dontFragment: false }, nextHopMtu) : [packet];
  }

  /** The header stays: what may not be cut, and would be too large in the end, does not leave. */
  #sendTransport(flow: ProtectedFlow, pair: SaPair, packet: Ipv4Packet): void {
    const room = packet.dontFragment ? roomInTransport(pair, this.#outerMtuOf(flow)) : Infinity;
    if (lengthOf(packet) > room) this.#refuseSize(flow, packet, room);
    else this.#send(flow, pair, packet);
  }

  #outerMtuOf({ remote, frontDoor, pathMtu }: ProtectedFlow): number {
    return Math.min(this.owner.mtuTo(remote, frontDoor), pathMtu.bytes ?? Infinity);
  }

  #dfBitOf(flow: ProtectedFlow): CryptoConfiguration['dfBit'] {
    return flow.of.dfBit ?? this.owner.crypto.dfBit;
  }

  /** Its sender is told; of GRE that is the tunnel here, which then tells the senders of what is in it. */
  #refuseSize({ tunnel }: ProtectedFlow, packet: Ipv4Packet, nextHopMtu: number): void {
    if (tunnel?.isGre) tunnel.heedTooLarge(nextHopMtu);
    else
      this.owner.stack.complain(packet, {
        kind: 'unreachable',
        code: unreachableCodes.fragmentationNeeded,
        nextHopMtu,
      });
  }

  #outerOf(flow: ProtectedFlow, inner: Ipv4Packet): Ipv4Packet {
    const { local, remote } = flow;
    const dfBit = this.#dfBitOf(flow);
    const { typeOfService } = inner;
    const dontFragment = dfBit === 'copy' ? inner.dontFragment : dfBit === 'set';
    const payload = emitIpv4Packet(inner);
    const own = { protocol: ipProtocols.ipv4, destination: remote, payload, typeOfService, dontFragment };
    return this.owner.stack.packetOf(own, local);
  }

  #send(flow: ProtectedFlow, pair: SaPair, packet: Ipv4Packet): void {
    const { counters } = flow;
    counters.encaps++;
    counters.encrypt++;
    counters.digest++;
    pair.sentAt = this.owner.clock.now();
    this.owner.stack.dispatch(sealed(pair, packet), flow.frontDoor);
    this.listener.used(flow, pair);
  }

  #noteRefused(flow: ProtectedFlow, { association, why, sequence }: Refusal): void {
    flow.counters.receiveErrors++;
    flow.counters[unopenedCounters[why]]++;
    association.usage.refused[why]++;
    const { connectionId } = association;
    if (why === 'mac-error') this.complaints.make({ kind: 'mac-error', connectionId });
    if (why === 'replay') this.complaints.make({ kind: 'replay-error', connectionId, sequence });
  }
}

const isElsewhere = ({ encapsulation }: SaPair, { remote }: UdpPorts): boolean =>
  encapsulation !== undefined && encapsulation.remote !== remote;

function innerOfTransport(packet: Ipv4Packet, { payload, nextHeader }: EspPlaintext): Ipv4Packet {
  return { ...packet, protocol: nextHeader, payload };
}

function innerOfTunnel({ payload, nextHeader }: EspPlaintext): Ipv4Packet | undefined {
  const inner = nextHeader === ipProtocols.ipv4 ? parseIpv4Packet(payload) : undefined;
  return inner && !isMalformed(inner) ? inner : undefined;
}
