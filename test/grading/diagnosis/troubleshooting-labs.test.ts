/** The labs in which a learner mends a broken network: their proofs, both of their topologies, and what is not told. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyLines } from '../../../src-main/engine/apply-lines.ts';
import { Bench } from '../../../src-main/engine/bench.ts';
import { checkStep } from '../../../src-main/engine/check-step.ts';
import { contentOfExercise } from '../../../src-main/engine/content.ts';
import { exerciseOrFailure } from '../../../src-main/engine/exercise-of.ts';
import { forgetful } from '../../../src-main/engine/keeper.ts';
import { simulatorInProcess } from '../../../src-main/providers/builtin/simulator-in-process.ts';
import { proveLab } from '../../engine/prove-lab.ts';
import { filesIn } from '../../lab/folder.ts';

const labs = path.resolve(import.meta.dirname, '../../../labs');
const families = readdirSync(labs).filter((name) => name.startsWith('troubleshooting-'));

describe.each(families)('%s', (name) => {
  const files = filesIn(path.join(labs, name));

  it('is proven by its author, with a seed too', async () => {
    const findings = await proveLab(files, ['blue']);
    expect(findings.filter(({ holds }) => !holds)).toEqual([]);
  }, 120_000); // prettier-ignore

  it('is the same lab in GNS3 and in CML', () => {
    const [gns3, cml] = (['gns3', 'cml'] as const).map((prefers) => exerciseOrFailure(files, name, { prefers }));
    expect(cml?.roles.map((role) => ({ ...role, node: '' }))).toEqual(gns3?.roles.map((role) => ({ ...role, node: '' }))); // prettier-ignore
    expect(cml?.topology.links.length).toBe(gns3?.topology.links.length);
  });

  it('chooses by the seed, one fault or two, and all of them in the end', () => {
    const seeds = Array.from({ length: 40 }, (_, index) => `seed ${index}`);
    const chosen = seeds.map((seed) => exerciseOrFailure(files, name, { seed }).broken?.faults ?? []);
    expect(new Set(chosen.map(({ length }) => length))).toEqual(new Set([1, 2]));
    const { faults } = exerciseOrFailure(files, name);
    expect(new Set(chosen.flat())).toEqual(new Set(faults.map(({ id }) => id)));
  });
});

describe('the cause', () => {
  it('is not told while it is asked for', async () => {
    const exercise = exerciseOrFailure(filesIn(path.join(labs, 'troubleshooting-ike')), 'ike');
    const { topology, configurations } = contentOfExercise(exercise);
    const plan = { topology, configurations, journal: [], seed: 'cause', pace: { kind: 'on-demand' } as const };
    const bench = await Bench.start({ launch: simulatorInProcess, plan, keeper: forgetful, position: { sequence: 0, epoch: 0 } }); // prettier-ignore
    try {
      const [step] = exercise.steps;
      const [fault] = exercise.faults;
      if (!step || !fault) throw new Error('an empty lab');
      await applyLines(bench, exercise, fault.lines);
      const asked = await checkStep({ bench, exercise, step });
      expect(asked.diagnoses.map(({ rule }) => rule)).toEqual(['withheld']);
      expect(JSON.stringify(asked.diagnoses)).not.toContain(fault.title);
      const proven = await checkStep({ bench, exercise, step, answers: 'model' });
      expect(proven.diagnoses[0]?.rule).toBe(fault.id);
    } finally {
      await bench.stop();
    }
  }, 30_000); // prettier-ignore
});
