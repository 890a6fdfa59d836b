import { describe, expect, it } from 'vitest';
import type { StepVerdict } from '../../src-main/grading/verdict.ts';
import type { AttemptWriter } from '../../src-main/storage/attempt-writer.ts';
import type { Store } from '../../src-main/storage/store.ts';
import { Sqlite } from '../../src-main/storage/sqlite.ts';
import { aLab, freshStore, verdictOf } from './samples.ts';

describe('verdicts', () => {
  function begun(): { store: Store; writer: AttemptWriter; id: string } {
    const store = freshStore();
    const { id } = store.createAttempt(aLab);
    return { store, id, writer: store.writeTo(id) };
  }

  it('are kept whole, every one, oldest first', () => {
    const { store, writer, id } = begun();
    const quote = { evidence: 'e1', role: 'R1', command: 'log', line: 3, text: '%CRYPTO-6\u0000' };
    const first: StepVerdict = {
      ...verdictOf('key', 'failed', 2.5),
      diagnoses: [
        {
          rule: 'P1-PSK',
          title: 't',
          explanation: 'e',
          quotes: [quote],
          mend: 'm',
          confidence: 'certain',
          hints: ['m'],
        },
      ],
    };
    expect(writer.appendVerdict(first)).toBe(1);
    expect(writer.appendVerdict(verdictOf('policy', 'passed', 10))).toBe(2);
    expect(writer.appendVerdict(verdictOf('key', 'passed', 10))).toBe(3);
    expect(store.verdicts.history(id).map(({ sequence, verdict }) => [sequence, verdict.verdict])).toEqual([
      [1, 'failed'],
      [2, 'passed'],
      [3, 'passed'],
    ]);
    expect(store.verdicts.history(id, 'key')[0]?.verdict).toEqual(first);
    expect(store.verdicts.history(id, 'key')).toHaveLength(2);
  });

  it('give the latest and the best of every step, in the order in which the steps were first judged', () => {
    const { store, writer, id } = begun();
    writer.appendVerdict(verdictOf('b', 'partial', 4));
    writer.appendVerdict(verdictOf('a', 'passed', 10));
    writer.appendVerdict(verdictOf('b', 'partial', 6));
    writer.appendVerdict(verdictOf('b', 'partial', 6));
    writer.appendVerdict(verdictOf('b', 'error', 0));
    writer.appendVerdict(verdictOf('a', 'failed', 0));
    const shown = store.verdicts
      .standings(id)
      .map(({ step, latest, best, isLatched }) => [step, latest.sequence, best.sequence, isLatched]);
    expect(shown).toEqual([
      ['b', 5, 3, false],
      ['a', 6, 2, false],
    ]);
  });

  it('put passed before any number of points, and not judged before an error', () => {
    const { store, writer, id } = begun();
    writer.appendVerdict(verdictOf('a', 'partial', 9));
    writer.appendVerdict(verdictOf('a', 'passed', 8));
    writer.appendVerdict(verdictOf('b', 'error', 0));
    writer.appendVerdict(verdictOf('b', 'not judged', 0));
    expect(store.verdicts.standings(id).map(({ best }) => best.verdict.verdict)).toEqual(['passed', 'not judged']);
  });

  it('latch a transient step that has passed once, with the verdict that it passed by', () => {
    const { store, writer, id } = begun();
    writer.appendVerdict(verdictOf('one-side', 'failed', 0, 'transient'));
    expect(store.verdicts.standings(id)[0]?.isLatched).toBe(false);
    writer.appendVerdict(verdictOf('one-side', 'passed', 10, 'transient'));
    writer.appendVerdict(verdictOf('one-side', 'not judged', 0, 'transient'));
    expect(store.verdicts.standings(id)).toMatchObject([
      { step: 'one-side', isLatched: true, best: { sequence: 2 }, latest: { sequence: 3 } },
    ]);
  });

  it('cannot be changed or removed', () => {
    const { store, writer } = begun();
    writer.appendVerdict(verdictOf('a', 'failed', 0));
    const intruder = new Sqlite(store.path, { mode: 'write', patience: 1000 });
    expect(() => intruder.execute('UPDATE verdict SET earned = 10')).toThrow('append-only');
    expect(() => intruder.execute('DELETE FROM verdict')).toThrow('append-only');
  });
});
