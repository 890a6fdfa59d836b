/**
 * One exchange of transaction mode: a request and its reply, or a set and its acknowledgement (draft-dukes-ike-mode-cfg-02
 * section 3.1). What they say is the business of remote-access.ts.
 */
import { equalBytes } from '../../base/bytes.ts';
import type { Stop } from '../../base/disposable.ts';
import { hash1 } from '../crypto/ikev1-keys.ts';
import type { Attribute } from '../wire/isakmp/attribute.ts';
import { isEncrypted, type IsakmpMessage } from '../wire/isakmp/message.ts';
import { configTypes, type AttributesPayload } from '../wire/isakmp/mode-config.ts';
import { exchangeTypes, isakmpFlags, payloadTypes } from '../wire/isakmp/numbers.ts';
import { findPayload } from '../wire/isakmp/payloads.ts';
import type { Association, Exchange } from './association.ts';
import type { TransactionMessage } from './events.ts';
import { emitHashed, parseHashed } from './hashed-payloads.ts';
import type { Protection } from './protection.ts';
import { Retransmission } from './retransmission.ts';

/** As quick modes: for so long an ended exchange is remembered, to know repetitions. */
const purgeDelay = 50_000;

export type Reply = (attributes: readonly Attribute[]) => void;
export type Answer = readonly Attribute[] | 'later' | undefined;

export interface TransactionOwner {
  /** The peer asks or sets. @returns what it is answered with; undefined when nothing is, 'later' when `reply` will be called */
  asked(message: 'request' | 'set', attributes: readonly Attribute[], reply: Reply): Answer;
  /** The answer to what we have begun. */
  answered(message: 'reply' | 'acknowledge', attributes: readonly Attribute[]): void;
  unanswered(): void;
}

const messages: Readonly<Record<number, TransactionMessage>> = {
  [configTypes.REQUEST]: 'request',
  [configTypes.REPLY]: 'reply',
  [configTypes.SET]: 'set',
  [configTypes.ACK]: 'acknowledge',
};

const typesOf: Readonly<Record<TransactionMessage, number>> = {
  request: configTypes.REQUEST,
  reply: configTypes.REPLY,
  set: configTypes.SET,
  acknowledge: configTypes.ACK,
};

export class Transaction implements Exchange {
  readonly #protection: Protection | undefined;
  readonly #retransmission: Retransmission;
  #begun: { message: 'request' | 'set'; identifier: number } | undefined;
  #lastProcessed: Uint8Array | undefined;
  #isOver = false;
  #stopPurge: Stop | undefined;

  constructor(
    private readonly association: Association,
    private readonly owner: TransactionOwner,
    private readonly messageId: number,
  ) {
    const { connectionId } = association;
    this.#protection = association.protectionFor(messageId);
    this.#retransmission = new Retransmission(association.env.clock, {
      transmit: (message) => association.transmit(message),
      retransmitting: (attempt) => {
        const { state } = association;
        association.trace({ kind: 'retransmitting', connectionId, phase: 2, state, messageId, attempt });
      },
      exhausted: () => {
        this.#end();
        owner.unanswered();
      },
    });
  }

  /** Nothing has come of the first message: it was no transaction. */
  get isVoid(): boolean {
    return this.#lastProcessed === undefined && this.#begun === undefined;
  }

  begin(message: 'request' | 'set', attributes: readonly Attribute[]): void {
    const identifier = this.association.env.random.u32() & 0xffff;
    this.#begun = { message, identifier };
    this.#send({ kind: 'attributes', type: typesOf[message], identifier, attributes }, 'answer');
  }

  receive(message: IsakmpMessage, datagram: Uint8Array): void {
    if (this.#lastProcessed && equalBytes(this.#lastProcessed, datagram)) {
      this.#retransmission.duplicate();
      return;
    }
    const payload = this.#isOver ? undefined : this.#open(message);
    const kind = payload && messages[payload.type];
    if (!payload || !kind) return this.#noteBroken(message);
    if (!this.#isExpected(kind)) return;
    this.#lastProcessed = datagram;
    this.#protection?.accept(message.body);
    this.#retransmission.answered();
    this.#note('transaction-received', kind, payload.attributes);
    this.#take(kind, payload);
  }

  #isExpected(kind: TransactionMessage): boolean {
    if (this.#begun) return kind === (this.#begun.message === 'request' ? 'reply' : 'acknowledge');
    return kind === 'request' || kind === 'set';
  }

  hasten(): void {
    this.#retransmission.hasten();
  }

  abandon(): void {
    this.#isOver = true;
    this.#retransmission.clear();
    this.#stopPurge?.();
  }

  #take(kind: TransactionMessage, { identifier, attributes }: AttributesPayload): void {
    if (kind === 'reply' || kind === 'acknowledge') {
      if (!this.#begun) return;
      this.#end();
      return this.owner.answered(kind, attributes);
    }
    const reply = (given: readonly Attribute[]): void => {
      if (this.#isOver) return;
      const type = kind === 'request' ? configTypes.REPLY : configTypes.ACK;
      this.#send({ kind: 'attributes', type, identifier, attributes: given }, 'nothing');
      this.#end();
    };
    const answer = this.owner.asked(kind, attributes, reply);
    if (answer === 'later') return;
    if (answer) reply(answer);
    else if (!this.#isOver) this.#end();
  }

  #open(message: IsakmpMessage): AttributesPayload | undefined {
    const { keys } = this.association;
    const plaintext = isEncrypted(message) ? this.#protection?.open(message.body) : undefined;
    const hashed = plaintext && parseHashed(message.nextPayload, plaintext);
    if (!hashed || !keys || !equalBytes(hashed.hash, hash1(keys.phase1, this.messageId, hashed.rest))) return undefined;
    this.association.followPeer();
    return findPayload(hashed.payloads, 'attributes');
  }

  #send(payload: AttributesPayload, expecting: 'answer' | 'nothing'): void {
    const { association, messageId } = this;
    const { keys } = association;
    const body = keys && this.#protection?.seal(emitHashed([payload], (rest) => hash1(keys.phase1, messageId, rest)));
    const kind = messages[payload.type];
    if (!body || !kind) return;
    this.#note('transaction-sent', kind, payload.attributes);
    const content = { exchangeType: exchangeTypes.TRANSACTION, messageId, nextPayload: payloadTypes.HASH };
    this.#retransmission.send(association.emit({ flags: isakmpFlags.encryption, body, ...content }), expecting);
  }

  #end(): void {
    const { association, messageId } = this;
    const { connectionId, nodes, env } = association;
    this.#isOver = true;
    association.trace({ kind: 'node-deleted', connectionId, messageId, reason: 'transaction' });
    this.#stopPurge = env.clock.after(purgeDelay, () => {
      this.#retransmission.clear();
      nodes.delete(messageId);
      env.trace({ kind: 'node-purged', connectionId, messageId });
    });
  }

  #note(
    kind: 'transaction-sent' | 'transaction-received',
    message: TransactionMessage,
    attributes: readonly Attribute[],
  ): void {
    const { connectionId, remote } = this.association;
    this.association.trace({ kind, connectionId, remote, messageId: this.messageId, message, attributes });
  }

  #noteBroken({ nextPayload }: IsakmpMessage): void {
    const { connectionId, local, remote } = this.association;
    this.association.trace({ kind: 'bad-message', connectionId, local, remote, nextPayload, attempt: 1 });
  }
}
