/**
 * One association of IKE version 2: its SPIs, how far it is, its keys, its children and its end. What is said over it is
 * the business of the exchanges (sa-init.ts, ike-auth.ts, create-child.ts, renewal.ts, informational.ts).
 */
import { equalBytes } from '../../base/bytes.ts';
import { ikeKeys, type IkeKeys, type NoncePair } from '../crypto/ikev2-keys.ts';
import type { UdpPorts } from '../ike/environment.ts';
import type { SignatureHash } from '../pki/credentials.ts';
import { exchanges, ikeFlags } from '../wire/ikev2/numbers.ts';
import { parsePayloads, type Payload } from '../wire/ikev2/payloads.ts';
import type { IsakmpMessage } from '../wire/isakmp/message.ts';
import { isMalformed } from '../wire/malformed.ts';
import { ChildList } from './child-list.ts';
import type { Ikev2Authentication, Ikev2Identity, Ikev2Profile } from './configuration.ts';
import { Conversation } from './conversation.ts';
import type { Ikev2Environment } from './environment.ts';
import type { Ikev2EndReason, Ikev2Event } from './events.ts';
import { Reassembly } from './fragments.ts';
import type { Ikev2ChildRequest } from './ipsec-side.ts';
import { emitClear, emitSealed, openSealed, type Head, type Opened } from './message.ts';
import type { NatFinding } from './nat.ts';
import { isEndOfAssociation, notify } from './notify.ts';
import { keyLengths, protectionOf, type Protection } from './protection.ts';
import type { IkeSuite } from './suite.ts';
import type { ToldSettings } from './told-settings.ts';
import { Upkeep } from './upkeep.ts';
import type { Ikev2Child, Ikev2Counters, Ikev2Role, Ikev2Sa, Ikev2Status } from './view.ts';

/** For how long one that is gone still answers what comes again, and a deletion that has crossed ours. */
const linger = 60_000;

export const noSpi: Uint8Array = new Uint8Array(8);

export interface AssociationOwner {
  readonly env: Ikev2Environment;
  nextId(): number;
  /** The answer to a request of the peer's; undefined when it gets none. */
  answer(association: Association, exchange: number, payloads: readonly Payload[]): Payload[] | undefined;
  /** It is to be renewed. */
  renew(association: Association): void;
  /** It is to ask whether the peer is there. */
  ask(association: Association): void;
  /** Nothing came back to a request, or its time is over. */
  unanswered(association: Association, reason: Ikev2EndReason): void;
  ended(association: Association): void;
  forgotten(association: Association): void;
}

export interface Ends {
  local: number;
  remote: number;
  ports: UdpPorts;
  role: Ikev2Role;
  initiatorSpi: Uint8Array;
  responderSpi: Uint8Array;
}

/** What authentication covers: the first message of either end, and both nonces. */
interface Opening extends NoncePair {
  initiatorMessage: Uint8Array;
  responderMessage: Uint8Array;
}

export class Association implements Ikev2Sa {
  readonly id: number;
  sessionId: number;
  readonly local: number;
  readonly remote: number;
  ports: UdpPorts;
  readonly role: Ikev2Role;
  readonly initiatorSpi: Uint8Array;
  responderSpi: Uint8Array;
  status: Ikev2Status = 'IN-NEG';
  suite: IkeSuite | undefined;
  keys: IkeKeys | undefined;
  usedProfile: Ikev2Profile | undefined;
  localIdentity: Ikev2Identity | undefined;
  remoteIdentity: Ikev2Identity | undefined;
  localAuthentication: Ikev2Authentication | undefined;
  remoteAuthentication: Ikev2Authentication | undefined;
  establishedAt: number | undefined;
  nat: NatFinding | undefined;
  isFragmenting = false;
  given: ToldSettings | undefined;
  told: ToldSettings | undefined;
  heardAt: number;
  readonly counters: Ikev2Counters = { sent: 0, received: 0, retransmitted: 0 };
  readonly opening: Partial<Opening> = {};
  /** What the responder's first message said of it, before that message has been looked at. */
  answeredSpi: Uint8Array = noSpi;
  /** With which hashes the peer can verify signatures (RFC 7427). */
  peerHashes: readonly SignatureHash[] = [];
  /** What it was begun for. */
  firstChild: Ikev2ChildRequest | undefined;
  /** It is renewed by this one. */
  successor: Association | undefined;
  /** The peer has begun to renew it while we do: which of the two stays is seen when ours is answered. */
  rival: { association: Association; lowestNonce: Uint8Array } | undefined;
  /** It is such a rival: until that is seen it has no children, and nothing is asked for over it. */
  isProvisional = false;
  readonly conversation: Conversation<Association>;
  readonly list: ChildList;
  readonly #upkeep: Upkeep;
  readonly #reassembly = new Reassembly();
  #isGone = false;
  #outbound: Protection | undefined;
  #inbound: Protection | undefined;

