/** What routers printed. It is only ever added to; the database itself refuses everything else. */
import type { Evidence } from '../grading/evidence.ts';
import { jsonOf, numberOf, textOf } from './row.ts';
import type { Row, Sqlite } from './sqlite.ts';

const columns = `id, sequence, role, CAST(command AS BLOB) AS command, CAST(text AS BLOB) AS text,
  taken_at, device_time, epoch, phase`;

export class EvidenceReader {
  constructor(private readonly database: Sqlite) {}

  /** All of an attempt's evidence in order, or what came after the record with that sequence number. */
  of(attempt: string, after = -1): Evidence[] {
    const sql = `SELECT ${columns} FROM evidence WHERE attempt = ? AND sequence > ? ORDER BY sequence`;
    return this.database.all(sql, [attempt, after]).map(evidenceOfRow);
  }

  find(attempt: string, id: string): Evidence | undefined {
    const row = this.database.first(`SELECT ${columns} FROM evidence WHERE attempt = ? AND id = ?`, [attempt, id]);
    return row && evidenceOfRow(row);
  }

  /** The sequence number of the last record and its epoch, from where a reopened attempt goes on. */
  last(attempt: string): { sequence: number; epoch: number } | undefined {
    const sql = 'SELECT sequence, epoch FROM evidence WHERE attempt = ? ORDER BY sequence DESC LIMIT 1';
    const row = this.database.first(sql, [attempt]);
    return row && { sequence: numberOf(row, 'sequence'), epoch: numberOf(row, 'epoch') };
  }
}

/** Sequence numbers go on from the attempt's last record without a gap; an id stands for one record of the attempt. */
export function appendEvidence(database: Sqlite, attempt: string, records: readonly Evidence[]): void {
  for (const { sequence, id, role, command, text, takenAt, deviceTime, epoch, phase } of records)
    database.run('INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
      ...[attempt, sequence, id, role, command, text],
      ...[takenAt, deviceTime, epoch, JSON.stringify(phase)],
    ]);
}

function evidenceOfRow(row: Row): Evidence {
  return {
    id: textOf(row, 'id'),
    sequence: numberOf(row, 'sequence'),
    role: textOf(row, 'role'),
    command: textOf(row, 'command'),
    text: textOf(row, 'text'),
    takenAt: textOf(row, 'taken_at'),
    deviceTime: numberOf(row, 'device_time'),
    epoch: numberOf(row, 'epoch'),
    phase: jsonOf(row, 'phase') as Evidence['phase'],
  };
}
