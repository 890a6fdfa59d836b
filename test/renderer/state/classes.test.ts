import { describe, expect, it } from 'vitest';
import type { Laboratory } from '../../../src-main/api/contract/laboratory.ts';
import { Classes } from '../../../src-renderer/state/classes.svelte.ts';
import { Notices } from '../../../src-renderer/state/notices.svelte.ts';
import { pretendLaboratory } from '../pretend-laboratory.ts';

async function aClassroom(changes: Partial<Laboratory> = {}): Promise<{ classes: Classes; notices: Notices }> {
  const notices = new Notices();
  const laboratory = { ...pretendLaboratory().laboratory, ...changes };
  const classes = new Classes(laboratory, notices, { now: () => 0, every: () => () => undefined }, () => undefined);
  await classes.load();
  return { classes, notices };
}

describe('a grading that is shown', () => {
  it('is said to have stopped when it has', async () => {
    const { classes, notices } = await aClassroom({ stopGrading: () => Promise.resolve() });
    await classes.stop();
    expect(notices.spoken).toBe('The grading was stopped.');
  });

  it('is not said to have stopped when it could not be', async () => {
    const { classes, notices } = await aClassroom({ stopGrading: () => Promise.reject(new Error('no answer')) });
    await classes.stop();
    expect(notices.all.map(({ title }) => title)).toEqual(['The grading could not be stopped']);
    expect(notices.spoken).not.toBe('The grading was stopped.');
  });
});
