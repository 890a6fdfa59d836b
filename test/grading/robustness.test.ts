/** Whatever a router prints, grading gives a verdict; and nothing that is damaged earns more than what is whole. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose, judge } from '../../src-main/grading/judge.ts';
import { routersOf, securityOf, tunnelsBetween } from '../../src-main/grading/security.ts';
import type { StepVerdict } from '../../src-main/grading/verdict.ts';
import { broken, evidenceOf, exercise, halfMigrated, migrated } from './paper-network.ts';

const networks = [migrated, halfMigrated, () => broken(() => undefined, 'MM_KEY_EXCH')];
const steps = fc.constantFrom(...exercise.steps);

function whole(verdict: StepVerdict): void {
  expect(verdict.points.earned).toBeGreaterThanOrEqual(0);
  expect(verdict.points.earned).toBeLessThanOrEqual(verdict.points.of);
  for (const { quotes } of verdict.diagnoses) expect(quotes.length).toBeGreaterThan(0);
}

describe('grading', () => {
  it('never throws on odd text', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('', '\n', '%', '--More--', ' --More-- \b\b', '\u001b[2J')); // prettier-ignore
    fc.assert(
      fc.property(steps, fc.array(text, { minLength: 1, maxLength: 5 }), (step, texts) => {
        let count = 0;
        const evidence = evidenceOf(migrated(), step, () => texts[count++ % texts.length]);
        whole(diagnose(exercise, step, judge(exercise, step, evidence), evidence));
        const shown = evidence.map((one) => ({ router: one.role, command: one.command, text: one.text }));
        securityOf(routersOf(exercise), shown);
        tunnelsBetween(routersOf(exercise), shown);
      }),
      { numRuns: 200 },
    );
  });

  it('never throws when lines are lost, doubled or cut', () => {
    const damage = fc.record({ line: fc.nat(60), kind: fc.constantFrom('lose', 'double', 'cut', 'log') });
    fc.assert(
      fc.property(steps, fc.constantFrom(...networks), fc.array(damage, { maxLength: 4 }), (step, network, faults) => {
        const evidence = evidenceOf(network(), step, (text) => faults.reduce(damaged, text));
        whole(diagnose(exercise, step, judge(exercise, step, evidence), evidence));
      }),
      { numRuns: 200 },
    );
  });

  it('says the same when log messages fall between the lines', () => {
    const message =
      '*Mar  1 00:13:31.891: %LINEPROTO-5-UPDOWN: Line protocol on Interface Tunnel0, changed state to up';
    fc.assert(
      fc.property(steps, fc.constantFrom(...networks), fc.nat(40), (step, network, line) => {
        const quiet = judge(exercise, step, evidenceOf(network(), step));
        const noisy = judge(
          exercise,
          step,
          evidenceOf(network(), step, (text) => interrupted(text, line, message)),
        );
        expect(noisy.expectations.map(({ verdict, says }) => [verdict, says])).toEqual(quiet.expectations.map(({ verdict, says }) => [verdict, says])); // prettier-ignore
      }),
      { numRuns: 100 },
    );
  });
});

function damaged(text: string, { line, kind }: { line: number; kind: string }): string {
  const lines = text.split('\n');
  const at = line % lines.length;
  if (kind === 'lose') lines.splice(at, 1);
  else if (kind === 'double') lines.splice(at, 0, lines[at] ?? '');
  else if (kind === 'cut') return lines.slice(0, at).join('\n');
  else lines.splice(at, 0, '%CRYPTO-6-ISAKMP_ON_OFF: ISAKMP is ON');
  return lines.join('\n');
}

function interrupted(text: string, line: number, message: string): string {
  const lines = text.split('\n');
  lines.splice(line % lines.length, 0, message);
  return lines.join('\n');
}
