/**
 * One mistake in the solution of one step, of those that a seed draws: the step never has its full points, and whatever
 * the diagnosis names first is the mistake. MUTANTS=1000 tries all of them.
 */
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src-main/base/random.ts';
import { checkStep } from '../../../src-main/engine/check-step.ts';
import type { Exercise } from '../../../src-main/lab/exercise.ts';
import type { StepVerdict } from '../../../src-main/grading/verdict.ts';
import { exercise, onRouters, type } from './labs.ts';
import { mutantsOf, type Mutant } from './mutants.ts';

const tried = Number(process.env.MUTANTS ?? 12);
const seed = process.env.MUTANTS_SEED ?? 'fair';

function drawn(of: Exercise): Mutant[] {
  const random = seededRandom(`mutants ${of.id} ${seed}`);
  const all = mutantsOf(of);
  return Array.from({ length: Math.min(tried, all.length) }, () => all.splice(random.int(all.length), 1)).flat();
}

async function verdictOn(of: Exercise, { step, lines }: Mutant): Promise<StepVerdict> {
  return await onRouters(of, async (bench) => {
    for (const before of of.steps.slice(0, of.steps.indexOf(step))) await type(bench, of, before.commands);
    await type(bench, of, lines);
    return await checkStep({ bench, exercise: of, step, answers: 'model' });
  });
}

describe.each(['gre-to-vti', 'crypto-map-site-to-site', 'ipsec-101-transforms'])('a mistake in %s', (lab) => {
  const of = exercise(lab, seed);

  it.each(drawn(of).map((mutant) => [mutant.name, mutant] as const))('is seen, and nothing else is named: %s', async (_, mutant) => {
    const { verdict, points, diagnoses } = await verdictOn(of, mutant);
    expect(['partial', 'failed']).toContain(verdict);
    expect(points.earned).toBeLessThan(points.of);
    expect(diagnoses.length).toBeLessThanOrEqual(3);
    const [first] = diagnoses.filter(({ rule }) => rule !== 'undecided');
    if (first) expect(first.rule).toMatch(mutant.cause);
  }, 60_000); // prettier-ignore
});
