import { describe, expect, it } from 'vitest';
import { judge } from '../../src-main/grading/judge.ts';
import { broken, defined, evidenceOf, exercise, halfMigrated, migrated, plainGre, policy, stepNamed, verdictOn } from './paper-network.ts'; // prettier-ignore

describe('the steps of the lab from GRE to VTI', () => {
  it.each([
    ['observe-gre', plainGre],
    ['ike-policy', defined],
    ['pre-shared-key', defined],
    ['transform-set', defined],
    ['ipsec-profile', defined],
    ['migrate-r1', halfMigrated],
    ['migrate-r3', migrated],
    ['verify', migrated],
  ] as const)('%s passes when everything is right', (id, network) => {
    const { points } = stepNamed(id);
    expect(verdictOn(network(), id)).toMatchObject({ verdict: 'passed', points: { earned: points, of: points }, diagnoses: [] }); // prettier-ignore
  });

  it.each([
    ['ike-policy', plainGre],
    ['pre-shared-key', plainGre],
    ['transform-set', plainGre],
    ['ipsec-profile', plainGre],
    ['migrate-r1', defined],
    ['migrate-r3', halfMigrated],
    ['verify', halfMigrated],
  ] as const)('%s does not pass on the state before it', (id, network) => {
    expect(['failed', 'partial']).toContain(verdictOn(network(), id).verdict);
  });

  it('rests every attribute on at least one line that the router printed', () => {
    for (const { id } of exercise.steps) {
      const evidence = evidenceOf(halfMigrated(), stepNamed(id));
      const texts = new Map(evidence.map((one) => [one.id, one.text.split('\n')]));
      for (const { quotes } of judge(exercise, stepNamed(id), evidence).expectations.flatMap(
        ({ attributes }) => attributes,
      )) {
        // prettier-ignore
        for (const quote of quotes) expect(texts.get(quote.evidence)?.[quote.line]?.trimEnd()).toBe(quote.text);
      }
    }
  });
});

describe('points', () => {
  it('are in proportion to the weights of what has passed', () => {
    const network = defined();
    network.R3.keys = [{ peer: '172.16.0.1', secret: 'other' }];
    // Two of weight 1 and one of weight 2: the keys are there, and are not the same.
    expect(verdictOn(network, 'pre-shared-key')).toMatchObject({ verdict: 'partial', points: { earned: 5, of: 10 } });
  });

  it('are given in part for attributes', () => {
    const network = defined();
    network.R3.policies = [{ ...policy, hash: 'md5' }];
    expect(verdictOn(network, 'ike-policy').points.earned).toBe(10.35);
  });
});

describe('a transient step', () => {
  it('is not judged when the network has gone on', () => {
    const verdict = verdictOn(migrated(), 'migrate-r1');
    expect(verdict).toMatchObject({ verdict: 'not judged', points: { earned: 0, of: 0 }, diagnoses: [] });
    expect(verdict.expectations.every((one) => one.verdict === 'not judged')).toBe(true);
  });

  it('is not judged either when what came after does not work', () => {
    expect(
      verdictOn(
        broken(() => undefined),
        'migrate-r1',
      ).verdict,
    ).toBe('not judged');
  });

  it('fails when nothing has been done yet, or the wrong end was moved', () => {
    expect(verdictOn(defined(), 'migrate-r1').verdict).not.toBe('not judged');
    const network = halfMigrated();
    [network.R1.tunnel.mode, network.R3.tunnel.mode] = ['gre ip', 'ipsec ipv4'];
    expect(verdictOn(network, 'migrate-r1').verdict).not.toBe('not judged');
  });

  it('does not take a later step for done that only goes back to where the lab began', () => {
    const rollback = { ...stepNamed('observe-gre'), id: 'rollback', kind: 'change' as const };
    const of = { ...exercise, steps: [...exercise.steps, rollback] };
    expect(verdictOn(defined(), 'migrate-r1', of).verdict).toBe('failed');
  });
});

describe('what cannot be read', () => {
  const step = stepNamed('ike-policy');
  const refusal = '% Invalid input detected at \'^\' marker.\n'; // prettier-ignore

  it('is an error of the step where the rest is right', () => {
    const evidence = evidenceOf(defined(), step, (text, { role }) => (role === 'R3' ? refusal : text));
    expect(judge(exercise, step, evidence)).toMatchObject({ verdict: 'error', points: { earned: 7.5 } });
  });

  it('does not hide what is wrong', () => {
    const evidence = evidenceOf(plainGre(), step, (text, { role }) => (role === 'R3' ? refusal : text));
    const { verdict, expectations } = judge(exercise, step, evidence);
    expect([verdict, ...expectations.map((one) => one.verdict)]).toEqual(['failed', 'failed', 'error']);
  });

  it('is mended by a newer answer', () => {
    const cut = evidenceOf(defined(), step, (text) => text.slice(0, 100));
    const whole = evidenceOf(defined(), step).map((one) => ({
      ...one,
      id: `n${one.id}`,
      sequence: one.sequence + 100,
    }));
    expect(judge(exercise, step, [...cut, ...whole]).verdict).toBe('passed');
    expect(judge(exercise, step, [...whole, ...cut]).verdict).toBe('passed');
  });

  it('is everything when nothing was captured', () => {
    for (const one of exercise.steps) expect(judge(exercise, one, []).verdict).toBe('error');
  });
});

describe('actions that are repeated', () => {
  it('count with their latest ping, and with the looks around it', () => {
    const step = stepNamed('verify');
    const lost = migrated();
    lost.answered = 2;
    const first = evidenceOf(lost, step);
    const second = evidenceOf(migrated(), step).map((one) => ({ ...one, id: `n${one.id}`, sequence: one.sequence + 100 })); // prettier-ignore
    expect(judge(exercise, step, first).verdict).toBe('partial');
    expect(judge(exercise, step, [...first, ...second]).verdict).toBe('passed');
  });
});
