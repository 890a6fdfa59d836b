import type { LogLine } from './log-line.ts';

/** What was read of a console, where it stands in its output, and when. */
export interface Captured {
  /** Everything that was printed meanwhile, as it came: bytes as Latin-1. */
  raw: string;
  /** Offsets in bytes since the console's recording began. */
  from: number;
  to: number;
  startedAt: number;
  endedAt: number;
  /** Log lines that came meanwhile; they are no part of an answer. */
  log: LogLine[];
}

/** Several that followed each other, as one. */
export function together(first: Captured, ...others: readonly Captured[]): Captured {
  const all = [first, ...others];
  const last = all.at(-1) ?? first;
  return {
    raw: all.map(({ raw }) => raw).join(''),
    from: first.from,
    to: last.to,
    startedAt: first.startedAt,
    endedAt: last.endedAt,
    log: all.flatMap(({ log }) => log),
  };
}
