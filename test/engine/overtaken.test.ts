import { describe, expect, it } from 'vitest';
import { withoutOvertaken } from '../../src-main/engine/overtaken.ts';
import type { RunReport } from '../../src-main/engine/standing.ts';
import { exerciseOrFailure } from '../../src-main/engine/exercise-of.ts';
import { readLabFolder } from '../../src-main/engine/lab-folder.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { smallLab } from './small-lab.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'quickmode-overtaken-'));
const exercise = exerciseOrFailure(readLabFolder(smallLab(folder)), 'the lab');
rmSync(folder, { recursive: true });

function run(look: 'failed' | 'passed', earned: number): RunReport {
  const rest = { expectations: [], questions: [], diagnoses: [] };
  return {
    ...{ attempt: 'a', lab: { id: 'small', version: 1, title: 'Small', seed: undefined }, place: { kind: 'builtin' } },
    score: { points: earned, of: 50 },
    steps: [
      { id: 'look', title: 'Look', kind: 'observe', verdict: look, points: { earned: 0, of: 10 }, ...rest },
      { id: 'agree', title: 'Agree', kind: 'change', verdict: 'partial', points: { earned, of: 40 }, ...rest },
    ],
  };
}

describe('work that is graded when it is done', () => {
  it('leaves out what could be seen before anything was changed', () => {
    const { score, steps } = withoutOvertaken(run('failed', 20), exercise);
    expect(steps.map(({ verdict }) => verdict)).toEqual(['not judged', 'partial']);
    expect(score).toEqual({ points: 20, of: 40 });
  });

  it('asks for it where nothing was changed, and keeps what has passed', () => {
    expect(withoutOvertaken(run('failed', 0), exercise).steps[0]?.verdict).toBe('failed');
    expect(withoutOvertaken(run('passed', 20), exercise).steps[0]?.verdict).toBe('passed');
  });
});
