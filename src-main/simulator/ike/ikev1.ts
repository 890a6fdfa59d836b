/**
 * IKE version 1 (RFC 2409) of one router, without sockets or timers of its own: main and aggressive mode with pre-shared
 * keys, RSA signatures and RSA encryption; quick mode with and without perfect forward secrecy for ESP, AH and both;
 * NAT traversal, dead peer detection, extended authentication and mode config, fragments, retransmission, renewal of phase 1 before
 * its lifetime ends. Renewal of a pair is asked for by IPsec. Not here: DSS and ECDSA signatures, the revised mode of
 * RSA encryption (RFC 2409 section 5.3), new group mode, IP compression, identities of IPv6.
 */
import { isMalformed, type Malformed } from '../wire/malformed.ts';
import { parseIsakmp, type IsakmpMessage } from '../wire/isakmp/message.ts';
import { udpPorts } from '../wire/udp.ts';
import { plainPorts } from './association.ts';
import type { ChildRequest, IkeEnvironment, UdpPorts } from './environment.ts';
import { isFragment, Reassembly } from './fragments.ts';
import type { IsakmpSa } from './isakmp-sa.ts';
import { Peer } from './peer.ts';

interface Way {
  local: number;
  remote: number;
  ports: UdpPorts;
}

export class Ikev1 {
  /** By the peer's address: behind a NAT several may share one. */
  readonly #peers = new Map<number, readonly Peer[]>();
  readonly #reassembly = new Reassembly();
  #lastSerial = 0;
  #lastConnectionId = 1000;

  constructor(private readonly env: IkeEnvironment) {}

  /** For show commands, the oldest first; those just deleted are among them. */
  get associations(): readonly IsakmpSa[] {
    const all = this.#allPeers.flatMap((peer) => peer.associations);
    return all.sort((a, b) => a.handle - b.handle);
  }

  /** The one with this number, if it is still there. */
  association(connectionId: number): IsakmpSa | undefined {
    for (const peers of this.#peers.values())
      for (const peer of peers) {
        const found = peer.associations.find((one) => one.connectionId === connectionId);
        if (found) return found;
      }
    return undefined;
  }

  /** Negotiates what is asked for, or lets it wait for the association that is being made. Asking again does no harm. */
  request(child: ChildRequest): void {
    const { local, remote, remotePort } = child;
    const known = this.#peersAt(local, remote);
    const owner =
      known.find((peer) => remotePort !== undefined && peer.isAt(remotePort)) ??
      known.find((peer) => peer.isReady(child)) ??
      known[0];
    this.#with(owner ?? this.#newPeer(local, remote), (peer) => peer.request(child));
  }

  /** Makes an association where there is none: what it is for will be known when the peer has said it. */
  connect(local: number, remote: number): void {
    const peer = this.#peersAt(local, remote)[0] ?? this.#newPeer(local, remote);
    this.#with(peer, (one) => one.connect());
  }

  /**
   * A datagram for UDP port 500, or for port 4500 without its marker: any bytes, and nothing is thrown.
   * @param ports to which and from which it came
   */
  receive(local: number, remote: number, datagram: Uint8Array, ports: UdpPorts = plainPorts): void {
    const message = parseIsakmp(datagram);
    if (isMalformed(message) || !isFragment(message) || !this.#isPutTogether)
      return this.#receiveWhole({ local, remote, ports }, message, datagram);
    const whole = this.#reassembly.add(remote, message);
    if (whole) this.#receiveWhole({ local, remote, ports }, parseIsakmp(whole), whole);
  }

  get #isPutTogether(): boolean {
    return (this.env.settings?.().fragmentation ?? 'no') !== 'no';
  }

  #receiveWhole({ local, remote, ports }: Way, message: IsakmpMessage | Malformed, datagram: Uint8Array): void {
    if (isMalformed(message) || message.version >>> 4 !== 1) {
      const nextPayload = isMalformed(message) ? 0 : message.nextPayload;
      this.env.trace({ kind: 'bad-message', connectionId: 0, local, remote, nextPayload, attempt: 1 });
      return;
    }
    const known = this.#peersAt(local, remote);
    const owner = known.find((peer) => peer.knows(message)) ?? known.find((peer) => peer.isAt(ports.remote));
    this.#with(owner ?? this.#newPeer(local, remote, ports.remote), (peer) => peer.receive(message, datagram, ports));
  }

  /** What is received with this SPI comes from another port now. */
  follow(local: number, remote: number, inboundSpi: number, ports: UdpPorts): void {
    const peer = this.#peersAt(local, remote).find((one) => one.receivesWith(inboundSpi));
    peer?.follow(ports);
  }

  /** Tells the peer that we no longer receive with this SPI, if there is an association to tell it with. */
  deleteChild(local: number, remote: number, inboundSpi: number): void {
    const known = this.#peersAt(local, remote);
    const owner = known.find((peer) => peer.receivesWith(inboundSpi)) ?? known[0];
    this.#with(owner ?? this.#newPeer(local, remote), (peer) => peer.deleteChild(inboundSpi));
  }

  /**
   * ESP or AH has come with an SPI that nobody receives with: the peer is told over the association with it; without one
   * a new one is made, whose INITIAL-CONTACT says the same, when `crypto isakmp invalid-spi-recovery` is configured.
   * @param protocol 3 for ESP, 2 for AH
   */
  reportInvalidSpi(local: number, remote: number, protocol: number, spi: number): void {
    const peer = this.#peersAt(local, remote)[0] ?? this.#newPeer(local, remote);
    this.#with(peer, (one) => one.reportInvalidSpi(protocol, spi));
  }

  /** Deletes associations, the peers are told. Security associations of IPsec stay. */
  clear(isMeant: (association: IsakmpSa) => boolean = () => true): void {
    for (const peer of this.#allPeers) {
      const meant = peer.associations.filter((association) => !association.isDeleted && isMeant(association));
      for (const association of meant) peer.dismiss(association, 'cleared');
    }
  }

  get #allPeers(): Peer[] {
    return [...this.#peers.values()].flat();
  }

  #peersAt(local: number, remote: number): readonly Peer[] {
    return this.#peers.get(remote)?.filter((peer) => peer.local === local) ?? [];
  }

  #with(peer: Peer, run: (peer: Peer) => void): void {
    const known = this.#peers.get(peer.remote) ?? [];
    if (!known.includes(peer)) this.#peers.set(peer.remote, [...known, peer]);
    run(peer);
    if (peer.isEmpty) this.#forget(peer);
  }

  #forget(peer: Peer): void {
    const others = (this.#peers.get(peer.remote) ?? []).filter((one) => one !== peer);
    if (others.length > 0) this.#peers.set(peer.remote, others);
    else this.#peers.delete(peer.remote);
  }

  #newPeer(local: number, remote: number, port: number = udpPorts.isakmp): Peer {
    const ends = { local, remote, port };
    return new Peer(ends, {
      env: this.env,
      nextSerial: () => ++this.#lastSerial,
      nextConnectionId: () => this.env.nextConnectionId?.() ?? ++this.#lastConnectionId,
      forgotten: (peer) => this.#forget(peer),
    });
  }
}
