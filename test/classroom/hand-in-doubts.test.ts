import { describe, expect, it } from 'vitest';
import { doubtsOf, markOf, sharedWork } from '../../src-main/classroom/hand-in-doubts.ts';
import type { HandIn } from '../../src-main/classroom/hand-in.ts';

const at = (minute: number): string => `2026-03-01T10:${String(minute).padStart(2, '0')}:00.000Z`;
const record = (sequence: number, minute: number, more: object = {}): HandIn['evidence'][number] => ({
  ...{ id: `e${sequence}`, sequence, role: 'R1', command: 'show version', text: `output ${sequence}` },
  ...{ takenAt: at(minute), deviceTime: minute, epoch: 0, phase: { kind: 'begin' }, ...more },
});
const work = (change: Partial<HandIn> = {}): HandIn => ({
  ...{ version: 2, kind: 'hand-in', attempt: 'a1', begun: at(0), made: at(30) },
  ...{ lab: { id: 'small', version: 1, content: 'c' }, place: { kind: 'builtin' } },
  ...{ journal: [], answers: [], hints: [], evidence: [record(1, 1), record(2, 2)], checks: [] },
  ...change,
});

describe('what a teacher should look at in a hand-in', () => {
  it('is nothing where times and numbers fit', () => {
    expect(doubtsOf(work({ checks: [{ step: 'one', after: 0, last: 2 }] }), at(40))).toEqual([]);
  });

  it.each([
    [
      'evidence that is older than the one before it',
      { evidence: [record(1, 5), record(2, 4)] },
      /e2 was taken before/,
    ],
    ["the routers' own time", { evidence: [record(1, 1), record(2, 2, { deviceTime: 0 })] }, /e2 was taken before/],
    ['evidence from before the attempt', { begun: at(2) }, /outside of the time of the attempt/],
    ['evidence from after it was written', { made: at(1) }, /outside of the time of the attempt/],
    ['a file from the future', { made: at(59) }, /still to come/],
    ['a check without evidence', { checks: [{ step: 'one', after: 2, last: 9 }] }, /A check of one rests on evidence/],
  ] satisfies [string, Partial<HandIn>, RegExp][])('is %s', (_, change, says) => {
    expect(doubtsOf(work(change), at(40)).join(' ')).toMatch(says);
  });

  it("is not the routers' time after they were started anew", () => {
    expect(doubtsOf(work({ evidence: [record(1, 1), record(2, 2, { deviceTime: 0, epoch: 1 })] }), at(40))).toEqual([]);
  });
});

describe('the work of several students', () => {
  const one = (student: string, attempt: string, installation: string, evidence = [record(1, 1)]) => ({
    ...{ student, attempt, installation },
    outputs: evidence.map(markOf),
  });

  it('has nothing in common where each has made their own', () => {
    const other = [record(1, 1, { text: 'other' })];
    expect(sharedWork([one('ada', 'a', 'k1'), one('bob', 'b', 'k2', other)])).toEqual(new Map());
  });

  it('tells of one computer, of output that was copied, and of one attempt, each once', () => {
    const shared = sharedWork([one('ada', 'a', 'k1'), one('bob', 'b', 'k1'), one('cyd', 'a', 'k2')]);
    expect(shared.get('ada')).toEqual([
      'It is the same attempt as that of cyd.',
      'The same output, taken in the same moment, was handed in by bob and cyd.',
      'It comes from the same installation of QuickMode as that of bob.',
    ]);
    expect(shared.get('cyd')).toHaveLength(2);
  });
});
