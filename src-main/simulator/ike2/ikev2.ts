/**
 * IKE version 2 (RFC 7296) of one router, without sockets or timers of its own: the exchanges that begin and
 * authenticate (pre-shared keys, RSA, ECDSA), children with narrowing, transport mode and forward secrecy, renewal of
 * both kinds with its collisions, deletions, dead peer detection, NAT traversal, cookies, fragments (RFC 7383). Not
 * here, and refused: EAP, MOBIKE, extended sequence numbers, IPComp, AH around ESP.
 */
import { equalBytes, hexOf } from '../../base/bytes.ts';
import type { UdpPorts } from '../ike/environment.ts';
import { exchanges, ikeFlags } from '../wire/ikev2/numbers.ts';
import { findPayload, parsePayloads, type Payload } from '../wire/ikev2/payloads.ts';
import { parseIsakmp, type IsakmpMessage } from '../wire/isakmp/message.ts';
import { isMalformed } from '../wire/malformed.ts';
import { newSpi, noSpi, type Association } from './association.ts';
import { Cookies } from './cookie.ts';
import type { Ikev2Environment } from './environment.ts';
import type { Ikev2ChildRequest } from './ipsec-side.ts';
import { emitClear } from './message.ts';
import { ikePorts } from './nat.ts';
import { findNotify, notify } from './notify.ts';
import { Peer } from './peer.ts';
import { policyFor, proposalsOfPolicy } from './profiles.ts';
import { judgeInit } from './sa-init.ts';
import type { Ikev2Sa } from './view.ts';

interface Datagram {
  local: number;
  remote: number;
  ports: UdpPorts;
  message: IsakmpMessage;
  bytes: Uint8Array;
}

export class Ikev2 {
  readonly #peers = new Map<string, Peer>();
  /** By our SPI. */
  readonly #associations = new Map<string, Association>();
  readonly #cookies: Cookies;
  #lastId = 0;

  constructor(private readonly env: Ikev2Environment) {
    this.#cookies = new Cookies(env.random.fork('cookies'));
  }

