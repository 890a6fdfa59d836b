/** No verdict is worse than what the deadline would have allowed: what may come by itself is waited for. */
import { describe, expect, it } from 'vitest';
import { mayComeByItself, restingLooks } from '../../src-main/grading/at-rest.ts';
import type { Evidence } from '../../src-main/grading/evidence.ts';
import { judge } from '../../src-main/grading/judge.ts';
import type { Step } from '../../src-main/lab/exercise.ts';
import { defined, evidenceOf, exercise, halfMigrated, stepNamed, type PaperNetwork } from './paper-network.ts';
import { answer } from './paper-router.ts';

/** Of a step of the lab, one expectation alone. */
function only(step: string, id: string): Step {
  const whole = stepNamed(step);
  return { ...whole, expect: whole.expect.filter((one) => one.id === id) };
}

/** @param tell what a router shows of its configuration */
function isWaitedFor(network: PaperNetwork, step: Step, tell: (text: string, role: string) => string): boolean {
  const evidence = evidenceOf(network, step);
  const resting = restingLooks(exercise, step).map(({ role, command }, index): Evidence => {
    const text = answer(role === 'R3' ? network.R3 : network.R1, command);
    const sequence = evidence.length + index + 1;
    return { id: `r${index}`, sequence, role, command, text: tell(text, role), takenAt: '2026-01-01T00:00:00Z', deviceTime: sequence * 1000, epoch: 1, phase: { kind: 'diagnosis' } }; // prettier-ignore
  });
  return mayComeByItself(exercise, step, judge(exercise, step, evidence), [...evidence, ...resting]);
}

const asItIs = (text: string): string => text;

/** Under the tunnel of a router. */
const inTunnelOf = (wanted: string, line: string) => (text: string, role: string): string =>
  role === wanted ? text.replace(/^( tunnel source .*)$/m, `$1\n${line}`) : text; // prettier-ignore

describe('GRE in clear', () => {
  const step = only('verify', 'absent-west-link');

  it('is not waited for where both ends are told to send it', () => {
    expect(isWaitedFor(defined(), step, asItIs)).toBe(false);
  });

  it.each([
    ['a tunnel that keepalives will take down', inTunnelOf('R3', ' keepalive 5 3')],
    ['a tunnel that a crypto map may protect', (text: string) => text.replace(/^end$/m, 'crypto map M 10 ipsec-isakmp\nend')],
    ['a tunnel whose destination is known by OSPF', (text: string) => text.replace(/^end$/m, 'router ospf 1\nend')],
  ] as const)('is waited for from %s', (_, tell) => {
    expect(isWaitedFor(halfMigrated(), step, tell)).toBe(true);
  }); // prettier-ignore
});

describe('an IKE association', () => {
  const step = only('verify', 'ike-r1-r3');

  it('is not waited for where neither end protects anything', () => {
    expect(isWaitedFor(defined(), step, asItIs)).toBe(false);
  });

  it('is waited for where one end may begin', () => {
    expect(isWaitedFor(halfMigrated(), step, asItIs)).toBe(true);
  });

  it.each([
    ['is not shown to its end', (text: string) => text.replace(/^end$/m, '')],
    ['has no addresses, as for those who may not see all', (text: string) => text.replace(/^ ip address .*\n/gm, '')],
    ['types lines by itself', (text: string) => text.replace(/^end$/m, 'event manager applet up\nend')],
  ])('is waited for where a configuration %s', (_, tell) => {
    expect(isWaitedFor(defined(), step, tell)).toBe(true);
  });
});
