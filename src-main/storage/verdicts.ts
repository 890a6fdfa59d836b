/** Every verdict that was ever given, and where each step stands. */
import type { StepVerdict } from '../grading/verdict.ts';
import { jsonOf, numberOf, textOf } from './row.ts';
import type { Row, Sqlite } from './sqlite.ts';

export interface StoredVerdict {
  /** Rises by one with every verdict of an attempt, from 1. */
  sequence: number;
  /** ISO 8601, UTC. */
  givenAt: string;
  verdict: StepVerdict;
}

/** The records of evidence that were taken for a verdict: those after one, up to and with another. */
export interface Span {
  after: number;
  last: number;
}

export type VerdictSpan = StoredVerdict & Span;

/** One step's standing. */
export interface Standing {
  step: string;
  latest: StoredVerdict;
  /** The most that was reached: passed, then the most points; of equals the first, whose evidence earned it. */
  best: StoredVerdict;
  /** A transient step that has passed once: `best` stays, whatever the finished network shows. */
  isLatched: boolean;
}

const standings = `
WITH ranked AS (
  SELECT *,
    row_number() OVER (PARTITION BY step ORDER BY sequence DESC) AS from_last,
    row_number() OVER (PARTITION BY step ORDER BY
      CASE verdict WHEN 'passed' THEN 0 WHEN 'partial' THEN 1 WHEN 'failed' THEN 2 WHEN 'not judged' THEN 3 ELSE 4 END,
      earned DESC, sequence) AS from_best,
    min(sequence) OVER (PARTITION BY step) AS first_given
  FROM verdict WHERE attempt = ?
)
SELECT step, sequence, given_at, CAST(content AS BLOB) AS content, from_last, from_best
FROM ranked WHERE from_last = 1 OR from_best = 1 ORDER BY first_given, from_best`;

export class VerdictReader {
  constructor(private readonly database: Sqlite) {}

  /** The whole history, oldest first; of one step when it is named. */
  history(attempt: string, step?: string): StoredVerdict[] {
    const one = step === undefined ? '' : 'AND step = ?';
    const sql = `SELECT sequence, given_at, CAST(content AS BLOB) AS content
      FROM verdict WHERE attempt = ? ${one} ORDER BY sequence`;
    return this.database.all(sql, step === undefined ? [attempt] : [attempt, step]).map(verdictOfRow);
  }

  /** Of every verdict, oldest first, the evidence that it was made of. Verdicts of an older QuickMode have none noted. */
  spans(attempt: string): VerdictSpan[] {
    const sql = `SELECT verdict.sequence, given_at, CAST(content AS BLOB) AS content, after, last
      FROM verdict JOIN verdict_evidence AS span ON span.attempt = verdict.attempt AND span.verdict = verdict.sequence
      WHERE verdict.attempt = ? ORDER BY verdict.sequence`;
    return this.database.all(sql, [attempt]).map((row) => ({
      ...verdictOfRow(row),
      ...{ after: numberOf(row, 'after'), last: numberOf(row, 'last') },
    }));
  }

  /** Every step that was ever judged, in the order in which they were first. */
  standings(attempt: string): Standing[] {
    const rows = this.database.all(standings, [attempt]);
    const best = rows.filter((row) => row['from_best'] === 1).map(verdictOfRow);
    const latest = new Map(
      rows.filter((row) => row['from_last'] === 1).map((row) => [textOf(row, 'step'), verdictOfRow(row)]),
    );
    return best.map((stored) => {
      const { step, kind, verdict } = stored.verdict;
      const isLatched = kind === 'transient' && verdict === 'passed';
      return { step, latest: latest.get(step) ?? stored, best: stored, isLatched };
    });
  }
}

/** Returns the verdict's sequence number. */
export function appendVerdict(database: Sqlite, attempt: string, verdict: StepVerdict, now: Date): number {
  const last = database.value('SELECT max(sequence) FROM verdict WHERE attempt = ?', [attempt]);
  const sequence = Number(last) + 1;
  database.run('INSERT INTO verdict VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', [
    ...[attempt, sequence, verdict.step, verdict.kind, verdict.verdict],
    ...[verdict.points.earned, verdict.points.of, now.toISOString(), JSON.stringify(verdict)],
  ]);
  return sequence;
}

export function noteSpan(database: Sqlite, attempt: string, verdict: number, { after, last }: Span): void {
  database.run('INSERT INTO verdict_evidence VALUES (?, ?, ?, ?)', [attempt, verdict, after, last]);
}

function verdictOfRow(row: Row): StoredVerdict {
  return {
    sequence: numberOf(row, 'sequence'),
    givenAt: textOf(row, 'given_at'),
    verdict: verdictIn(row),
  };
}

/** Verdicts from before there were questions have none. */
function verdictIn(row: Row): StepVerdict {
  const verdict = jsonOf(row, 'content') as Omit<StepVerdict, 'questions'> & Partial<StepVerdict>;
  return { ...verdict, questions: verdict.questions ?? [] };
}
