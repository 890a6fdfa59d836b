/** What comes in by the calls about classes, checked. */
import { z } from 'zod';
import type { Contract } from '../base/remote.ts';
import { id, takes } from './arguments.ts';
import type { Classes } from './contract/classes.ts';

const format = z.enum(['html', 'json', 'xml', 'csv']);

const begin = z.strictObject({ file: z.string().min(1).max(4000), from: z.enum(['resume', 'fresh', 'broken']) });

export const classesContract: Contract<Classes> = {
  beginGrading: takes(begin),
  stopGrading: takes(id),
  gradings: takes(),
  grading: takes(id),
  gradedStep: takes(id, id, id),
  gradingReport: takes(id, format),
  removeGrading: takes(id),
  attemptReport: takes(id, format),
};
