import { describe, expect, it } from 'vitest';
import { parityOf } from '../../src-main/engine/parity.ts';
import type { RunReport } from '../../src-main/engine/standing.ts';
import type { AttributeVerdict, ExpectationVerdict } from '../../src-main/grading/verdict.ts';

function report(found: string, verdict: ExpectationVerdict['verdict'] = 'passed'): RunReport {
  const attribute: AttributeVerdict = {
    ...{ name: 'hash', role: 'R1', expected: 'sha1', found, holds: verdict === 'passed', quotes: [] },
  };
  const points = { earned: verdict === 'passed' ? 1 : 0, of: 1 };
  const expectations = [{ id: 'policy', verb: 'isakmpPolicy', verdict, points, says: 'so', attributes: [attribute] }];
  const step = { id: 'ike', title: 'IKE', kind: 'change' as const, verdict, points, expectations };
  return {
    ...{ attempt: 'a', lab: { id: 'lab', version: 1, title: 'Lab', seed: undefined }, place: { kind: 'builtin' } },
    ...{ score: { points: points.earned, of: 1 }, steps: [{ ...step, questions: [], diagnoses: [] }] },
  };
}

describe('the same lab on two backends', () => {
  it('is alike where verdicts and facts are', () => {
    expect(parityOf(report('sha1'), report('sha1'))).toEqual({ compared: 1, differences: [] });
  });

  it('differs where an expectation is judged otherwise', () => {
    expect(parityOf(report('sha1'), report('md5', 'failed')).differences).toEqual([
      { kind: 'verdict', step: 'ike', expectation: 'policy', here: 'passed', there: 'failed', says: 'so' },
    ]);
  });

  it('differs in its facts where both pass and show another thing, numbers that are others each time left out', () => {
    expect(parityOf(report('SHA'), report('Secure Hash Standard')).differences).toMatchObject([
      { kind: 'fact', role: 'R1', name: 'hash', here: 'SHA', there: 'Secure Hash Standard' },
    ]);
    expect(parityOf(report('0x1234ABCD'), report('0x99887766')).differences).toEqual([]);
    expect(parityOf(report('17'), report('18')).differences).toEqual([]);
  });
});
