import { expect, it } from 'vitest';
import { aLab, freshStore } from './samples.ts';

it('remembers a hint once, and when it was first taken', () => {
  const store = freshStore();
  const { id } = store.createAttempt(aLab);
  const writer = store.writeTo(id);
  writer.takeHint('key', 1);
  writer.takeHint('key', 0);
  writer.takeHint('key', 1);
  const taken = store.hints.of(id);
  expect(taken.map(({ step, hint }) => [step, hint])).toEqual([
    ['key', 1],
    ['key', 0],
  ]);
  expect((taken[0]?.takenAt ?? '') < (taken[1]?.takenAt ?? '')).toBe(true);
});
