/** What only the user can say: asked of whoever listens, one window or several, or a terminal. */
import type { Answer, Question, QuestionEvent } from '../../api/contract/servers.ts';
import type { Stop } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import { Failure } from '../../base/errors.ts';

interface Waiting {
  question: Question;
  answer: Promise<Answer>;
  settle: (answer: Answer) => void;
}

/** Which answers fit which question; refusing fits all. */
const fitting: Readonly<Record<Question['kind'], Answer['kind']>> = {
  'host-key': 'trust',
  certificate: 'trust',
  'device-login': 'login',
  'server-login': 'login',
  passphrase: 'passphrase',
};

export class Questions {
  readonly #events = new Emitter<QuestionEvent>();
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  /** The same question is asked once, however many wait for it. It is refused where nobody listens. */
  ask(question: Question): Promise<Answer> {
    const same = [...this.#waiting.values()].find((one) => JSON.stringify(one.question) === JSON.stringify(question));
    if (same) return same.answer;
    if (!this.#events.isHeard) return Promise.resolve({ kind: 'refuse' });
    const id = ++this.#last;
    let settle: (answer: Answer) => void = () => undefined;
    const answer = new Promise<Answer>((resolve) => (settle = resolve));
    this.#waiting.set(id, { question, answer, settle });
    this.#events.emit({ kind: 'question', id, question });
    return answer;
  }

  listen(listener: (event: QuestionEvent) => void): Stop {
    const stop = this.#events.on(listener);
    for (const [id, { question }] of this.#waiting) listener({ kind: 'question', id, question });
    return () => {
      stop();
      if (!this.#events.isHeard) for (const id of this.#waiting.keys()) this.#settle(id, { kind: 'refuse' });
    };
  }

  /** @throws Failure unknown-question, wrong-answer */
  answer(id: number, answer: Answer): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) throw new Failure('bad-input', 'unknown-question', 'Nobody waits for this answer any more.');
    if (answer.kind !== 'refuse' && answer.kind !== fitting[waiting.question.kind])
      throw new Failure(
        'bad-input',
        'wrong-answer',
        `This is no answer to a question about a ${waiting.question.kind}.`,
      );
    this.#settle(id, answer);
  }

  #settle(id: number, answer: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.settle(answer);
    this.#events.emit({ kind: 'settled', id });
  }
}
