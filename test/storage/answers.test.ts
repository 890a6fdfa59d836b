import { expect, it } from 'vitest';
import type { QuestionVerdict } from '../../src-main/grading/verdict.ts';
import { aLab, freshStore, verdictOf } from './samples.ts';

const judged = (id: string, answer: string[], verdict: QuestionVerdict['verdict'] = 'failed'): QuestionVerdict => ({
  ...{ id, verdict, answer, says: '', quotes: [] },
  points: { earned: 0, of: 1 },
});

it('replaces an answer until it is judged, and keeps every try that was', () => {
  const store = freshStore();
  const { id } = store.createAttempt(aLab);
  const writer = store.writeTo(id);
  writer.putAnswer({ step: 'gre', question: 'why', values: ['dh'] });
  writer.putAnswer({ step: 'gre', question: 'why', values: ['psk', 'enc'] });
  writer.putAnswer({ step: 'gre', question: 'spi', values: ['0x1'] });
  expect(store.answers.of(id)).toEqual([
    { step: 'gre', question: 'spi', values: ['0x1'], earlier: [], isShown: false },
    { step: 'gre', question: 'why', values: ['psk', 'enc'], earlier: [], isShown: false },
  ]);
  writer.appendVerdict({ ...verdictOf('gre', 'failed', 0), questions: [judged('why', ['psk', 'enc'])] });
  writer.putAnswer({ step: 'gre', question: 'why', values: ['dh'] });
  expect(store.answers.of(id)[1]).toMatchObject({ values: ['dh'], earlier: [['psk', 'enc']] });
});

it('leaves open what could not be judged, and what was answered while it was judged', () => {
  const store = freshStore();
  const { id } = store.createAttempt(aLab);
  const writer = store.writeTo(id);
  writer.putAnswer({ step: 'gre', question: 'spi', values: ['0x1'] });
  writer.putAnswer({ step: 'gre', question: 'why', values: ['dh'] });
  const questions = [judged('spi', ['0x1'], 'error'), judged('why', ['psk'])];
  writer.appendVerdict({ ...verdictOf('gre', 'failed', 0), questions });
  writer.putAnswer({ step: 'gre', question: 'spi', values: ['0x2'] });
  writer.putAnswer({ step: 'gre', question: 'why', values: ['enc'] });
  expect(store.answers.of(id).map(({ values, earlier }) => [values, earlier])).toEqual([
    [['0x2'], []],
    [['enc'], []],
  ]);
});

it('remembers which answers were shown, also where none was given, and removes all with the attempt', () => {
  const store = freshStore();
  const { id } = store.createAttempt(aLab);
  const writer = store.writeTo(id);
  writer.putAnswer({ step: 'gre', question: 'why', values: ['dh'] });
  writer.appendVerdict({ ...verdictOf('gre', 'failed', 0), questions: [judged('why', ['dh'])] });
  writer.showAnswer('gre', 'why');
  writer.showAnswer('gre', 'why');
  writer.showAnswer('vti', 'spi');
  expect(store.answers.of(id)).toEqual([
    { step: 'gre', question: 'why', values: ['dh'], earlier: [], isShown: true },
    { step: 'vti', question: 'spi', values: [], earlier: [], isShown: true },
  ]);
  writer.release();
  store.removeAttempt(id);
  expect(store.answers.of(id)).toEqual([]);
});
