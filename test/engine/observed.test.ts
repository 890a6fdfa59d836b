/** What is judged from logs, debugs and the wire, on built-in routers. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench } from '../../src-main/engine/bench.ts';
import { checkStep } from '../../src-main/engine/check-step.ts';
import { contentOfExercise } from '../../src-main/engine/content.ts';
import { exerciseOrFailure } from '../../src-main/engine/exercise-of.ts';
import { forgetful } from '../../src-main/engine/keeper.ts';
import { nodeOf } from '../../src-main/engine/roles.ts';
import { runLab, type RunReport } from '../../src-main/engine/run-lab.ts';
import type { Exercise, Step } from '../../src-main/lab/exercise.ts';
import type { AttributeVerdict } from '../../src-main/grading/verdict.ts';
import { simulatorInProcess } from '../../src-main/providers/builtin/simulator-in-process.ts';
import { askingFiles } from './asking-lab.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const actions = [
  { id: 'debugging', debug: { on: ['R1', 'R3'], what: ['crypto isakmp', 'crypto ipsec'] } },
  { id: 'wire', capture: { on: 'west-link' } },
  { id: 'fresh', clear: { on: ['R1', 'R3'], what: 'session' } },
  { id: 'settle', wait: { seconds: 5 } },
  { id: 'across', ping: { from: 'R1', to: 'R3.tunnel' } },
];

const mm = (from: number): string => `Old State = IKE_I_MM${from}  New State = IKE_I_MM${from + 1}`;
const logged = (on: string, says: unknown): object => ({ log: { on, says } });

/** By their ids: what holds, and what does not. */
const wanted: Record<string, [object, 'passed' | 'failed' | 'partial']> = {
  'log-event': [logged('R1', { event: 'exchange-begun', with: { mode: 'Quick' } }), 'passed'],
  'log-words': [logged('R1', mm(1)), 'passed'],
  'log-other': [logged('R1', 'CRYPTO-4-IKMP_BAD_MESSAGE'), 'failed'],
  'log-absent': [{ log: { on: 'R3', says: 'CRYPTO-4-IKMP_BAD_MESSAGE', state: 'absent' } }, 'passed'],
  'log-present': [{ log: { on: 'R1', says: mm(1), state: 'absent' } }, 'failed'],
  'log-over': [{ log: { on: 'R1', says: { event: 'child-created' }, over: 'across' } }, 'failed'],
  'log-count': [{ log: { on: 'R1', says: { event: 'exchange-begun' }, count: 'at least 2' } }, 'passed'],
  'order-lines': [{ order: { first: logged('R1', mm(1)), then: logged('R1', mm(2)) } }, 'passed'],
  'order-wrong': [{ order: { first: logged('R1', mm(2)), then: logged('R1', mm(1)) } }, 'failed'],
  'order-routers': [
    { order: { first: logged('R1', 'beginning Main Mode exchange'), then: logged('R3', 'New State = IKE_R_MM2') } },
    'passed',
  ],
  'order-action': [{ order: { first: logged('R1', mm(1)), then: { action: 'across' } } }, 'passed'],
  'order-action-wrong': [{ order: { first: { action: 'across' }, then: logged('R1', mm(1)) } }, 'failed'],
  'order-during': [{ order: { event: logged('R1', mm(1)), during: 'across' } }, 'failed'],
  'wire-esp': [
    { wire: { on: 'west-link', over: 'wire', protocol: 'esp', spi: ['R1', 'R3'], count: 'at least 5', encrypted: true, sequence: 'rising' } },
    'passed',
  ],
  'wire-back': [{ wire: { on: 'west-link', over: 'wire', protocol: 'esp', from: 'R3.wan', spi: ['R3', 'R1'], count: 'at least 5' } }, 'passed'],
  'wire-more': [{ wire: { on: 'west-link', over: 'wire', protocol: 'esp', count: 'at least 50', sequence: 'rising' } }, 'partial'],
  'wire-clear': [{ wire: { on: 'west-link', over: 'wire', protocol: 'isakmp', encrypted: true } }, 'partial'],
  'wire-none': [{ wire: { on: 'west-link', over: 'wire', protocol: 'gre' } }, 'failed'],
  'absent-gre': [{ absent: { on: 'west-link', protocol: 'gre', over: 'wire' } }, 'passed'],
  'absent-inside': [{ absent: { on: 'west-link', protocol: 'icmp', from: 'R1.tunnel', over: 'wire' } }, 'passed'],
  'absent-esp': [{ absent: { on: 'west-link', protocol: 'esp', over: 'wire' } }, 'failed'],
}; // prettier-ignore

