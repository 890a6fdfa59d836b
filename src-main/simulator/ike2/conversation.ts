/**
 * Requests and answers of one association (RFC 7296 sections 2.1 to 2.3): one request of ours on its way at a time, sent
 * again until it is answered; the peer's taken in order, each answered once and, when it comes again, with the same bytes.
 */
import type { Payload } from '../wire/ikev2/payloads.ts';
import { exchanges } from '../wire/ikev2/numbers.ts';
import { Retransmission, usualPace } from './retransmission.ts';
import type { Task } from './task.ts';

interface ConversationOwner {
  readonly clock: ConstructorParameters<typeof Retransmission>[0];
  /** @returns the datagrams that went out */
  emit(exchange: number, isRequest: boolean, messageId: number, payloads: readonly Payload[]): Uint8Array[];
  transmit(datagrams: readonly Uint8Array[]): void;
  note(
    what: 'retransmitting' | 'exhausted' | 'duplicate',
    about: { messageId: number; exchange: number; attempt: number },
  ): void;
  /** The answer to a request of the peer's; undefined when it gets none. */
  answer(exchange: number, payloads: readonly Payload[]): Payload[] | undefined;
  exhausted(): void;
}

interface Current<Place> {
  task: Task<Place>;
  messageId: number;
}

export class Conversation<Place> {
  nextLocal = 0;
  nextRemote = 0;
  #current: Current<Place> | undefined;
  #queue: Task<Place>[] = [];
  #lastAnswer: { messageId: number; exchange: number; datagrams: readonly Uint8Array[] } | undefined;
  #isClosed = false;
  /** What is asked for while a request is looked at goes out after the answer to it. */
  #isAnswering = false;
  readonly #retransmission: Retransmission;

  constructor(private readonly owner: ConversationOwner) {
    this.#retransmission = new Retransmission(owner.clock, {
      transmit: (datagrams) => owner.transmit(datagrams),
      retransmitting: (attempt) => owner.note('retransmitting', this.#about(attempt)),
      exhausted: () => {
        owner.note('exhausted', this.#about(0));
        owner.exhausted();
      },
    });
  }

  get queued(): number {
    return this.#queue.length + (this.#current ? 1 : 0);
  }

  /** What is on its way. */
  get current(): Task<Place> | undefined {
    return this.#current?.task;
  }

  get tasks(): readonly Task<Place>[] {
    return this.#current ? [this.#current.task, ...this.#queue] : this.#queue;
  }

  enqueue(task: Task<Place>): void {
    if (this.#isClosed) return task.abandoned();
    this.#queue.push(task);
    this.#next();
  }

  /** Takes what waits, for the association that takes this one's place. */
  takeQueue(): Task<Place>[] {
    return this.#queue.splice(0);
  }

  receiveAnswer(messageId: number, exchange: number, payloads: readonly Payload[]): boolean {
    const current = this.#current;
    if (current?.messageId !== messageId || current.task.exchange !== exchange) return false;
    const outcome = current.task.answered(payloads);
    if (outcome === 'unusable' || this.#isClosed) return true;
    if (outcome === 'again') this.#send(current);
    else {
      this.#retransmission.stop();
      this.#current = undefined;
      this.#next();
    }
    return true;
  }

  /** @param answerTo says what there is to say; as a rule the owner does */
  receiveRequest(
    messageId: number,
    exchange: number,
    payloads: readonly Payload[],
    answerTo: () => Payload[] | undefined = () => this.owner.answer(exchange, payloads),
  ): boolean {
    if (messageId !== this.nextRemote) return false;
    this.#isAnswering = true;
    const answer = answerTo();
    if (answer) {
      this.nextRemote = messageId + 1;
      const datagrams = this.owner.emit(exchange, false, messageId, answer);
      this.#lastAnswer = { messageId, exchange, datagrams };
      this.owner.transmit(datagrams);
    }
    this.#isAnswering = false;
    this.#next();
    return true;
  }

  /** The peer has asked once more what has been answered. */
  repeatAnswer(messageId: number): boolean {
    const last = this.#lastAnswer;
    if (last?.messageId !== messageId) return false;
    this.owner.note('duplicate', { messageId, exchange: last.exchange, attempt: 0 });
    this.owner.transmit(last.datagrams);
    return true;
  }

  /** Nothing is sent any more but answers to what comes again. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#retransmission.stop();
    const tasks = this.tasks;
    this.#current = undefined;
    this.#queue = [];
    for (const task of tasks) task.abandoned();
  }

  #next(): void {
    while (!this.#current && !this.#isClosed && !this.#isAnswering) {
      const task = this.#queue.shift();
      if (!task) return;
      const messageId = this.nextLocal;
      this.#send({ task, messageId });
    }
  }

  #send(current: Current<Place>): void {
    const payloads = current.task.build();
    if (!payloads) {
      this.#retransmission.stop();
      this.#current = undefined;
      return;
    }
    this.#current = current;
    this.nextLocal = current.messageId + 1;
    const { task, messageId } = current;
    const datagrams = this.owner.emit(task.exchange, true, messageId, payloads);
    this.#retransmission.send(datagrams, task.pace ?? usualPace);
  }

  #about(attempt: number): { messageId: number; exchange: number; attempt: number } {
    const { messageId = 0, task } = this.#current ?? {};
    return { messageId, exchange: task?.exchange ?? exchanges.INFORMATIONAL, attempt };
  }
}
