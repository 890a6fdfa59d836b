import { describe, expect, it } from 'vitest';
import { readHandIn } from '../../src-main/classroom/hand-in.ts';

const time = '2026-03-01T10:00:00.000Z';
const output = (sequence: number): object => ({
  ...{ id: `e${sequence}`, sequence, role: 'R1', command: 'show version', text: 'output' },
  ...{ takenAt: time, deviceTime: sequence, epoch: 0, phase: { kind: 'begin' } },
});
const work = {
  ...{ version: 2, kind: 'hand-in', attempt: 'a1', begun: time, made: time, place: { kind: 'builtin' } },
  lab: { id: 'small', version: 1, content: 'c', seed: 'spring/ada' },
  ...{ journal: [], evidence: [output(1), output(2)] },
  answers: [{ step: 'one', question: 'why', tries: [['a']], isShown: false }],
  hints: [{ step: 'one', hint: 0 }],
  checks: [
    { step: 'one', after: 0, last: 1 },
    { step: 'one', after: 1, last: 2 },
  ],
};
const read = (change: object): ReturnType<typeof readHandIn> => readHandIn(JSON.stringify({ ...work, ...change }));

describe('what is handed in', () => {
  it('is read as it was written', () => {
    expect(read({})).toEqual(work);
  });

  it.each([
    ['a question twice', { answers: [...work.answers, ...work.answers] }, /answers: a question stands in it twice/],
    ['a hint twice', { hints: [...work.hints, ...work.hints] }, /hints: a hint stands in it twice/],
    ['an output twice', { evidence: [output(1), { ...output(2), id: 'e1' }] }, /evidence: a record stands in it twice/],
    ['a gap', { evidence: [output(1), output(3)] }, /evidence: records are missing/],
    [
      'many checks of the same evidence',
      { checks: [...work.checks, ...work.checks] },
      /checks: two rest on one record/,
    ],
    ['a seed with lines of its own', { lab: { ...work.lab, seed: 'x\ngraded  bob' } }, /lab\.seed: it has control/],
    ['a member that nobody knows', { 'x\ngraded  bob': 1 }, /x graded {2}bob/],
    ['text without end in the name of a member', { ['x'.repeat(9000)]: 1 }, /^.{1,300}$/],
  ])('is refused with %s', (_, change, says) => {
    expect(read(change)).toEqual({ wrong: expect.stringMatching(says) as string });
  });

  it('has no prototype to change', () => {
    const text = JSON.stringify(work).replace('{', '{"__proto__":{"polluted":1},');
    expect(readHandIn(text)).toHaveProperty('wrong');
    expect({}).not.toHaveProperty('polluted');
  });
});
