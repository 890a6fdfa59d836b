import { describe, expect, it } from 'vitest';
import { diagnosisLooks, furtherLooks, planOf } from '../../src-main/grading/plan.ts';
import { exercise, stepNamed } from './paper-network.ts';

const endOf = (id: string): string[] => planOf(exercise, stepNamed(id)).end.map(({ role, command }) => `${role} ${command}`); // prettier-ignore

describe('the plan of a step', () => {
  it('has no look more than its expectations need', () => {
    expect(endOf('ike-policy')).toEqual(['R1 show crypto isakmp policy', 'R3 show crypto isakmp policy']);
    expect(endOf('pre-shared-key')).toEqual(['R1 show crypto isakmp key', 'R3 show crypto isakmp key']);
    expect(endOf('observe-gre')).toEqual([
      'R1 show interfaces Tunnel0',
      'R1 show crypto isakmp sa',
      'R3 show interfaces Tunnel0',
      'R3 show crypto isakmp sa',
    ]);
    expect(endOf('ipsec-profile')).toEqual(
      ['R1', 'R3'].flatMap((role) => [`${role} show crypto ipsec profile`, `${role} show crypto ipsec transform-set`]),
    );
  });

  it('asks each router each question once', () => {
    for (const step of exercise.steps) {
      const all = endOf(step.id);
      expect(all).toEqual([...new Set(all)]);
    }
  });

  it('counts around the action that is counted over, and nowhere else', () => {
    const { actions } = planOf(exercise, stepNamed('verify'));
    const [fresh, settle, across] = actions;
    const looks = ['R1', 'R3'].map((role) => ({ role, command: 'show crypto ipsec sa' }));
    expect(fresh).toMatchObject({ before: [], after: [], commands: ['R1', 'R3'].map((role) => ({ role, command: 'clear crypto session' })) }); // prettier-ignore
    expect(settle).toMatchObject({ commands: [], before: [], after: [] });
    expect(across).toMatchObject({ before: looks, after: looks, commands: [{ role: 'R1', command: 'ping 10.0.0.2 repeat 5 size 100' }] }); // prettier-ignore
  });

  it('types a source where the lab has one', () => {
    const step = { ...stepNamed('observe-gre') };
    step.actions = step.actions.map((one) => (one.kind === 'ping' ? { ...one, source: 0x0a000001, size: 1400 } : one));
    expect(planOf(exercise, step).actions[0]?.commands[0]?.command).toBe('ping 10.0.0.2 source 10.0.0.1 repeat 5 size 1400'); // prettier-ignore
  });

  it('configures nothing', () => {
    for (const step of exercise.steps) {
      const { actions, end } = planOf(exercise, step);
      const looks = [...end, ...actions.flatMap(({ before, after }) => [...before, ...after]), ...diagnosisLooks(exercise, step)]; // prettier-ignore
      for (const { command } of looks) expect(command).toMatch(/^show /);
      for (const { command } of actions.flatMap(({ commands }) => commands))
        expect(command).toMatch(/^(?:ping|clear) /);
    }
  });
});

describe('the looks for a diagnosis', () => {
  it('are of both ends of what the step is about, and of what stands between them', () => {
    for (const step of exercise.steps) {
      const looks = diagnosisLooks(exercise, step);
      const of = (wanted: string): string[] =>
        looks.filter(({ role }) => role === wanted).map(({ command }) => command);
      expect([...new Set(looks.map(({ role }) => role))]).toEqual(['R1', 'R3', 'R2']);
      expect(of('R1')).toEqual([
        'show running-config',
        'show crypto isakmp policy',
        'show crypto isakmp sa',
        'show crypto ipsec sa',
        'show ip interface brief',
        'show ip route',
        'show logging',
      ]);
      expect(of('R3')).toEqual(of('R1'));
      expect(of('R2')).toEqual(['show running-config', 'show access-lists', 'show logging']);
    }
  });

  it('go on where a configuration makes it worth', () => {
    const [step] = exercise.steps;
    if (!step) throw new Error('no step');
    const shown = (text: string): string[] => {
      const evidence = [{ id: 'e1', sequence: 1, role: 'R1', command: 'show running-config', text, takenAt: '', deviceTime: 0, epoch: 1, phase: { kind: 'diagnosis' as const } }]; // prettier-ignore
      return furtherLooks(exercise, step, evidence).map(({ command }) => command);
    };
    expect(shown('hostname R1\n')).toEqual([]);
    expect(shown('ip nat inside source list 1 interface Gi0/0 overload\n')).toEqual(['show ip nat translations']);
    expect(shown('crypto ikev2 proposal P\n encryption aes-cbc-256\n')).toContain('show crypto ikev2 sa');
    expect(shown('interface Gi0/0\n crypto map M\n')).toEqual(['show access-lists']);
  });
});