  /** For show commands, the oldest first; those that are being deleted are among them. */
  get associations(): readonly Ikev2Sa[] {
    const all = [...this.#associations.values()].filter(({ isListed }) => isListed);
    return all.sort((a, b) => a.id - b.id);
  }

  /** Negotiates what is asked for, or lets it wait for the association that is being made. Asking again does no harm. */
  request(child: Ikev2ChildRequest): void {
    this.#with(child.local, child.remote, (peer) => peer.request(child));
  }

  /** Negotiates a child in place of one that is there; without one it is a request like others. */
  rekeyChild(inboundSpi: number, request: Ikev2ChildRequest): void {
    this.#with(request.local, request.remote, (peer) => peer.renewChild(inboundSpi, request));
  }

  /** Negotiates a new association in place of the one with this number. */
  rekey(id: number): void {
    this.#each((peer) => {
      for (const association of peer.associations) if (association.id === id) peer.renew(association);
    });
  }

  /** Tells the peer that we no longer receive with this SPI. */
  deleteChild(local: number, remote: number, inboundSpi: number): void {
    this.#with(local, remote, (peer) => peer.deleteChild(inboundSpi));
  }

  /** What is received with this SPI comes from another port now. */
  follow(local: number, remote: number, inboundSpi: number, ports: UdpPorts): void {
    this.#with(local, remote, (peer) => peer.follow(inboundSpi, ports));
  }

  /**
   * Asks whether the peer is there, which has been sent something and has not answered (on-demand detection).
   * @param inboundSpi of the child that it was sent with
   */
  probe(local: number, remote: number, inboundSpi: number): void {
    this.#with(local, remote, (peer) => peer.probe(inboundSpi));
  }

  /** Deletes associations with their children; the peers are told. */
  clear(isMeant: (association: Ikev2Sa) => boolean = () => true): void {
    this.#each((peer) => {
      const meant = peer.associations.filter((association) => association.isLive && isMeant(association));
      for (const association of meant) peer.dismiss(association, 'cleared');
    });
  }

  /** A datagram for UDP port 500, or 4500 behind its marker: any bytes, and nothing is thrown. */
  receive(local: number, remote: number, bytes: Uint8Array, ports: UdpPorts = ikePorts): void {
    const message = parseIsakmp(bytes);
    if (isMalformed(message)) return this.env.trace({ kind: 'malformed', local, remote, reason: message.reason });
    const version = message.version >>> 4;
    const datagram = { local, remote, ports, message, bytes: bytes.subarray(0, 28 + message.body.length) };
    if (version !== 2) return this.#refuseVersion(datagram, version);
    const association = this.#associations.get(hexOf(ownSpi(message)));
    if (association?.remote === remote) return association.receive(message, datagram.bytes, ports);
    const isFirst = equalBytes(message.responderCookie, noSpi) && isRequestOfInitiator(message);
    if (isFirst && message.exchangeType === exchanges.IKE_SA_INIT) return this.#receiveFirst(datagram);
    const { initiatorCookie: initiatorSpi, responderCookie: responderSpi } = message;
    this.env.trace({ kind: 'unknown-spi', local, remote, initiatorSpi, responderSpi });
  }

  /** A higher version is told the highest that we have (section 2.5). */
  #refuseVersion(datagram: Datagram, version: number): void {
    const { local, remote, message } = datagram;
    this.env.trace({ kind: 'version', local, remote, version });
    if (version > 2 && isRequestOfInitiator(message)) this.#reply(datagram, [notify('INVALID_MAJOR_VERSION')]);
  }

  #receiveFirst(datagram: Datagram): void {
    const { env } = this;
    const { local, remote, ports, message, bytes } = datagram;
    const chain = parsePayloads(message.nextPayload, message.body);
    if (isMalformed(chain)) return env.trace({ kind: 'malformed', local, remote, reason: chain.reason });
    const { payloads } = chain;
    const about = { exchange: message.exchangeType, isRequest: true, messageId: message.messageId };
    const initiatorSpi = message.initiatorCookie.slice();
    env.trace({ kind: 'received-first', local, remote, ports, initiatorSpi, payloads, ...about });
    if (!this.#hasCookie(datagram, payloads)) return;
    const { configuration } = env;
    const own = proposalsOfPolicy(configuration, policyFor(configuration, local, env.frontDoor));
    const judgement = judgeInit(env, { local, remote, own, payloads });
    if (!judgement) return env.trace({ kind: 'malformed', local, remote, reason: 'a payload is missing' });
    if (judgement.kind === 'refused') return this.#reply(datagram, [judgement.notify]);
    const first = { payloads, datagram: bytes, accepted: judgement };
    this.#with(local, remote, (peer) => peer.receiveFirst({ local, remote, ports, initiatorSpi }, first));
  }

  /** Once there are many half-open associations, a peer must show that it receives what is sent to its address. */
  #hasCookie(datagram: Datagram, payloads: readonly Payload[]): boolean {
    const { local, remote, message } = datagram;
    const { cookieChallenge } = this.env.configuration;
    if (cookieChallenge === undefined || this.#halfOpen < cookieChallenge) return true;
    const nonce = findPayload(payloads, 'nonce')?.data ?? new Uint8Array();
    const given = findNotify(payloads, 'COOKIE')?.data;
    const cookie = this.#cookies.for(remote, message.initiatorCookie, nonce);
    if (given && hexOf(given) === hexOf(cookie)) return true;
    this.env.trace({ kind: 'cookie', local, remote, isOurs: true });
    this.#reply(datagram, [notify('COOKIE', cookie)]);
    return false;
  }

  get #halfOpen(): number {
    return [...this.#associations.values()].filter(({ status }) => status === 'IN-NEG').length;
  }

  /** An answer that nothing is kept of. */
  #reply({ local, remote, ports, message }: Datagram, payloads: readonly Payload[]): void {
    const { exchangeType: exchange, messageId } = message;
    const initiatorSpi = message.initiatorCookie.slice();
    const head = { initiatorSpi, responderSpi: noSpi, exchange, flags: ikeFlags.response, messageId };
    const about = { exchange, isRequest: false, messageId };
    this.env.trace({ kind: 'answered-first', local, remote, ports, initiatorSpi, payloads, ...about });
    this.env.send(local, remote, emitClear(head, payloads), ports);
  }

  #with(local: number, remote: number, run: (peer: Peer) => void): void {
    const key = `${local} ${remote}`;
    const peer = this.#peers.get(key) ?? this.#newPeer(local, remote, key);
    this.#peers.set(key, peer);
    run(peer);
    if (peer.isEmpty) this.#peers.delete(key);
  }

  #each(run: (peer: Peer) => void): void {
    for (const peer of [...this.#peers.values()]) run(peer);
  }

  #newPeer(local: number, remote: number, key: string): Peer {
    const isTaken = (spi: Uint8Array): boolean => this.#associations.has(hexOf(spi));
    return new Peer(local, remote, {
      env: this.env,
      nextId: () => this.env.nextId?.() ?? ++this.#lastId,
      newSpi: () => newSpi(this.env, isTaken),
      added: (association) => this.#associations.set(hexOf(association.spi), association),
      removed: (association) => this.#associations.delete(hexOf(association.spi)),
      forgotten: () => this.#peers.delete(key),
    });
  }
}

/** Who has begun the association says so in every message: the other SPI is ours. */
function ownSpi({ flags, initiatorCookie, responderCookie }: IsakmpMessage): Uint8Array {
  return (flags & ikeFlags.initiator) === 0 ? initiatorCookie : responderCookie;
}

function isRequestOfInitiator({ flags }: IsakmpMessage): boolean {
  return (flags & ikeFlags.initiator) !== 0 && (flags & ikeFlags.response) === 0;
}
