/** A lab that asks: "From GRE to a virtual tunnel interface", whose last step has questions, a debug and a capture. */
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { readLabFolder } from '../../src-main/engine/lab-folder.ts';
import type { Files } from '../../src-main/storage/content-hash.ts';
import { labFolder } from './workshop.ts';

interface LabText {
  steps: Record<string, unknown>[];
}

/** What is changed in the last step. */
export type LastStep = Partial<Record<'questions' | 'actions' | 'expect', unknown[]>>;

/** Logs are kept from the beginning, as learners would have it. */
export function askingFiles(last: LastStep): Files {
  const files = readLabFolder(path.join(labFolder, 'gre-to-vti'));
  const lab = parse(files['lab.yml'] ?? '') as LabText;
  const configured = ['ike-policy', 'pre-shared-key', 'transform-set', 'ipsec-profile', 'migrate-r1', 'migrate-r3', 'verify'];
  const steps = lab.steps.filter(({ id }) => configured.includes(String(id)));
  const verify = steps.at(-1);
  if (verify) Object.assign(verify, last);
  const logging = 'service timestamps debug datetime msec\nlogging buffered 200000 debugging\n';
  return {
    ...files,
    'lab.yml': stringify({ ...lab, id: 'asking', steps, faults: [], distractors: [] }),
    'start/R1.cfg': `${logging}${files['start/R1.cfg'] ?? ''}`,
    'start/R3.cfg': `${logging}${files['start/R3.cfg'] ?? ''}`,
  };
} // prettier-ignore
