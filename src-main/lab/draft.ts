/** What every part of a lab needs while the exercise is made of it. */
import type { Action } from './exercise.ts';
import type { Files } from './files.ts';
import type { LabFile } from './lab-file.ts';
import type { Labels } from './labels.ts';
import type { References } from './references.ts';
import type { Report } from './report.ts';
import type { Templates } from './templates.ts';

export interface Draft {
  file: LabFile;
  files: Files;
  report: Report;
  templates: Templates;
  references: References;
}

/** What the expectations of a step may speak of: its actions, and the labels given up to here. */
export interface StepSoFar {
  actions: readonly Action[];
  /** Of all actions, those with faults too. */
  actionIds: readonly string[];
  labels: Labels;
}