  constructor(
    private readonly owner: AssociationOwner,
    { local, remote, ports, role, initiatorSpi, responderSpi }: Ends,
  ) {
    this.id = owner.nextId();
    this.sessionId = this.id;
    this.local = local;
    this.remote = remote;
    this.ports = ports;
    this.role = role;
    this.initiatorSpi = initiatorSpi;
    this.responderSpi = responderSpi;
    this.heardAt = owner.env.clock.now();
    this.list = new ChildList(this);
    this.#upkeep = new Upkeep(this, {
      renew: () => owner.renew(this),
      expired: () => owner.unanswered(this, 'expired'),
      ask: () => owner.ask(this),
    });
    this.conversation = new Conversation({
      clock: owner.env.clock,
      emit: (exchange, isRequest, messageId, payloads) => this.#emit({ exchange, isRequest, messageId }, payloads),
      transmit: (datagrams) => this.#transmit(datagrams),
      note: (what, about) => this.#note(what, about),
      answer: (exchange, payloads) => this.#answer(exchange, payloads),
      exhausted: () => owner.unanswered(this, this.isReady ? 'dead-peer' : 'retransmission'),
    });
  }

  get env(): Ikev2Environment {
    return this.owner.env;
  }

  get frontDoor(): string | undefined {
    return this.env.frontDoor;
  }

  get spi(): Uint8Array {
    return this.role === 'initiator' ? this.initiatorSpi : this.responderSpi;
  }

  get profile(): string | undefined {
    return this.usedProfile?.name;
  }

  get lifetime(): number {
    return this.usedProfile?.lifetime ?? 86_400;
  }

  get dpd(): Ikev2Sa['dpd'] {
    return this.usedProfile?.dpd ?? this.env.configuration.dpd;
  }

  get children(): readonly Ikev2Child[] {
    return this.list.all;
  }

  get nextMessageId(): { local: number; remote: number } {
    return { local: this.conversation.nextLocal, remote: this.conversation.nextRemote };
  }

  get queued(): number {
    return this.conversation.queued;
  }

  get isMakingChild(): boolean {
    return this.conversation.current?.subject === 'child';
  }

  get isReady(): boolean {
    return this.status === 'READY';
  }

  /** Show commands leave out what only answers what comes again. */
  get isListed(): boolean {
    return !this.#isGone;
  }

  get isLive(): boolean {
    return this.status !== 'DELETE';
  }

  trace(event: Ikev2Event): void {
    this.env.trace(event);
  }

  /** From now on what follows the first exchange is encrypted. */
  key(suite: IkeSuite, keySeed: Uint8Array, nonces: NoncePair): void {
    const { initiatorSpi, responderSpi } = this;
    const keys = ikeKeys(suite.prf, keySeed, { initiatorSpi, responderSpi, ...nonces }, keyLengths(suite));
    this.suite = suite;
    this.keys = keys;
    const initiators = protectionOf(suite, { encryption: keys.ei, integrity: keys.ai });
    const responders = protectionOf(suite, { encryption: keys.er, integrity: keys.ar });
    this.#outbound = this.role === 'initiator' ? initiators : responders;
    this.#inbound = this.role === 'initiator' ? responders : initiators;
  }

  establish(): void {
    this.status = 'READY';
    this.establishedAt = this.env.clock.now();
    this.trace({ kind: 'established', sa: this });
    if (!this.isProvisional) this.#upkeep.start();
  }

  /** It is the one that stays. */
  confirm(): void {
    if (!this.isProvisional) return;
    this.isProvisional = false;
    this.#upkeep.start();
  }

  /** Follows the peer through a NAT; the first time it is the peer that goes over to port 4500. */
  follow(ports: UdpPorts): void {
    if (ports.local === this.ports.local && ports.remote === this.ports.remote) return;
    this.ports = ports;
    this.trace({ kind: 'ports-changed', sa: this, ports });
    for (const { sa } of this.list.all) this.env.ipsec.moved?.(sa.inbound.spi, ports);
  }

  /**
   * It is who begins that chooses the port, also where there is no NAT, or we are behind it; afterwards only what a NAT
   * has changed may change once more (RFC 7296 section 2.23).
   */
  #followRequest(ports: UdpPorts): void {
    if (this.nat?.isRemote || (this.role === 'responder' && this.status === 'IN-NEG')) this.follow(ports);
  }

  receive(message: IsakmpMessage, datagram: Uint8Array, ports: UdpPorts): void {
    this.counters.received++;
    if (message.exchangeType === exchanges.IKE_SA_INIT) return this.#receiveClear(message, datagram);
    const about = aboutOf(message);
    const opened = this.#inbound && openSealed(message, datagram, this.#inbound);
    if (!opened) return this.trace({ kind: 'disbelieved', sa: this, why: 'integrity', ...about });
    this.heardAt = this.env.clock.now();
    if (about.isRequest) this.#followRequest(ports);
    if (this.#isRepeated(about, opened)) return;
    const whole = this.#wholeOf(about, opened);
    if (!whole) return;
    const chain = parsePayloads(whole.first, whole.text);
    if (isMalformed(chain)) return this.#receiveMalformed(about, chain.reason);
    this.#deliver(about, chain.payloads);
  }

  /** A peer that goes on with what is gone must not be told, by an answer, that it is there (RFC 7296 section 2.4). */
  #noteUnknown(): void {
    const { local, remote, initiatorSpi, responderSpi } = this;
    this.trace({ kind: 'unknown-spi', local, remote, initiatorSpi, responderSpi });
  }

  /** Begins its end: what it was for is gone at once, and it stays a while to answer what comes again. */
  end(reason: Ikev2EndReason): void {
    if (!this.isLive) return this.#close();
    this.retire(reason);
    this.#close();
  }

  /** Its end has begun, and its last word has yet to be said. */
  retire(reason: Ikev2EndReason): void {
    if (!this.isLive) return;
    this.status = 'DELETE';
    this.#upkeep.stop();
    this.trace({ kind: 'sa-deleted', sa: this, reason });
    this.list.dropAll();
    this.owner.ended(this);
  }

  #close(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.conversation.close();
    this.env.clock.after(linger, () => this.owner.forgotten(this));
  }

  /** The first message of a peer that has begun. */
  accept(payloads: readonly Payload[], datagram: Uint8Array, answer: () => Payload[]): void {
    this.counters.received++;
    this.opening.initiatorMessage = datagram.slice();
    this.conversation.receiveRequest(0, exchanges.IKE_SA_INIT, payloads, answer);
  }

  #receiveClear(message: IsakmpMessage, datagram: Uint8Array): void {
    const about = aboutOf(message);
    if (about.isRequest) {
      this.conversation.repeatAnswer(0);
      return;
    }
    if (this.keys) return; // the answer once more
    this.answeredSpi = message.responderCookie.slice();
    this.opening.responderMessage = datagram.slice();
    const chain = parsePayloads(message.nextPayload, message.body);
    const { local, remote } = this;
    if (isMalformed(chain)) return this.trace({ kind: 'malformed', local, remote, reason: chain.reason });
    this.#deliver(about, chain.payloads);
  }

  /** Of fragments the first one alone makes the answer come again (RFC 7383 section 2.6.1). */
  #isRepeated({ isRequest, messageId }: About, opened: Opened): boolean {
    if (!isRequest || messageId >= this.conversation.nextRemote) return false;
    if (opened.kind === 'whole' || opened.number === 1) this.conversation.repeatAnswer(messageId);
    return true;
  }

  #wholeOf(about: About, opened: Opened): { first: number; text: Uint8Array } | undefined {
    if (opened.kind === 'whole') return { first: opened.inner, text: opened.text };
    this.trace({ kind: 'fragment', sa: this, ...about, number: opened.number, total: opened.total });
    return this.#reassembly.add({ messageId: about.messageId, ...opened });
  }

  #deliver(about: About, payloads: readonly Payload[]): void {
    const { exchange, isRequest, messageId } = about;
    if (isRequest && this.#isGone && !isEndOfAssociation(payloads)) return this.#noteUnknown();
    this.trace({ kind: 'received', sa: this, ...about, payloads });
    const isTaken = isRequest
      ? this.conversation.receiveRequest(messageId, exchange, payloads)
      : this.conversation.receiveAnswer(messageId, exchange, payloads);
    if (!isTaken) this.trace({ kind: 'disbelieved', sa: this, why: 'message-id', ...about });
  }

  /** It is genuine, so the peer has made a mistake (RFC 7296 section 2.21): a request is told so, and that is the end. */
  #receiveMalformed(about: About, reason: string): void {
    const { local, remote } = this;
    this.trace({ kind: 'malformed', local, remote, reason });
    if (about.isRequest && about.messageId === this.conversation.nextRemote)
      this.#transmit(this.#emit({ ...about, isRequest: false }, [notify('INVALID_SYNTAX')]));
    this.end('malformed');
  }

  #answer(exchange: number, payloads: readonly Payload[]): Payload[] | undefined {
    const critical = payloads.find((payload) => payload.kind === 'unknown' && payload.isCritical);
    if (critical?.kind !== 'unknown') return this.owner.answer(this, exchange, payloads);
    this.trace({ kind: 'unknown-critical', sa: this, type: critical.type });
    return [notify('UNSUPPORTED_CRITICAL_PAYLOAD', Uint8Array.of(critical.type))];
  }

  #emit({ exchange, isRequest, messageId }: About, payloads: readonly Payload[]): Uint8Array[] {
    const { initiatorSpi, responderSpi, role } = this;
    const flags = (role === 'initiator' ? ikeFlags.initiator : 0) | (isRequest ? 0 : ikeFlags.response);
    const head: Head = { initiatorSpi, responderSpi, exchange, flags, messageId };
    const datagrams = this.#bytesOf(head, payloads);
    this.trace({ kind: 'sent', sa: this, exchange, isRequest, messageId, payloads, fragments: datagrams.length });
    return datagrams;
  }

  #bytesOf(head: Head, payloads: readonly Payload[]): Uint8Array[] {
    const protection = this.#outbound;
    const { role } = this;
    if (head.exchange !== exchanges.IKE_SA_INIT && protection) {
      const mtu = this.isFragmenting ? this.env.configuration.fragmentationMtu : undefined;
      return emitSealed(head, payloads, { protection, random: this.env.random, mtu });
    }
    const clear = emitClear(head, payloads);
    // What authentication will cover: of the last request, when there were several, and of its answer.
    const { opening } = this;
    if (role === 'initiator') opening.initiatorMessage = clear;
    else opening.responderMessage = clear;
    return [clear];
  }

  #transmit(datagrams: readonly Uint8Array[]): void {
    for (const datagram of datagrams) {
      this.counters.sent++;
      this.env.send(this.local, this.remote, datagram, this.ports);
    }
  }

  #note(
    what: 'retransmitting' | 'exhausted' | 'duplicate',
    { messageId, exchange, attempt }: { messageId: number; exchange: number; attempt: number },
  ): void {
    const isRequest = what !== 'duplicate';
    if (what === 'retransmitting') {
      this.counters.retransmitted++;
      this.trace({ kind: what, sa: this, exchange, isRequest, messageId, attempt });
    } else this.trace({ kind: what, sa: this, exchange, isRequest, messageId });
  }
}

interface About {
  exchange: number;
  isRequest: boolean;
  messageId: number;
}

function aboutOf({ exchangeType, flags, messageId }: IsakmpMessage): About {
  return { exchange: exchangeType, isRequest: (flags & ikeFlags.response) === 0, messageId };
}

/** An SPI that is not zero and that nobody has. */
export function newSpi({ random }: Ikev2Environment, isTaken: (spi: Uint8Array) => boolean): Uint8Array {
  for (;;) {
    const spi = random.bytes(8);
    if (!equalBytes(spi, noSpi) && !isTaken(spi)) return spi;
  }
}
