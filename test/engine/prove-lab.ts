/** A whole proof of a lab, one piece after another, on routers in this process. */
import { exercisesOf } from '../../src-main/engine/exercise-of.ts';
import { proofParts, provePart, type Finding } from '../../src-main/engine/lab-proof.ts';
import { simulatorInProcess } from '../../src-main/providers/builtin/simulator-in-process.ts';
import type { Files } from '../../src-main/storage/content-hash.ts';

/** @param seeds beside the values of the lab itself */
export async function proveLab(files: Files, seeds: readonly string[] = []): Promise<Finding[]> {
  const exercises = exercisesOf(files, 'The lab');
  const findings: Finding[] = [];
  for (const part of proofParts(exercises, seeds))
    findings.push(...(await provePart(exercises, part, simulatorInProcess)));
  return findings;
}
