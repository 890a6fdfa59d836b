import { describe, expect, it } from 'vitest';
import {
  agoOf,
  counted,
  differenceSays,
  markOf,
  numberOf,
  pointsOf,
  progressOf,
  rightOf,
  sharesOf,
  uptimeOf,
} from '../../../src-renderer/state/words.ts';
import { judgeQuestions, pretendLabQuestions } from '../pretend-questions.ts';
import { failedVerdict, passedVerdict } from '../pretend-verdicts.ts';

describe('the words of the window', () => {
  it('round points to tenths and say one point in the singular', () => {
    expect(numberOf(7.4999999)).toBe('7.5');
    expect(numberOf(10)).toBe('10');
    expect(pointsOf({ earned: 0.5, of: 1 })).toBe('0.5 of 1 point');
    expect(counted(0, 'link')).toBe('0 links');
  });

  it('tell why a step does not bring what its verdict says', () => {
    expect(differenceSays({ earned: 15, of: 15 }, { earned: 12, of: 15 })).toBe(', less 3 for hints');
    expect(differenceSays({ earned: 4, of: 15 }, { earned: 12, of: 15 })).toBe('; 12 stay counted');
    expect(differenceSays({ earned: 15, of: 15 }, { earned: 15, of: 15 })).toBe('');
  });

  it('tell the time since the routers started, with days where there are any', () => {
    expect(uptimeOf(0)).toBe('0:00:00');
    expect(uptimeOf(3_723_999)).toBe('1:02:03');
    expect(uptimeOf(2 * 86_400_000 + 1000)).toBe('2 d 0:00:01');
    expect(uptimeOf(-5)).toBe('0:00:00');
  });

  it('tell how long ago something was, also by a clock that was set back', () => {
    const now = Date.parse('2025-03-02T12:00:00Z');
    expect(agoOf('2025-03-02T11:59:30Z', now)).toBe('just now');
    expect(agoOf('2025-03-02T09:00:00Z', now)).toBe('3 hours ago');
    expect(agoOf('2025-03-01T11:00:00Z', now)).toBe('yesterday');
    expect(agoOf('2025-04-01T00:00:00Z', now)).toBe('just now');
  });

  it('mark a step by its verdict, and one that was latched as kept', () => {
    const verdict = passedVerdict('one', 'change', 5);
    expect(markOf({ verdict: undefined, isLatched: false })).toBe('open');
    expect(markOf({ verdict, isLatched: false })).toBe('passed');
    expect(markOf({ verdict, isLatched: true })).toBe('latched');
    expect(markOf({ verdict: failedVerdict(), isLatched: false })).toBe('failed');
  });

  it('give every expectation its share of the points of the step', () => {
    const { expectations } = passedVerdict('one', 'change', 4);
    expect(sharesOf({ points: { earned: 10, of: 10 }, expectations, questions: [] })).toEqual([
      { earned: 5, of: 5 },
      { earned: 5, of: 5 },
    ]);
    expect(sharesOf({ points: { earned: 0, of: 0 }, expectations: [], questions: [] })).toEqual([]);
  });

  it('say how many questions are right, by verdicts on what is answered now', () => {
    const questions = pretendLabQuestions();
    const [why, both] = questions;
    if (!why || !both) throw new Error('there are questions');
    expect(rightOf({ questions, verdict: undefined })).toBe('none answered yet');
    why.answer = ['psk'];
    const verdict = { ...passedVerdict('verify', 'observe', 5), questions: judgeQuestions(questions) };
    expect(rightOf({ questions, verdict })).toBe('1 of 4 right');
    why.answer = ['name'];
    both.isShown = true;
    expect(rightOf({ questions, verdict })).toBe('0 of 4 right');
  });

  it('say how far an attempt is', () => {
    expect(progressOf({ passed: 3, steps: 8 })).toBe('3 of 8 steps passed');
  });
});
