/** The one who may write to an attempt. Every call is on the disk, whole, when it returns. */
import type { Stop } from '../base/disposable.ts';
import type { Evidence } from '../grading/evidence.ts';
import type { StepVerdict } from '../grading/verdict.ts';
import { closeAnswers, putAnswer, putTries, showAnswer, type NewAnswer } from './answers.ts';
import { keepBeginning, type Beginning } from './beginnings.ts';
import type { Environs } from './environs.ts';
import { appendEvidence } from './evidence.ts';
import { takeHint } from './hints.ts';
import { appendLines, appendRestart, type JournalLine } from './journal.ts';
import type { Sqlite } from './sqlite.ts';
import { appendVerdict, noteSpan, type Span } from './verdicts.ts';

export class AttemptWriter {
  #release: Stop | undefined;

  constructor(
    /** The attempt's id. */
    readonly attempt: string,
    private readonly database: Sqlite,
    private readonly environs: Environs,
    release: Stop,
  ) {
    this.#release = release;
  }

  /** Sequence numbers go on from the attempt's last record (`evidence.last`) without a gap. */
  appendEvidence(...records: readonly Evidence[]): void {
    this.#write(() => appendEvidence(this.database, this.attempt, records));
  }

  /**
   * The answers of its step have been judged with it. Returns the verdict's sequence number.
   * @param span the evidence that it was made of
   */
  appendVerdict(verdict: StepVerdict, span?: Span): number {
    return this.appendStep([], verdict, span);
  }

  /** Evidence and the verdict on it, both or neither. Returns the verdict's sequence number. */
  appendStep(records: readonly Evidence[], verdict: StepVerdict, span?: Span): number {
    return this.#write((now) => {
      appendEvidence(this.database, this.attempt, records);
      closeAnswers(this.database, this.attempt, verdict, now);
      const sequence = appendVerdict(this.database, this.attempt, verdict, now);
      if (span) noteSpan(this.database, this.attempt, sequence, span);
      return sequence;
    });
  }

  /** Replaces the answer that was there, as long as it has not been judged. */
  putAnswer(answer: NewAnswer): void {
    this.#write((now) => putAnswer(this.database, this.attempt, answer, now));
  }

  /** As an attempt of another QuickMode has them: all tries of one question. */
  putTries(step: string, question: string, tries: readonly (readonly string[])[]): void {
    this.#write((now) => putTries(this.database, this.attempt, { step, question, tries }, now));
  }

  /** The right answer to a question is shown: no other counts any more. */
  showAnswer(step: string, question: string): void {
    this.#write((now) => showAnswer(this.database, this.attempt, { step, question }, now));
  }

  /** Returns the journal's position after them. */
  appendLines(...lines: readonly JournalLine[]): number {
    return this.#write((now) => appendLines(this.database, this.attempt, lines, now));
  }

  /** The lines in force are those of `position` again. Returns the journal's position after the mark. */
  restartFrom(position: number): number {
    return this.#write((now) => appendRestart(this.database, this.attempt, position, now));
  }

  /** What a router was like when the attempt began with it. */
  keepBeginning(beginning: Beginning): void {
    this.#write((now) => keepBeginning(this.database, this.attempt, beginning, now));
  }

  takeHint(step: string, hint: number): void {
    this.#write((now) => takeHint(this.database, this.attempt, { step, hint, takenAt: now.toISOString() }));
  }

  /** The learner is at this step now. */
  moveTo(step: string): void {
    this.#write(() => this.database.run('UPDATE attempt SET step = ? WHERE id = ?', [step, this.attempt]));
  }

  /** Others may write from here on, and this one may not. */
  release(): void {
    const release = this.#release;
    if (!release) return;
    this.#release = undefined;
    release();
  }

  #write<T>(work: (now: Date) => T): T {
    if (!this.#release) throw new Error(`the attempt ${this.attempt} was released and is written to`);
    const now = this.environs.now();
    return this.database.transaction(() => {
      const result = work(now);
      this.database.run('UPDATE attempt SET last_used = ? WHERE id = ?', [now.toISOString(), this.attempt]);
      return result;
    });
  }
}