const files = askingFiles({
  actions,
  expect: Object.entries(wanted).map(([id, [one]]) => ({ id, within: 1, ...one })),
  questions: [],
});

let workshop: Workshop;
let folder: string;
let report: RunReport;

beforeAll(async () => {
  workshop = openWorkshop();
  folder = mkdtempSync(path.join(os.tmpdir(), 'quickmode-observed-'));
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  report = await runLab(workshop.engine, { lab: folder, solve: true });
});
afterAll(async () => {
  await workshop.end();
  rmSync(folder, { recursive: true, force: true });
});

/** Whatever holds is proven by a line, and each line stands where it is said to stand. */
function expectProof({ quotes, holds }: AttributeVerdict): void {
  if (holds) expect(quotes.length).toBeGreaterThan(0);
  for (const { evidence, line, text } of quotes) {
    const seen = workshop.engine.store.evidence.find(report.attempt, evidence);
    expect(seen?.text.split('\n')[line]?.trimEnd()).toBe(text);
  }
}

describe('what happens while a step is checked', () => {
  it.each(Object.entries(wanted).map(([id, [, verdict]]) => [id, verdict]))('%s is %s', (id, verdict) => {
    const found = report.steps.at(-1)?.expectations.find((one) => one.id === id);
    expect(found?.verdict, found?.says).toBe(verdict);
    for (const attribute of found?.attributes ?? []) expectProof(attribute);
  });

  it('is kept as evidence: the packets as lines, and what the debugs printed on the line that was typed at', () => {
    const evidence = workshop.engine.store.evidence.of(report.attempt);
    const captured = evidence.findLast(({ command }) => command === 'capture wire');
    expect(captured).toMatchObject({ role: 'west-link', phase: { kind: 'after', action: 'wire' } });
    expect(captured?.text).toMatch(/ ESP length=\d+ ttl=255 spi=0x[0-9a-f]{8} sequence=1\n/);
    const printed = evidence.filter(({ command }) => command === 'log').map(({ text }) => text);
    expect(printed.join('\n')).toContain('beginning Main Mode exchange');
  });
});

/** Routers that nobody has configured, and the step that observes them. */
async function freshRouters(): Promise<{ bench: Bench; exercise: Exercise; step: Step }> {
  const exercise = exerciseOrFailure(files, 'asking', {});
  const { topology, configurations } = contentOfExercise(exercise);
  const plan = { topology, configurations, journal: [], seed: 'observed', pace: { kind: 'on-demand' } as const };
  const bench = await Bench.start({ launch: simulatorInProcess, plan, keeper: forgetful, position: { sequence: 0, epoch: 0 } }); // prettier-ignore
  const step = exercise.steps.at(-1);
  if (!step) throw new Error('there is a last step');
  return { bench, exercise, step };
}

describe('a check that is broken off', () => {
  it('turns off the debugs that it has turned on, on every router', async () => {
    const { bench, exercise, step } = await freshRouters();
    const controller = new AbortController();
    const progress = (says: string): void => {
      if (says === 'debug crypto ipsec on R3') controller.abort();
    };
    const check = checkStep({ bench, exercise, step, progress, signal: controller.signal });
    await expect(check).rejects.toMatchObject({ code: 'broken-off' });
    for (const role of ['R1', 'R3'])
      expect(await bench.read(nodeOf(exercise, role), 'show debug')).not.toContain('debugging is on');
    await bench.stop();
  });
});

describe('a place where links cannot be seen', () => {
  it('leaves out of the total what a capture would have shown, and says why', async () => {
    const { bench, exercise, step } = await freshRouters();
    Object.defineProperty(bench.provider, 'capture', { value: undefined });
    const expectations = step.expect.filter(({ id }) => id === 'wire-esp' || id === 'absent-gre');
    const verdict = await checkStep({ bench, exercise, step: { ...step, expect: expectations } });
    await bench.stop();
    expect(verdict.verdict).toBe('not judged');
    expect(verdict.expectations.map(({ points }) => points.of)).toEqual([0, 0]);
    expect(verdict.expectations[0]?.says).toContain('Nobody here can see what goes over the link west-link');
  });
});
