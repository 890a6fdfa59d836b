import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src-main/base/random.ts';
import { Sqlite } from '../../src-main/storage/sqlite.ts';
import { startChild } from './child-process.ts';
import { aLab, freshStore } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('a process that is killed', () => {
  it('loses nothing that was called written, damages nothing and locks nobody out', async () => {
    const store = freshStore();
    const { id } = store.createAttempt(aLab);
    const random = seededRandom('killed');
    for (let round = 0; round < 6; round++) {
      const child = startChild('evidence-child.ts', store.path, id);
      const lines = 1 + random.int(120);
      let said = '0';
      for (let line = 0; line < lines; line++) said = (await child.nextLine()) ?? said;
      const rest = await child.kill();
      const written = Number(rest.at(-1) ?? said);
      const kept = store.evidence.of(id);
      expect(kept.length).toBeGreaterThanOrEqual(Number.isNaN(written) ? 0 : written);
      // Pairs are one capture each: whole or not there.
      expect(kept.length % 2).toBe(0);
      expect(kept.map(({ sequence }) => sequence)).toEqual(kept.map((_, index) => index + 1));
      store.writeTo(id).release();
    }
    const database = new Sqlite(store.path, { mode: 'read', patience: 1000 });
    expect(database.value('PRAGMA integrity_check')).toBe('ok');
    expect(store.evidence.of(id).length).toBeGreaterThan(0);
  });

  it('is the one writer of its attempt while it lives, and others may read', async () => {
    const store = freshStore();
    const { id } = store.createAttempt(aLab);
    const other = store.createAttempt(aLab).id;
    const child = startChild('evidence-child.ts', store.path, id);
    await child.nextLine();
    await child.nextLine();
    expect(() => store.writeTo(id)).toThrow(
      expect.objectContaining({
        kind: 'busy',
        code: 'attempt-busy',
        message: expect.stringMatching(/open in another QuickMode \(process \d+, since 20/) as string,
      }),
    );
    expect(() => store.removeAttempt(id)).toThrow(expect.objectContaining({ code: 'attempt-busy' }));
    expect(store.evidence.of(id).length).toBeGreaterThanOrEqual(2);
    store.writeTo(other).moveTo('x');
    await child.kill();
    store.writeTo(id).moveTo('x');
  });
});

describe('processes that begin together', () => {
  it('all find one good database', async () => {
    const file = path.join(temporaryFolder(), 'new', 'quickmode.db');
    const children = Array.from({ length: 4 }, () => startChild('opening-child.ts', file));
    const said = await Promise.all(children.map((child) => child.nextLine()));
    const keys = new Set(said.map((line) => line?.split(' ')[1]));
    expect(keys.size).toBe(1);
    expect(freshStore(file).attempts.list()).toHaveLength(4);
  });
});

describe('a process that has opened the database twice', () => {
  it('keeps its log when another one comes and goes, and what it writes then is seen', async () => {
    const first = freshStore();
    freshStore(first.path);
    const child = startChild('opening-child.ts', first.path);
    await child.nextLine();
    await child.nextLine();
    const { id } = first.createAttempt(aLab);
    const late = startChild('reading-child.ts', first.path);
    expect(await late.nextLine()).toContain(id);
  });
});
