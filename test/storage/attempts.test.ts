import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src-main/storage/content-hash.ts';
import { openStore } from '../../src-main/storage/store.ts';
import { evidenceNumber } from './evidence-sample.ts';
import { aLab, freshStore, verdictOf } from './samples.ts';

describe('attempts', () => {
  it('keep what they began with', () => {
    const store = freshStore();
    const made = store.createAttempt({ ...aLab, seed: '17' });
    expect(made).toEqual({
      id: '2026-11-20-29gq',
      lab: 'gre-to-vti',
      labVersion: 1,
      contentHash: contentHash(aLab.files),
      seed: '17',
      place: { kind: 'builtin' },
      created: '2026-11-20T09:00:00.000Z',
      lastUsed: '2026-11-20T09:00:00.000Z',
      step: 'gre',
    });
    expect(store.attempts.get(made.id)).toEqual(made);
    expect(store.attempts.files(made.id)).toEqual(aLab.files);
    expect(store.createAttempt({ ...aLab, step: undefined })).toMatchObject({ seed: undefined, step: undefined });
  });

  it('are found by the end of their name, in any case, as long as it is one', () => {
    const store = freshStore();
    const { id } = store.createAttempt(aLab);
    expect(store.attempts.get(id.slice(-4).toUpperCase()).id).toBe(id);
    expect(() => store.attempts.get('zzzz')).toThrow(
      expect.objectContaining({ kind: 'bad-input', code: 'unknown-attempt', message: 'There is no attempt zzzz.' }),
    );
    expect(() => store.attempts.files('zzzz')).toThrow(expect.objectContaining({ code: 'unknown-attempt' }));
    const writer = store.writeTo(id.slice(-4));
    expect(writer.attempt).toBe(id);
  });

  it('are listed with the last used first', () => {
    const store = freshStore();
    const [first, second, third] = [1, 2, 3].map(() => store.createAttempt(aLab).id);
    store.writeTo(second ?? '').moveTo('vti');
    expect(store.attempts.list().map(({ id }) => id)).toEqual([second, third, first]);
    expect(store.attempts.get(second ?? '')).toMatchObject({ step: 'vti', lastUsed: '2026-11-20T09:00:04.000Z' });
  });

  it('get another name where one is taken', () => {
    const throws = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2];
    const store = openStore(freshStore().path, { now: () => new Date(0), dice: () => throws.shift() ?? 0 });
    expect([1, 2].map(() => store.createAttempt(aLab).id)).toEqual(['1970-01-01-3333', '1970-01-01-3334']);
    store.close();
  });

  it('go as a whole, and leave the others with their copy of the lab', () => {
    const store = freshStore();
    const gone = store.createAttempt(aLab).id;
    const stays = store.createAttempt(aLab).id;
    for (const id of [gone, stays]) {
      const writer = store.writeTo(id);
      writer.appendEvidence(evidenceNumber(1));
      writer.appendVerdict(verdictOf('gre', 'passed', 10));
      writer.appendLines({ node: 'n1', path: [], line: 'hostname R1' });
      writer.takeHint('gre', 0);
      writer.release();
    }
    store.removeAttempt(gone);
    expect(store.attempts.list().map(({ id }) => id)).toEqual([stays]);
    expect(store.evidence.of(gone)).toEqual([]);
    expect(store.verdicts.history(gone)).toEqual([]);
    expect(store.journal.entries(gone)).toEqual([]);
    expect(store.hints.of(gone)).toEqual([]);
    expect(store.evidence.of(stays)).toHaveLength(1);
    expect(store.attempts.files(stays)).toEqual(aLab.files);
    expect(() => store.removeAttempt(gone)).toThrow(expect.objectContaining({ code: 'unknown-attempt' }));
  });

  it('are not removed while somebody writes to them', () => {
    const store = freshStore();
    const { id } = store.createAttempt(aLab);
    const writer = store.writeTo(id);
    expect(() => store.removeAttempt(id)).toThrow(expect.objectContaining({ kind: 'busy', code: 'attempt-busy' }));
    writer.release();
    store.removeAttempt(id);
    expect(store.attempts.list()).toEqual([]);
  });
});
