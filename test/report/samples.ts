/** Reports as they come from a lab, made small. */
import type { AttemptReport, ClassReport, ReportQuote, ReportStep } from '../../src-main/report/document.ts';

const quote: ReportQuote = {
  evidence: 'e7',
  role: 'R3',
  command: 'show crypto isakmp policy',
  line: 4,
  text: '        encryption algorithm:   Three key triple DES',
};

export function stepSample(says = 'R3 has no such policy.'): ReportStep {
  const attribute = { name: 'encryption', role: 'R3', expected: 'des', found: '3des', holds: false, quotes: [quote] };
  const points = { earned: 7.5, of: 15 };
  return {
    ...{ id: 'ike-policy', title: 'Agree on how to negotiate', kind: 'change', verdict: 'partial', points },
    expectations: [
      {
        ...{ id: 'isakmpPolicy-r3', verb: 'isakmpPolicy', verdict: 'failed', level: 'required', says },
        ...{ points: { earned: 0, of: 1 }, attributes: [attribute], parts: [] },
      },
      {
        ...{ id: 'isakmpPolicy-r1', verb: 'isakmpPolicy', verdict: 'passed', level: 'required' },
        ...{ says: 'R1 has the policy.', points: { earned: 1, of: 1 }, attributes: [], parts: [] },
      },
    ],
    questions: [],
    diagnoses: [
      {
        ...{ rule: 'P1-ENC', title: 'The encryption differs', confidence: 'certain', quotes: [quote] },
        explanation: 'R3 asks for `3des`.',
        mend: 'Compare `show crypto isakmp policy` on both.',
      },
    ],
  };
}

export function attemptSample(changes: Partial<AttemptReport> = {}): AttemptReport {
  return {
    ...{ version: 1, kind: 'attempt', made: '2026-11-27T17:30:00.000Z', program: 'QuickMode 0.1.0' },
    ...{ attempt: '2026-11-27-abcd', place: 'built-in routers', score: { points: 7.5, of: 15 } },
    lab: { id: 'gre-to-vti', version: 1, title: 'From GRE to a virtual tunnel interface', seed: 'one' },
    steps: [stepSample()],
    ...changes,
  };
}

export function classSample(changes: Partial<ClassReport> = {}): ClassReport {
  const score = { points: 7.5, of: 15 };
  return {
    ...{ version: 1, kind: 'class', made: '2026-11-27T17:30:00.000Z', program: 'QuickMode 0.1.0' },
    ...{
      class: 'Group B',
      grading: '2026-11-27-wxyz',
      lab: { id: 'gre-to-vti', version: 1, title: 'From GRE to VTI' },
    },
    steps: [{ id: 'ike-policy', title: 'Agree on how to negotiate', of: 15 }],
    students: [
      {
        ...{ id: 'ada', name: 'Ada Lovelace', pod: 'configurations in work/ada', state: 'graded', score },
        attempt: '2026-11-27-abcd',
        cells: [
          {
            ...{ step: 'ike-policy', verdict: 'partial', points: { earned: 7.5, of: 15 } },
            ...{ says: 'R3 has no such policy.', diagnosis: 'P1-ENC' },
          },
        ],
      },
      {
        ...{
          id: 'bob',
          name: '=cmd|calc',
          pod: 'GNS3 at the office, pod 2',
          state: 'broken',
          score: { points: 0, of: 0 },
        },
        cells: [],
        trouble: { code: 'unreachable', message: 'Nobody answers at 10.0.0.1:3080.' },
      },
    ],
    ...changes,
  };
}
