import { describe, expect, it } from 'vitest';
import { verdictText } from '../../src-main/cli/verdict-text.ts';
import type { StepVerdict } from '../../src-main/engine/run-lab.ts';

const passed: StepVerdict = {
  ...{ step: 'verify', kind: 'change', verdict: 'passed', points: { earned: 2, of: 2 } },
  expectations: [
    { id: 'ike', verb: 'ike', verdict: 'passed', points: { earned: 1, of: 1 }, says: 'all is well', attributes: [] },
  ],
  diagnoses: [],
};

describe('a verdict in a terminal', () => {
  it('is one line when the step has passed', () => {
    expect(verdictText('Verify', passed)).toBe('passed      Verify  (2 of 2)\n');
  });

  it('names what is lacking, why, and the lines that prove it', () => {
    const quote = { evidence: 'e1', role: 'R3', command: 'show crypto isakmp sa', line: 2, text: ' MM_NO_STATE ' };
    const failed: StepVerdict = {
      ...passed,
      verdict: 'failed',
      points: { earned: 0, of: 2 },
      expectations: passed.expectations.map((one) => ({ ...one, verdict: 'failed', says: 'there is none' })),
      diagnoses: [
        {
          rule: 'P1-PSK',
          title: 'The keys differ',
          explanation: 'word '.repeat(40),
          quotes: [quote],
          mend: 'Compare.',
        },
      ],
    };
    const lines = verdictText('Verify', failed).split('\n');
    expect(lines[0]).toBe('failed      Verify  (0 of 2)');
    expect(lines).toContain('  - ike: there is none');
    expect(lines).toContain('  > The keys differ');
    expect(lines).toContain('      R3 (show crypto isakmp sa): MM_NO_STATE');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
