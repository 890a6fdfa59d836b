/**
 * IKE version 1 (RFC 2409) of one router, without sockets or timers of its own: main mode with pre-shared keys, quick
 * mode with and without perfect forward secrecy, informational exchanges, retransmission, lifetimes, INITIAL-CONTACT,
 * answers to dead peer detection. Not here: aggressive mode, certificates, NAT traversal (it would be one more task of
 * main mode's second round, and a port in the environment), XAUTH and mode-config, renewal before a lifetime ends.
 */
import { isMalformed } from '../wire/malformed.ts';
import { parseIsakmp } from '../wire/isakmp/message.ts';
import type { ChildRequest, IkeEnvironment } from './environment.ts';
import type { IsakmpSa } from './isakmp-sa.ts';
import { Peer } from './peer.ts';

/** Releases from 12.4T on number the associations of software encryption from 1001 (seed 000 shows 1002). */
const firstConnectionId = 1001;

export class Ikev1 {
  readonly #peers = new Map<string, Peer>();
  #lastSerial = 0;
  #lastConnectionId = firstConnectionId - 1;

  constructor(private readonly env: IkeEnvironment) {}

  /** For show commands, the oldest first; those just deleted are among them. */
  get associations(): readonly IsakmpSa[] {
    const all = [...this.#peers.values()].flatMap((peer) => peer.associations);
    return all.sort((a, b) => a.handle - b.handle);
  }

  /** Negotiates what is asked for, or lets it wait for the association that is being made. Asking again does no harm. */
  request(child: ChildRequest): void {
    this.#with(child.local, child.remote, (peer) => peer.request(child));
  }

  /** A datagram for UDP port 500: any bytes, and nothing is thrown. */
  receive(local: number, remote: number, datagram: Uint8Array): void {
    const message = parseIsakmp(datagram);
    if (isMalformed(message) || message.version >>> 4 !== 1) {
      const nextPayload = isMalformed(message) ? 0 : message.nextPayload;
      this.env.trace({ kind: 'bad-message', connectionId: 0, local, remote, nextPayload, attempt: 1 });
      return;
    }
    this.#with(local, remote, (peer) => peer.receive(message, datagram));
  }

  /** Tells the peer that we no longer receive with this SPI, if there is an association to tell it with. */
  deleteChild(local: number, remote: number, inboundSpi: number): void {
    this.#with(local, remote, (peer) => peer.deleteChild(inboundSpi));
  }

  /** Deletes associations, the peers are told. Security associations of IPsec stay. */
  clear(isMeant: (association: IsakmpSa) => boolean = () => true): void {
    for (const peer of [...this.#peers.values()]) {
      const meant = peer.associations.filter((association) => !association.isDeleted && isMeant(association));
      for (const association of meant) peer.dismiss(association, 'cleared');
    }
  }

  #with(local: number, remote: number, run: (peer: Peer) => void): void {
    const key = `${local} ${remote}`;
    const peer = this.#peers.get(key) ?? this.#newPeer(local, remote, key);
    this.#peers.set(key, peer);
    run(peer);
    if (peer.isEmpty) this.#peers.delete(key);
  }

  #newPeer(local: number, remote: number, key: string): Peer {
    return new Peer(local, remote, {
      env: this.env,
      nextSerial: () => ++this.#lastSerial,
      nextConnectionId: () => ++this.#lastConnectionId,
      forgotten: () => this.#peers.delete(key),
    });
  }
}
