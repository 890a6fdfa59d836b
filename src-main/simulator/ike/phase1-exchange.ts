/** The exchange of phase 1, main or aggressive: message by message along its plan, with repetitions and losses. */
import { equalBytes } from '../../base/bytes.ts';
import { isakmpFlags } from '../wire/isakmp/numbers.ts';
import { isEncrypted, type IsakmpMessage } from '../wire/isakmp/message.ts';
import { emitPayloads, typeOfFirst, type Payload } from '../wire/isakmp/payloads.ts';
import { aggressiveMode } from './aggressive-mode.ts';
import type { Association, Phase1 } from './association.ts';
import { mainMode } from './main-mode.ts';
import { newNegotiation } from './negotiation.ts';
import type { Milestones, Phase1Owner, Plan } from './phase1-plan.ts';
import { Retransmission } from './retransmission.ts';
import { buildRound, payloadsOf, processRound, type Verdict } from './task.ts';

export class Phase1Exchange implements Phase1 {
  readonly #negotiation = newNegotiation();
  readonly #plan: Plan;
  readonly #retransmission: Retransmission;
  #round = 0;
  /** The messages that have been processed. */
  #processed: Uint8Array[] = [];

  constructor(
    private readonly association: Association,
    private readonly owner: Phase1Owner,
  ) {
    const plan = association.mode === 'main' ? mainMode : aggressiveMode;
    this.#plan = plan(association, this.#negotiation, owner);
    this.#retransmission = new Retransmission(association.env.clock, {
      transmit: (message) => association.transmit(message),
      retransmitting: (attempt) => this.#noteRetransmission(attempt),
      exhausted: () => association.delete('phase1-retransmission'),
    });
  }

  /** The initiator's first message. */
  begin(): void {
    const { association } = this;
    const { request, begun, begunState, mode } = this.#plan;
    const message = this.#build();
    association.move(request, begun);
    const { connectionId } = association;
    association.trace({ kind: mode === 'main' ? 'main-mode-begun' : 'aggressive-mode-begun', connectionId });
    association.state = begunState;
    this.#retransmission.send(message, 'answer');
  }

  receive(message: IsakmpMessage, datagram: Uint8Array): void {
    if (this.#isRepeated(datagram)) return this.#answerAgain(datagram);
    if (this.#isLastRound && !this.#plan.isClearAllowed && !isEncrypted(message)) return this.#noteClear();
    const payloads = this.#open(message);
    if (!payloads) return this.#disregard(message);
    this.#process(payloads, message, datagram);
  }

  hasten(): void {
    this.#retransmission.hasten();
  }

  abandon(): void {
    this.#retransmission.clear();
  }

  get lastBlock(): Uint8Array | undefined {
    return this.#negotiation.protection?.iv;
  }

  get #isLastRound(): boolean {
    return this.#round === this.#plan.encryptedRound;
  }

  #process(payloads: readonly Payload[], message: IsakmpMessage, datagram: Uint8Array): void {
    const { association } = this;
    const before = association.step;
    const milestone = this.#plan.milestones[this.#round];
    if (!milestone) return this.#disregard(message);
    // IOS makes the last step of main mode's initiator only when the peer is proved, and so with those of aggressive mode.
    const isLateStep = milestone.received === 'I6' || this.#plan.mode === 'aggressive';
    if (!isLateStep) association.move(this.#plan.message, milestone.received);
    const verdict = this.#judge(payloads, message);
    if (verdict === 'unusable') {
      this.#disregard(message);
      if (!isLateStep) association.move('process-error', before);
      return;
    }
    this.#processed.push(datagram);
    this.#retransmission.answered();
    if (verdict === 'failed') return this.owner.refused(this.#negotiation.isProofBad ? 'authentication' : 'policy');
    if (isLateStep) this.#moveLate(milestone);
    this.#goOn(milestone, message);
  }

  #moveLate({ received, sent }: Milestones): void {
    if (this.#plan.mode === 'main' || sent !== 'complete') this.association.move(this.#plan.message, received);
  }

  /** The initiator's next round, or the responder's part of this one. */
  #answer(expecting: 'answer' | 'nothing', isUnanswered = false): void {
    const { role } = this.association;
    if (role === 'initiator') this.#round++;
    if (this.#plan.rounds[this.#round] && !isUnanswered) this.#retransmission.send(this.#build(), expecting);
    else this.#retransmission.clear();
    if (role === 'responder') this.#round++;
  }

  /** The responder's cookie comes with its first message, and aggressive mode needs it to judge that message. */
  #judge(payloads: readonly Payload[], message: IsakmpMessage): Verdict {
    const { association } = this;
    const known = association.responderCookie;
    if (this.#round === 0 && association.role === 'initiator')
      association.responderCookie = message.responderCookie.slice();
    const verdict = processRound(this.#plan.rounds[this.#round] ?? [], payloads);
    if (verdict === 'unusable') association.responderCookie = known;
    else association.followPeer();
    return verdict;
  }

  #goOn({ received, sent, state, isUnanswered }: Milestones, message: IsakmpMessage): void {
    const { association } = this;
    if (this.#isLastRound && isEncrypted(message)) this.#negotiation.protection?.accept(message.body);
    if (this.#plan.mode === 'main') association.move('process', received);
    association.state = state;
    const isLast = sent === 'complete';
    this.#answer(isLast ? 'nothing' : 'answer', isUnanswered);
    if (isLast) this.#complete();
    else association.move('process-complete', sent);
  }

  #complete(): void {
    const { association } = this;
    association.state = 'QM_IDLE';
    association.establish(this.#negotiation.protection?.iv ?? new Uint8Array());
    association.move(this.#plan.mode === 'main' ? 'process-complete' : this.#plan.message, 'complete');
    this.#processed = this.#processed.slice(-1);
    this.owner.established(this.#negotiation.isLifetimeShorter);
    if (association.isEstablished) association.move('phase1-complete', 'complete');
  }

  #build(): Uint8Array {
    const payloads = buildRound(this.#plan.rounds[this.#round] ?? []);
    const plaintext = emitPayloads(payloads);
    const protection = this.#isLastRound ? this.#negotiation.protection : undefined;
    return this.association.emit({
      exchangeType: this.#plan.exchangeType,
      messageId: 0,
      nextPayload: typeOfFirst(payloads),
      flags: protection ? isakmpFlags.encryption : 0,
      body: protection ? protection.seal(plaintext) : plaintext,
    });
  }

  #open(message: IsakmpMessage): readonly Payload[] | undefined {
    const { body, nextPayload } = message;
    const isSealed = isEncrypted(message);
    if (isSealed && !this.#isLastRound) return undefined;
    const plaintext = isSealed ? this.#negotiation.protection?.open(body) : body;
    return plaintext && payloadsOf(nextPayload, plaintext)?.payloads;
  }

  #noteClear(): void {
    const { connectionId, local, remote } = this.association;
    this.association.trace({ kind: 'not-encrypted', connectionId, local, remote });
  }

  #isRepeated(datagram: Uint8Array): boolean {
    return this.#processed.some((earlier) => equalBytes(earlier, datagram));
  }

  #answerAgain(datagram: Uint8Array): void {
    const { association } = this;
    const { connectionId, state } = association;
    association.trace({ kind: 'duplicate', connectionId, phase: 1, messageId: 0 });
    const isOutdated = this.#processed.slice(0, -1).some((earlier) => equalBytes(earlier, datagram));
    if (isOutdated) return;
    const since = this.#retransmission.duplicate();
    if (this.#retransmission.isEmpty || since !== undefined)
      association.trace({ kind: 'nothing-to-retransmit', connectionId, phase: 1, state, since });
  }

  #disregard({ nextPayload }: IsakmpMessage): void {
    const { connectionId, local, remote } = this.association;
    const attempt = this.#retransmission.attempt + 1;
    this.association.trace({ kind: 'bad-message', connectionId, local, remote, nextPayload, attempt });
  }

  #noteRetransmission(attempt: number): void {
    const { connectionId, state } = this.association;
    this.association.trace({ kind: 'retransmitting', connectionId, phase: 1, state, messageId: 0, attempt });
  }
}
