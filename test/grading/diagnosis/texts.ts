/** Evidence written down by hand, after the documented lines of a fault, for what built-in routers cannot show. */
import type { Evidence } from '../../../src-main/grading/evidence.ts';
import { diagnose } from '../../../src-main/grading/diagnose.ts';
import type {
  AttributeVerdict,
  Diagnosis,
  ExpectationVerdict,
  StepVerdict,
} from '../../../src-main/grading/verdict.ts';
import { exerciseNamed } from './course.ts';
import { networks, type NetworkName } from './networks.ts';

/** By role, what it answers to a command. */
export type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What the check has not found. */
export type Lacking = 'ike' | 'ping' | 'size' | 'pqc';

const attributes: Record<Lacking, [verb: string, name: string, expected: string]> = {
  ike: ['ike', 'state', 'established'],
  ping: ['ping', 'received', 'at least 4'],
  size: ['ping', 'largest packet', 'at least 1400'],
  pqc: ['ike', 'state', 'established'],
};

function failing(lacking: Lacking): ExpectationVerdict {
  const [verb, name, expected] = attributes[lacking];
  const attribute: AttributeVerdict = { name, role: 'R1', expected, found: 'nothing', holds: false, quotes: [] };
  return { id: lacking, verb, verdict: 'failed', points: { earned: 0, of: 1 }, says: '', attributes: [attribute] };
}

/** The configuration of a network's device, with some of its text replaced. */
export function configuration(
  on: NetworkName,
  role: string,
  ...edits: (readonly [from: string | RegExp, to: string])[]
): string {
  // prettier-ignore
  const text = networks[on].devices[role]?.configuration ?? '';
  return edits.reduce((whole, [from, to]) => {
    if (!(typeof from === 'string' ? whole.includes(from) : from.test(whole))) throw new Error(`nothing to replace: ${String(from)}`); // prettier-ignore
    return whole.replace(from, to);
  }, text);
}

export function diagnosed(
  on: NetworkName,
  texts: Texts,
  lacking: Lacking[],
): { diagnoses: Diagnosis[]; evidence: Evidence[] } {
  // prettier-ignore
  const exercise = exerciseNamed(on);
  const [step] = exercise.steps;
  if (!step) throw new Error('no step');
  const shown = Object.keys(networks[on].devices).flatMap((role) => Object.entries({ 'show running-config': configuration(on, role), ...texts[role] }).map(([command, text]) => ({ role, command, text }))); // prettier-ignore
  const evidence = shown.map((one, index) => ({ id: `e${index}`, sequence: index, ...one, takenAt: '2026-01-01T00:00:00Z', deviceTime: index, epoch: 1, phase: { kind: 'diagnosis' as const } })); // prettier-ignore
  const verdict: StepVerdict = { step: step.id, kind: 'observe', verdict: 'failed', points: { earned: 0, of: 1 }, expectations: lacking.map(failing), questions: [], diagnoses: [] }; // prettier-ignore
  return { diagnoses: diagnose(exercise, step, verdict, evidence).diagnoses, evidence };
}

export function logging(...lines: string[]): string {
  return ['Syslog logging: enabled (0 messages dropped, 0 messages rate-limited, 0 flushes, 0 overruns, xml disabled, filtering disabled)', '    Buffer logging:  level debugging, 9 messages logged, xml disabled,', '                    filtering disabled', '', 'Log Buffer (100000 bytes):', '', ...lines, ''].join('\n'); // prettier-ignore
}

export const stamp = (second: number): string => `*Mar  1 00:10:${String(second).padStart(2, '0')}.000:`;
