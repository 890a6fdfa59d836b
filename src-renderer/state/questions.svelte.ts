import { createContext } from 'svelte';
import type { Answer, Laboratory, Question, QuestionEvent, Stop } from '../../src-main/api/contract/laboratory.ts';
import { troubleOf, type Trouble } from '../host/trouble.ts';

export interface Asked {
  id: number;
  question: Question;
  /** What was answered to it before did not do. */
  isAgain: boolean;
}

/** What devices and servers want to know of the user, one after another. */
export class Questions {
  #waiting = $state.raw<readonly Asked[]>([]);
  /** The question whose answer is on its way. */
  #answering = $state<number | undefined>();
  /** The passphrase that was given last did not do, if the next question is for one again. */
  #gavePassphrase = false;
  /** Why the last answer was not taken. */
  trouble = $state.raw<Trouble | undefined>();

  constructor(private readonly asking: Pick<Laboratory, 'onQuestion' | 'answer'>) {}

  /** Listens until it is stopped. Where nobody listens nothing is asked, and what would have to ask fails. */
  follow(): Stop {
    return this.asking.onQuestion((event) => this.#take(event));
  }

  get current(): Asked | undefined {
    return this.#waiting[0];
  }

  /** How many more wait behind the one that is shown. */
  get more(): number {
    return Math.max(0, this.#waiting.length - 1);
  }

  get isAnswering(): boolean {
    return this.#answering !== undefined;
  }

  async answer({ id }: Asked, answer: Answer): Promise<void> {
    if (this.#answering !== undefined) return;
    this.#answering = id;
    this.trouble = undefined;
    try {
      this.#gavePassphrase = answer.kind === 'passphrase';
      await this.asking.answer(id, answer);
      this.#settle(id);
    } catch (error) {
      // It was answered elsewhere in between: then it is gone, and there is nothing to complain about.
      if (this.#waiting.some((one) => one.id === id)) this.trouble = troubleOf(error);
    }
    this.#answering = undefined;
  }

  /** The engine has gone, and its questions with it: they are told again when it is back. */
  forget(): void {
    this.#waiting = [];
    this.trouble = undefined;
  }

  #take(event: QuestionEvent): void {
    if (event.kind === 'settled') return this.#settle(event.id);
    const { id, question } = event;
    const isAgain = question.kind === 'passphrase' && this.#gavePassphrase;
    if (question.kind === 'passphrase') this.#gavePassphrase = false;
    this.#waiting = [...this.#waiting.filter((one) => one.id !== id), { id, question, isAgain }];
  }

  #settle(id: number): void {
    if (this.current?.id === id) this.trouble = undefined;
    this.#waiting = this.#waiting.filter((one) => one.id !== id);
  }
}

export const [getQuestions, setQuestions] = createContext<Questions>();
