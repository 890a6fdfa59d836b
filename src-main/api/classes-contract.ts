/** What comes in by the calls about classes, checked. */
import { z } from 'zod';
import type { Contract } from '../base/remote.ts';
import { id, takes } from './arguments.ts';
import type { Classes } from './contract/classes.ts';

const format = z.enum(['html', 'json', 'xml', 'csv']);

export const classesContract: Contract<Classes> = {
  gradings: takes(),
  grading: takes(id),
  gradedStep: takes(id, id, id),
  gradingReport: takes(id, format),
  removeGrading: takes(id),
  attemptReport: takes(id, format),
};
