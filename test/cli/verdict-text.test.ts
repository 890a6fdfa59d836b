import { describe, expect, it } from 'vitest';
import { verdictText } from '../../src-main/cli/verdict-text.ts';
import type { StepVerdict } from '../../src-main/engine/run-lab.ts';

const passed: StepVerdict = {
  ...{ step: 'verify', kind: 'change', verdict: 'passed', points: { earned: 2, of: 2 } },
  expectations: [
    { id: 'ike', verb: 'ike', verdict: 'passed', points: { earned: 1, of: 1 }, says: 'all is well', attributes: [] },
  ],
  questions: [],
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
          confidence: 'certain',
          hints: ['Compare.'],
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

  it('tells warnings, what rests on something else, and the parts of a combination that do not hold', () => {
    const [one] = passed.expectations;
    if (!one) throw new Error('there is one');
    const partial: StepVerdict = {
      ...passed,
      verdict: 'partial',
      expectations: [
        { ...one, id: 'mss', verdict: 'failed', says: 'The MSS is not set.', level: 'warning' },
        { ...one, id: 'child', verdict: 'not judged', says: 'Not judged: it rests on "ike".' },
        { ...one, id: 'any', verdict: 'failed', says: 'None holds.', children: [one, { ...one, id: 'map', verdict: 'failed', says: 'no map' }] },
      ],
    }; // prettier-ignore
    expect(verdictText('Verify', partial).split('\n').slice(1)).toEqual([
      '  ! warning, mss: The MSS is not set.',
      '  . not judged, child: Not judged: it rests on "ike".',
      '  - any: None holds.',
      '      - map: no map',
      '',
    ]);
  });

  it('asks what is not answered, and tells what is right where it was shown', () => {
    const open = { id: 'why', verdict: 'failed' as const, points: { earned: 0, of: 1 }, says: 'Not answered yet.', answer: [], quotes: [] }; // prettier-ignore
    const asking: StepVerdict = {
      ...passed,
      verdict: 'partial',
      questions: [open, { ...open, id: 'spi', says: 'The answer was shown.', right: '0x1' }, { ...open, id: 'good', verdict: 'passed' }],
    }; // prettier-ignore
    const asked = [{ id: 'why', ask: 'Why?', choices: [{ id: 'psk', text: 'the keys differ' }] }];
    expect(verdictText('Verify', asking, asked).split('\n').slice(1)).toEqual([
      '  ? why: Not answered yet.',
      '    Why?',
      '      psk: the keys differ',
      '  ? spi: The answer was shown.',
      '    Right: 0x1',
      '',
    ]);
  });
});
