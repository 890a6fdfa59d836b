import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src-main/grading/evidence.ts';
import { Sqlite } from '../../src-main/storage/sqlite.ts';
import type { AttemptWriter } from '../../src-main/storage/attempt-writer.ts';
import type { Store } from '../../src-main/storage/store.ts';
import { evidenceNumber } from './evidence-sample.ts';
import { aLab, freshStore } from './samples.ts';

describe('evidence', () => {
  function begun(): { store: Store; writer: AttemptWriter; id: string } {
    const store = freshStore();
    const { id } = store.createAttempt(aLab);
    return { store, id, writer: store.writeTo(id) };
  }

  it('is kept exactly, control characters and all, in order', () => {
    const { store, writer, id } = begun();
    const records: Evidence[] = [
      evidenceNumber(0, { text: 'a\u0000b\r\n\u001b[Kfüß\u{1f512}\n', phase: { kind: 'after', action: 'ping' } }),
      evidenceNumber(1, { command: 'log', text: '', deviceTime: 0.125, phase: { kind: 'end' } }),
      evidenceNumber(2, { command: 'show\u0000x', phase: { kind: 'diagnosis' } }),
    ];
    writer.appendEvidence(...records.slice(0, 1));
    writer.appendEvidence(...records.slice(1));
    expect(store.evidence.of(id)).toEqual(records);
    expect(store.evidence.of(id, 1)).toEqual(records.slice(2));
    expect(store.evidence.find(id, 'e1')).toEqual(records[1]);
    expect(store.evidence.find(id, 'e9')).toBeUndefined();
  });

  it('says where a reopened attempt goes on', () => {
    const { store, writer, id } = begun();
    expect(store.evidence.last(id)).toBeUndefined();
    writer.appendEvidence(evidenceNumber(1), evidenceNumber(2, { epoch: 7 }));
    expect(store.evidence.last(id)).toEqual({ sequence: 2, epoch: 7 });
  });

  it('has no gaps and no second record of the same id, and takes all of a capture or nothing', () => {
    const { store, writer, id } = begun();
    writer.appendEvidence(evidenceNumber(1));
    expect(() => writer.appendEvidence(evidenceNumber(2), evidenceNumber(4))).toThrow('gap');
    expect(() => writer.appendEvidence(evidenceNumber(1))).toThrow('gap');
    expect(() => writer.appendEvidence(evidenceNumber(2, { id: 'e1' }))).toThrow('UNIQUE');
    expect(store.evidence.of(id)).toHaveLength(1);
  });

  it('counts for every attempt by itself', () => {
    const { store, writer, id } = begun();
    const other = store.createAttempt(aLab).id;
    writer.appendEvidence(evidenceNumber(1), evidenceNumber(2));
    store.writeTo(other).appendEvidence(evidenceNumber(1, { role: 'R3' }));
    expect(store.evidence.of(other).map(({ role }) => role)).toEqual(['R3']);
    expect(store.evidence.of(id)).toHaveLength(2);
  });

  it('cannot be changed, replaced or removed, not even by a program that tries', () => {
    const { store, writer, id } = begun();
    writer.appendEvidence(evidenceNumber(1));
    const intruder = new Sqlite(store.path, { mode: 'write', patience: 1000 });
    intruder.execute('PRAGMA recursive_triggers = ON');
    const copy = `SELECT attempt, sequence + 1, id, role, command, 'forged', taken_at, device_time, epoch, phase FROM evidence`;
    for (const sql of [
      `UPDATE evidence SET text = 'forged'`,
      'DELETE FROM evidence',
      `DELETE FROM evidence WHERE attempt = '${id}'`,
      `INSERT OR REPLACE INTO evidence ${copy}`,
    ])
      expect(() => intruder.execute(sql)).toThrow('append-only');
    expect(store.evidence.of(id)).toEqual([evidenceNumber(1)]);
  });
});
