/**
 * Quick mode (RFC 2409 section 5.5): a round that negotiates, and a last message by which the initiator shows that it
 * is alive. The initiator's associations exist from the second message on, the responder's from the third.
 */
import { equalBytes } from '../../base/bytes.ts';
import type { Stop } from '../../base/disposable.ts';
import { hash1, hash2, hash3 } from '../crypto/ikev1-keys.ts';
import { isEncrypted, type IsakmpMessage } from '../wire/isakmp/message.ts';
import { exchangeTypes, isakmpFlags, notifyTypes, payloadTypes } from '../wire/isakmp/numbers.ts';
import type { Payload } from '../wire/isakmp/payloads.ts';
import type { Association, Exchange } from './association.ts';
import { childIdentities } from './child-identities.ts';
import { childKeys } from './child-keys.ts';
import { childOf, leadingSpi, newChildNegotiation, type ChildNegotiation, type Spis } from './child-negotiation.ts';
import { childChoice, childOffer } from './child-proposal.ts';
import type { ChildRequest, ChildSa } from './environment.ts';
import type { NodeDeletionReason, QuickModeInput, QuickModeStep } from './events.ts';
import { emitHashed, parseHashed } from './hashed-payloads.ts';
import type { Selectors } from './identity.ts';
import type { Protection } from './protection.ts';
import { natOriginalAddresses } from './nat-original-addresses.ts';
import { responderLifetime } from './responder-lifetime.ts';
import { Retransmission } from './retransmission.ts';
import { buildRound, processRound, type Round } from './task.ts';

/** For how long an ended exchange is remembered, to know repetitions: IOS prints "purging node" 50 s after "deleting node". */
const purgeDelay = 50_000;

export interface QuickModeOwner {
  completed(child: ChildSa): void;
  /** The initiator's request has come to nothing, but not because of the association. */
  failed(request: ChildRequest): void;
  /** The association is gone: the request may be tried over another one. */
  orphaned(request: ChildRequest): void;
  /** We are the responder, and nothing in the proposal suits us. */
  rejected(association: Association, peerSpis: Spis): void;
  /** Whether we answer the peer's first message: we may have begun the same ourselves. */
  mayAnswer(quickMode: QuickMode, isNatFound: boolean): boolean;
  /** No answer comes: to the initiator the association is worth nothing any more, the responder may be half way. */
  unanswered(association: Association, negotiation: ChildNegotiation): void;
}

export class QuickMode implements Exchange {
  readonly messageId: number;
  readonly #negotiation: ChildNegotiation;
  readonly #round: Round;
  readonly #protection: Protection | undefined;
  readonly #retransmission: Retransmission;
  #step: QuickModeStep = 'ready';
  #lastProcessed: Uint8Array | undefined;
  #isOver = false;
  #isRejected = false;
  /** The responder has set the commit bit: the associations are used when it says so (RFC 2408 section 3.1). */
  #isCommitAwaited = false;
  #stopPurge: Stop | undefined;

