/**
 * The configuration lines that an attempt's routers accepted, in order. Built-in routers boot from it. Going back to a
 * position in it is a mark, so that nothing is ever taken out.
 */
import { jsonOf, numberOf, textOf } from './row.ts';
import type { Row, Sqlite } from './sqlite.ts';

/** One accepted line. */
export interface JournalLine {
  node: string;
  /** The commands that lead from configuration mode to the line's own mode: ["crypto isakmp policy 10"]. */
  path: readonly string[];
  line: string;
}

export type JournalEntry =
  | ({ kind: 'line'; sequence: number; acceptedAt: string } & JournalLine)
  | { kind: 'restart'; sequence: number; acceptedAt: string; from: number };

export class JournalReader {
  constructor(private readonly database: Sqlite) {}

  /** Everything, marks included, oldest first. Sequence numbers rise by one, from 1. */
  entries(attempt: string): JournalEntry[] {
    const sql = `SELECT sequence, node, path, CAST(line AS BLOB) AS line, restart_from, accepted_at
      FROM journal WHERE attempt = ? ORDER BY sequence`;
    return this.database.all(sql, [attempt]).map(entryOfRow);
  }

  /** The position after the last entry: 0 for an empty journal. */
  position(attempt: string): number {
    return journalPosition(this.database, attempt);
  }

  /** The lines in force, of every node that has any, in order; now or as of a position. */
  inForce(attempt: string, position?: number): Map<string, JournalLine[]> {
    const byNode = new Map<string, JournalLine[]>();
    for (const { node, path, line } of linesInForce(this.entries(attempt), position)) {
      const lines = byNode.get(node) ?? [];
      byNode.set(node, lines);
      lines.push({ node, path, line });
    }
    return byNode;
  }
}

/** What stands at a position: after the last mark before it, and before that what stood where the mark points to. */
export function linesInForce(entries: readonly JournalEntry[], position = Infinity): JournalLine[] {
  let end = position;
  const backwards: JournalLine[] = [];
  for (const entry of entries.toReversed()) {
    if (entry.sequence > end) continue;
    if (entry.kind === 'line') backwards.push(entry);
    else end = entry.from;
  }
  return backwards.reverse();
}

/** Returns the position after them. */
export function appendLines(database: Sqlite, attempt: string, lines: readonly JournalLine[], now: Date): number {
  let position = journalPosition(database, attempt);
  for (const { node, path, line } of lines)
    database.run('INSERT INTO journal VALUES (?, ?, ?, ?, ?, NULL, ?)', [
      ...[attempt, ++position, node, JSON.stringify(path), line, now.toISOString()],
    ]);
  return position;
}

/** From here on the lines in force are those of `position`. Returns the position after the mark. */
export function appendRestart(database: Sqlite, attempt: string, position: number, now: Date): number {
  const sequence = journalPosition(database, attempt) + 1;
  database.run('INSERT INTO journal VALUES (?, ?, NULL, NULL, NULL, ?, ?)', [
    ...[attempt, sequence, position, now.toISOString()],
  ]);
  return sequence;
}

function journalPosition(database: Sqlite, attempt: string): number {
  return Number(database.value('SELECT max(sequence) FROM journal WHERE attempt = ?', [attempt]));
}

function entryOfRow(row: Row): JournalEntry {
  const common = { sequence: numberOf(row, 'sequence'), acceptedAt: textOf(row, 'accepted_at') };
  if (row['restart_from'] !== null) return { kind: 'restart', ...common, from: numberOf(row, 'restart_from') };
  const path = jsonOf(row, 'path') as string[];
  return { kind: 'line', ...common, node: textOf(row, 'node'), path, line: textOf(row, 'line') };
}
