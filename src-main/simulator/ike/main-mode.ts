/**
 * Main mode (RFC 2409 section 5.4, identity protection): three rounds, of which the last is encrypted. The trace is
 * that of IOS, whose states count the messages: sent and received by the initiator as I1 to I6, received and sent by
 * the responder as R1 to R5.
 */
import { equalBytes } from '../../base/bytes.ts';
import { exchangeTypes, isakmpFlags } from '../wire/isakmp/numbers.ts';
import { isEncrypted, type IsakmpMessage } from '../wire/isakmp/message.ts';
import { emitPayloads, typeOfFirst, type Payload } from '../wire/isakmp/payloads.ts';
import { noCookie, type Association, type Exchange } from './association.ts';
import { authentication, type AuthenticationOwner } from './authentication.ts';
import type { IkeRole, IsakmpState, MainModeStep } from './events.ts';
import { keyExchange } from './key-exchange.ts';
import { newNegotiation } from './negotiation.ts';
import { Retransmission } from './retransmission.ts';
import { suiteChoice, suiteOffer } from './suite-negotiation.ts';
import { buildRound, payloadsOf, processRound, type Round } from './task.ts';
import { vendorIds } from './vendor-ids.ts';

export interface MainModeOwner extends AuthenticationOwner {
  /** @param isLifetimeShorter the peer has offered a longer lifetime than we keep */
  established(isLifetimeShorter: boolean): void;
  /** What the peer wants does not fit: it has been told nothing yet. */
  refused(): void;
}

interface Milestones {
  received: MainModeStep;
  sent: MainModeStep;
  /** When what was received has been processed. */
  state: IsakmpState;
}

const milestones: Readonly<Record<IkeRole, readonly Milestones[]>> = {
  initiator: [
    { received: 'I2', sent: 'I3', state: 'MM_SA_SETUP' },
    { received: 'I4', sent: 'I5', state: 'MM_KEY_EXCH' },
    { received: 'I6', sent: 'complete', state: 'QM_IDLE' },
  ],
  responder: [
    { received: 'R1', sent: 'R2', state: 'MM_SA_SETUP' },
    { received: 'R3', sent: 'R4', state: 'MM_KEY_EXCH' },
    { received: 'R5', sent: 'complete', state: 'MM_KEY_EXCH' },
  ],
};

/** The round whose messages are encrypted. */
const lastRound = 2;

export class MainMode implements Exchange {
  readonly #negotiation = newNegotiation();
  readonly #rounds: readonly Round[];
  readonly #retransmission: Retransmission;
  #round = 0;
  /** The messages that have been processed. */
  #processed: Uint8Array[] = [];

  constructor(
    private readonly association: Association,
    private readonly owner: MainModeOwner,
  ) {
    const negotiation = this.#negotiation;
    const suite = association.role === 'initiator' ? suiteOffer : suiteChoice;
    this.#rounds = [
      [suite(association, negotiation)],
      [keyExchange(association, negotiation), vendorIds(association, ['DPD'])],
      [authentication(association, negotiation, owner)],
    ];
    this.#retransmission = new Retransmission(association.env.clock, {
      transmit: (message) => association.transmit(message),
      retransmitting: (attempt) => this.#noteRetransmission(attempt),
      exhausted: () => association.delete('phase1-retransmission'),
    });
  }

  /** The initiator's first message. */
  begin(): void {
    const message = this.#build();
    this.association.move('request', 'I1');
    this.association.trace({ kind: 'main-mode-begun', connectionId: this.association.connectionId });
    this.#retransmission.send(message, 'answer');
  }

  receive(message: IsakmpMessage, datagram: Uint8Array): void {
    if (this.#isRepeated(datagram)) return this.#answerAgain(datagram);
    if (this.#round === lastRound && !isEncrypted(message)) return this.#noteClear();
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

  get #milestones(): Milestones | undefined {
    return milestones[this.association.role][this.#round];
  }

  #process(payloads: readonly Payload[], message: IsakmpMessage, datagram: Uint8Array): void {
    const { association } = this;
    const round = this.#rounds[this.#round] ?? [];
    const before = association.step;
    const milestone = this.#milestones;
    if (!milestone) return this.#disregard(message);
    // IOS makes the last step of the initiator only when the peer is proved.
    const isLateStep = milestone.received === 'I6';
    if (!isLateStep) association.move('message', milestone.received);
    const verdict = processRound(round, payloads);
    if (verdict === 'unusable') {
      this.#disregard(message);
      if (!isLateStep) association.move('process-error', before);
      return;
    }
    this.#processed.push(datagram);
    this.#retransmission.answered();
    if (verdict === 'failed') return this.owner.refused();
    if (isLateStep) association.move('message', milestone.received);
    this.#goOn(milestone, message);
  }

  #goOn({ received, sent, state }: Milestones, message: IsakmpMessage): void {
    const { association } = this;
    if (this.#round === 0) association.responderCookie = message.responderCookie.slice();
    if (this.#round === lastRound) this.#negotiation.protection?.accept(message.body);
    association.move('process', received);
    association.state = state;
    if (association.role === 'initiator') this.#round++;
    const isLast = sent === 'complete';
    if (this.#rounds[this.#round]) this.#retransmission.send(this.#build(), isLast ? 'nothing' : 'answer');
    else this.#retransmission.clear();
    if (association.role === 'responder') this.#round++;
    if (isLast) this.#complete();
    else association.move('process-complete', sent);
  }

  #complete(): void {
    const { association } = this;
    association.state = 'QM_IDLE';
    association.establish(this.#negotiation.protection?.iv ?? new Uint8Array());
    association.move('process-complete', 'complete');
    this.#processed = this.#processed.slice(-1);
    this.owner.established(this.#negotiation.isLifetimeShorter);
    if (association.isEstablished) association.move('phase1-complete', 'complete');
  }

  #build(): Uint8Array {
    const payloads = buildRound(this.#rounds[this.#round] ?? []);
    const plaintext = emitPayloads(payloads);
    const protection = this.#round === lastRound ? this.#negotiation.protection : undefined;
    return this.association.emit({
      exchangeType: exchangeTypes['IDENTITY-PROTECTION'],
      messageId: 0,
      nextPayload: typeOfFirst(payloads),
      flags: protection ? isakmpFlags.encryption : 0,
      body: protection ? protection.seal(plaintext) : plaintext,
    });
  }

  #open(message: IsakmpMessage): readonly Payload[] | undefined {
    const mustBeEncrypted = this.#round === lastRound;
    if (mustBeEncrypted !== isEncrypted(message)) return undefined;
    const plaintext = mustBeEncrypted ? this.#negotiation.protection?.open(message.body) : message.body;
    return plaintext && payloadsOf(message.nextPayload, plaintext)?.payloads;
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

/** Whether a message may begin a main mode of which we are the responder. */
export function isFirstOfMainMode(message: IsakmpMessage): boolean {
  const { initiatorCookie, responderCookie, exchangeType } = message;
  const isFirst = equalBytes(responderCookie, noCookie) && !equalBytes(initiatorCookie, noCookie);
  return isFirst && !isEncrypted(message) && exchangeType === exchangeTypes['IDENTITY-PROTECTION'];
}
