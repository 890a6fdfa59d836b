/** Where the course of an attempt is kept: in the store, or, for an author's proof, in memory and soon forgotten. */
import type { Evidence } from '../grading/evidence.ts';
import type { StepVerdict } from '../grading/verdict.ts';
import type { JournalEntry } from '../providers/provider.ts';
import type { AttemptWriter } from '../storage/attempt-writer.ts';
import type { Span } from '../storage/verdicts.ts';

export interface Keeper {
  /** Evidence is kept before anything is made of it. */
  evidence(record: Evidence): void;
  /** @param span the evidence that it was made of */
  verdict(verdict: StepVerdict, span: Span): void;
  accepted(line: JournalEntry): void;
}

export const forgetful: Keeper = { evidence: ignore, verdict: ignore, accepted: ignore };

export function storedBy(writer: AttemptWriter): Keeper {
  return {
    evidence: (record) => writer.appendEvidence(record),
    verdict: (verdict, span) => void writer.appendVerdict(verdict, span),
    accepted: (line) => void writer.appendLines(line),
  };
}

/**
 * Evidence waits for the verdict that is made of it, and both are kept at once: for work that is graded again where the
 * program is killed in between.
 */
export function gatheredBy(writer: AttemptWriter): Keeper {
  const waiting: Evidence[] = [];
  return {
    ...storedBy(writer),
    evidence: (record) => void waiting.push(record),
    verdict: (verdict, span) => void writer.appendStep(waiting.splice(0), verdict, span),
  };
}

function ignore(): void {
  // Nothing is kept.
}
