import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore, readStore } from '../../src-main/storage/store.ts';
import { evidenceNumber } from './evidence-sample.ts';
import { aLab, freshStore } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('the store', () => {
  it('is created with its folder, for its user alone', () => {
    const file = path.join(temporaryFolder(), 'new', 'quickmode.db');
    const store = freshStore(file);
    store.createAttempt(aLab);
    if (process.platform === 'win32') return;
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    for (const suffix of ['', '-wal', '-shm']) expect(statSync(file + suffix).mode & 0o777).toBe(0o600);
  });

  it('has everything again when it is opened again', () => {
    const store = freshStore();
    const { id } = store.createAttempt(aLab);
    store.writeTo(id).appendEvidence(evidenceNumber(1));
    store.close();
    const again = freshStore(store.path);
    expect(again.evidence.of(id)).toEqual([evidenceNumber(1)]);
    expect(statSync(store.path).size).toBeGreaterThan(0);
  });

  it('keeps its whole content in the one file after the close', () => {
    const store = freshStore();
    const { id } = store.createAttempt(aLab);
    store.close();
    const copy = path.join(temporaryFolder(), 'copy.db');
    writeFileSync(copy, readFileSync(store.path));
    expect(freshStore(copy).attempts.get(id).lab).toBe('gre-to-vti');
  });

  it('can be read while it is open to write, and the reader sees what is new', () => {
    const store = freshStore();
    const { id } = store.createAttempt(aLab);
    const reader = readStore(store.path);
    const writer = store.writeTo(id);
    writer.appendEvidence(evidenceNumber(1));
    expect(reader.evidence.of(id)).toHaveLength(1);
    writer.appendEvidence(evidenceNumber(2));
    expect(reader.evidence.of(id)).toHaveLength(2);
    reader.close();
  });

  it('cannot be read where there is none, and none is made', () => {
    const file = path.join(temporaryFolder(), 'quickmode.db');
    expect(() => readStore(file)).toThrow(expect.objectContaining({ code: 'no-database' }));
    expect(() => statSync(file)).toThrow('ENOENT');
  });

  it('refuses a file that is no database and leaves it as it is', () => {
    const file = path.join(temporaryFolder(), 'quickmode.db');
    writeFileSync(file, 'my diary\n'.repeat(1000));
    const refusal = expect.objectContaining({
      code: 'not-a-database',
      message: expect.stringContaining(file) as string,
    }) as Error;
    expect(() => openStore(file)).toThrow(refusal);
    expect(() => readStore(file)).toThrow(refusal);
    expect(readFileSync(file, 'utf8')).toBe('my diary\n'.repeat(1000));
  });

  it('says that a file is damaged, on opening it or on reading what is damaged', () => {
    const store = freshStore();
    const { id } = store.createAttempt(aLab);
    const writer = store.writeTo(id);
    for (let sequence = 0; sequence < 100; sequence++)
      writer.appendEvidence(evidenceNumber(sequence, { text: 'x'.repeat(2000) }));
    store.close();
    const whole = readFileSync(store.path);
    const damaged = path.join(temporaryFolder(), 'damaged.db');
    writeFileSync(damaged, Buffer.concat([whole.subarray(0, 8192), Buffer.alloc(whole.length - 8192, 0xa5)]));
    const read = (): unknown => {
      const broken = openStore(damaged);
      return broken.attempts.list().map((attempt) => broken.evidence.of(attempt.id));
    };
    expect(read).toThrow(expect.objectContaining({ code: 'damaged-database' }));
  });

  it('says so where its place is taken by a folder or is below a file', () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'file'), '');
    for (const place of [folder, path.join(folder, 'file', 'quickmode.db')])
      expect(() => openStore(place)).toThrow(expect.objectContaining({ kind: 'bad-input', code: 'cannot-open' }));
  });

  it.skipIf(process.platform === 'win32')('says so where it may not write', () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o555);
    const refusal = expect.objectContaining({ kind: 'bad-input', code: 'read-only' }) as Error;
    asOrdinaryUser(() => {
      expect(() => openStore(path.join(folder, 'quickmode.db'))).toThrow(refusal);
      expect(() => openStore(path.join(folder, 'new', 'quickmode.db'))).toThrow(refusal);
    });
    chmodSync(folder, 0o755);
  });

  it('refuses to write through a writer that was released', () => {
    const store = freshStore();
    const writer = store.writeTo(store.createAttempt(aLab).id);
    writer.release();
    writer.release();
    expect(() => writer.moveTo('x')).toThrow('was released');
  });
});

/** The superuser may write everywhere, so it becomes nobody for a moment. */
function asOrdinaryUser(run: () => void): void {
  if (process.getuid?.() !== 0) return run();
  process.seteuid?.(65534);
  try {
    run();
  } finally {
    process.seteuid?.(0);
  }
}