  constructor(
    private readonly association: Association,
    private readonly owner: QuickModeOwner,
    { messageId, request }: { messageId: number; request?: ChildRequest },
  ) {
    this.messageId = messageId;
    const negotiation = newChildNegotiation(messageId, request);
    this.#negotiation = negotiation;
    this.#protection = association.protectionFor(messageId);
    const proposal = request ? childOffer : childChoice;
    this.#round = [
      proposal(association, negotiation),
      childKeys(association, negotiation),
      childIdentities(association, negotiation),
      natOriginalAddresses(association, negotiation),
      responderLifetime(association, negotiation),
    ];
    this.#retransmission = new Retransmission(association.env.clock, {
      transmit: (message) => association.transmit(message),
      retransmitting: (attempt) => this.#noteRetransmission(attempt),
      exhausted: () => this.#giveUp(),
    });
  }

  /** What is being asked for and not yet answered. */
  get request(): ChildRequest | undefined {
    return this.#isOver ? undefined : this.#negotiation.request;
  }

  /** The traffic that it is about while it is going on, whoever began it. */
  get selectors(): Selectors | undefined {
    return this.#isOver ? undefined : (this.#negotiation.request ?? this.#negotiation.agreed);
  }

  /** Nothing has come of the first message: it was no quick mode. */
  get isVoid(): boolean {
    return this.#step === 'ready' && !this.#isOver;
  }

  /** The initiator's first message. */
  begin(): void {
    const { connectionId, keys } = this.association;
    if (!keys) return;
    this.association.trace({ kind: 'quick-mode-begun', connectionId, messageId: this.messageId });
    this.#send(buildRound(this.#round), (rest) => hash1(keys.phase1, this.messageId, rest), 'answer');
    this.#move('start', 'I1');
  }

  receive(message: IsakmpMessage, datagram: Uint8Array): void {
    if (this.#isCommitAwaited && this.#isConnected(message)) return this.connected();
    if (this.#lastProcessed && equalBytes(this.#lastProcessed, datagram)) return this.#answerAgain();
    if (this.#isOver) return;
    if (this.#take(message, datagram) === 'unusable') this.#noteBroken(message);
  }

  /** The peer has said no. */
  refused(): void {
    const { request, ownSpis } = this.#negotiation;
    const { spi = 0 } = leadingSpi(ownSpis) ?? {};
    if (this.#isOver || !request) return;
    const { connectionId } = this.association;
    this.association.trace({ kind: 'larval-deleted', connectionId, messageId: this.messageId, spi });
    this.#end('refused');
    this.owner.failed(request);
  }

  /** The peer has its associations: CONNECTED. */
  connected(): void {
    if (!this.#isCommitAwaited || this.#isOver) return;
    this.#isCommitAwaited = false;
    this.#retransmission.answered();
    this.#finish('done');
  }

  /** Whether a notification about this SPI is about this exchange. */
  isAbout(spi: number): boolean {
    const { ownSpis, peerSpis } = this.#negotiation;
    return [ownSpis.esp, ownSpis.ah, peerSpis.esp, peerSpis.ah].includes(spi);
  }

  hasten(): void {
    this.#retransmission.hasten();
  }

  /** The peer has begun the same, and its exchange is the one that goes on. */
  withdraw(): void {
    this.#end('withdrawn');
  }

  abandon(): void {
    const { request } = this;
    const isHalfWay = !this.#isOver && this.#step === 'R2';
    if (!this.#isOver) this.#end('sa-deleted');
    this.#stopPurge?.();
    if (request) this.owner.orphaned(request);
    // The initiator may use what we have answered already.
    if (isHalfWay) this.owner.unanswered(this.association, this.#negotiation);
  }

  #take(message: IsakmpMessage, datagram: Uint8Array): 'taken' | 'unusable' {
    const plaintext = isEncrypted(message) ? this.#protection?.open(message.body) : undefined;
    const hashed = plaintext && parseHashed(message.nextPayload, plaintext);
    const expected = hashed && this.#expectedHash(hashed.rest, hashed.payloads);
    if (!hashed || !expected || !equalBytes(hashed.hash, expected)) return 'unusable';
    this.association.followPeer();
    const { connectionId } = this.association;
    if (this.#step !== 'R2')
      this.association.trace({ kind: 'payload', connectionId, messageId: this.messageId, payload: 'HASH' });
    return this.#process(hashed.payloads, message, datagram);
  }

  /** The first message has HASH(1), the second HASH(2), the third HASH(3). */
  #expectedHash(rest: Uint8Array, payloads: readonly Payload[]): Uint8Array | undefined {
    const { nonces } = this.#negotiation;
    const { keys } = this.association;
    if (!keys || (this.#step === 'R2' && payloads.length > 0)) return undefined;
    if (this.#step === 'I1') return hash2(keys.phase1, this.messageId, nonces, rest);
    if (this.#step === 'R2') return hash3(keys.phase1, this.messageId, nonces);
    return hash1(keys.phase1, this.messageId, rest);
  }

  #process(payloads: readonly Payload[], message: IsakmpMessage, datagram: Uint8Array): 'taken' | 'unusable' {
    const verdict = this.#step === 'R2' ? 'done' : processRound(this.#round, payloads);
    if (verdict === 'unusable') return 'unusable';
    if (verdict === 'done' && this.#step === 'ready' && !this.owner.mayAnswer(this, this.association.isNatFound))
      return 'taken';
    this.#lastProcessed = datagram;
    this.#protection?.accept(message.body);
    this.#retransmission.answered();
    if (verdict === 'failed') this.#reject();
    else if (this.#step === 'ready') this.#respond();
    else if (this.#step === 'I1') this.#confirm((message.flags & isakmpFlags.commit) !== 0);
    else this.#finish('done-await');
    return 'taken';
  }

  /** The responder's message. */
  #respond(): void {
    const { keys } = this.association;
    const payloads = buildRound(this.#round);
    this.#move('message', 'spi-starve');
    this.#noteChild();
    if (!keys) return;
    const hashOf = (rest: Uint8Array): Uint8Array => hash2(keys.phase1, this.messageId, this.#negotiation.nonces, rest);
    this.#send(payloads, hashOf, 'answer');
    this.#move('got-spi', 'R2');
  }

  /** The initiator's last message. */
  #confirm(isCommitted: boolean): void {
    const { keys } = this.association;
    if (!keys) return;
    this.#noteChild();
    this.#isCommitAwaited = isCommitted;
    const expected = isCommitted ? 'answer' : 'nothing';
    this.#send([], () => hash3(keys.phase1, this.messageId, this.#negotiation.nonces), expected);
    if (!isCommitted) this.#finish('done');
  }

  /** Some say it in a fourth message of quick mode, and not in an informational exchange with its message id. */
  #isConnected(message: IsakmpMessage): boolean {
    const plaintext = isEncrypted(message) ? this.#protection?.open(message.body) : undefined;
    const hashed = plaintext && parseHashed(message.nextPayload, plaintext);
    const { keys } = this.association;
    if (!hashed || !keys || !equalBytes(hashed.hash, hash1(keys.phase1, this.messageId, hashed.rest))) return false;
    return hashed.payloads.some((one) => one.kind === 'notification' && one.type === notifyTypes.CONNECTED);
  }

  #finish(reason: NodeDeletionReason): void {
    const child = childOf(this.association, this.#negotiation);
    this.#end(reason);
    this.#move('message', 'complete');
    if (child) this.owner.completed(child);
  }

  #reject(): void {
    const { request, peerSpis } = this.#negotiation;
    const { connectionId, remote } = this.association;
    this.#isRejected = request === undefined;
    if (this.#isRejected) this.owner.rejected(this.association, peerSpis);
    this.#end('rejected');
    this.#move('message', this.#step);
    if (connectionId !== 0) this.association.trace({ kind: 'mode-failed', mode: 'quick', remote });
    if (request) this.owner.failed(request);
  }

  #giveUp(): void {
    this.#end('retransmission');
    this.owner.unanswered(this.association, this.#negotiation);
  }

  #end(reason: NodeDeletionReason): void {
    const { connectionId, nodes, env } = this.association;
    const { messageId } = this;
    this.association.trace({ kind: 'node-deleted', connectionId, messageId, reason });
    this.#isOver = true;
    // The initiator's last message may have to be sent again, and nothing else.
    if (reason !== 'done') this.#retransmission.clear();
    this.#stopPurge = env.clock.after(purgeDelay, () => {
      this.#retransmission.clear();
      nodes.delete(messageId);
      env.trace({ kind: 'node-purged', connectionId, messageId });
    });
  }

  #answerAgain(): void {
    const { association, messageId } = this;
    const { connectionId, state } = association;
    association.trace({ kind: 'duplicate', connectionId, phase: 2, messageId });
    // The refusal may have been lost, and it is not retransmitted.
    if (this.#isRejected) return this.owner.rejected(association, this.#negotiation.peerSpis);
    const since = this.#retransmission.duplicate();
    if (this.#retransmission.isEmpty || since !== undefined)
      association.trace({ kind: 'nothing-to-retransmit', connectionId, phase: 2, state, since });
  }

  #send(payloads: readonly Payload[], hashOf: (rest: Uint8Array) => Uint8Array, expecting: 'answer' | 'nothing'): void {
    const body = this.#protection?.seal(emitHashed(payloads, hashOf));
    if (!body) return;
    const { messageId } = this;
    const content = { exchangeType: exchangeTypes['QUICK-MODE'], messageId, nextPayload: payloadTypes.HASH };
    this.#retransmission.send(this.association.emit({ flags: isakmpFlags.encryption, body, ...content }), expecting);
  }

  #move(input: QuickModeInput, to: QuickModeStep): void {
    const { connectionId } = this.association;
    this.association.trace({
      kind: 'node-state',
      connectionId,
      messageId: this.messageId,
      input,
      from: this.#step,
      to,
    });
    this.#step = to;
  }

  #noteChild(): void {
    const { agreed, ownSpis, peerSpis } = this.#negotiation;
    const [own, peers] = [leadingSpi(ownSpis), leadingSpi(peerSpis)];
    if (!agreed || !own || !peers) return;
    const { connectionId, local, remote } = this.association;
    const { localSelector, remoteSelector, lifetime } = agreed;
    const child = {
      local,
      remote,
      localSelector,
      remoteSelector,
      inboundSpi: own.spi,
      outboundSpi: peers.spi,
      lifetime,
    };
    this.association.trace({ kind: 'children-created', connectionId, messageId: this.messageId, child });
  }

  #noteBroken({ nextPayload }: IsakmpMessage): void {
    const { connectionId, local, remote } = this.association;
    const attempt = this.#retransmission.attempt + 1;
    this.association.trace({ kind: 'bad-message', connectionId, local, remote, nextPayload, attempt });
  }

  #noteRetransmission(attempt: number): void {
    const { connectionId, state } = this.association;
    const { messageId } = this;
    this.association.trace({ kind: 'retransmitting', connectionId, phase: 2, state, messageId, attempt });
  }
}
