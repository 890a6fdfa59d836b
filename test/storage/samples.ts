import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { StepVerdict, VerdictKind } from '../../src-main/grading/verdict.ts';
import type { NewAttempt } from '../../src-main/storage/attempts.ts';
import type { Environs } from '../../src-main/storage/environs.ts';
import { openStore, type Store } from '../../src-main/storage/store.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A store in a folder of its own, whose clock moves on a second with every look. */
export function freshStore(file = path.join(temporaryFolder(), 'quickmode.db')): Store {
  const store = openStore(file, steadyEnvirons());
  onTestFinished(() => {
    store.close();
  });
  return store;
}

function steadyEnvirons(): Environs {
  let seconds = 0;
  let thrown = 0;
  return {
    now: () => new Date(Date.UTC(2026, 10, 20, 9, 0, seconds++)),
    dice: (below) => (thrown++ * 7) % below,
  };
}

export const aLab: NewAttempt = {
  lab: 'gre-to-vti',
  labVersion: 1,
  files: { 'lab.yml': 'id: gre-to-vti\n', 'instructions/one.md': '# One\u0000 – é\n' },
  seed: undefined,
  step: 'gre',
};

export function verdictOf(
  step: string,
  verdict: VerdictKind,
  earned: number,
  kind: StepVerdict['kind'] = 'change',
): StepVerdict {
  return { step, kind, verdict, points: { earned, of: 10 }, expectations: [], questions: [], diagnoses: [] };
}
