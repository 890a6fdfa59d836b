/** The lab that `quickmode lab new` writes, for tests that need a small one which nobody changes. */
import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const template = path.resolve(import.meta.dirname, '../../resources/lab-template');

/** Its folder, in another one. */
export function smallLab(folder: string): string {
  const lab = path.join(folder, 'small');
  cpSync(template, lab, { recursive: true });
  renameSync(path.join(lab, 'NAME.gns3'), path.join(lab, 'small.gns3'));
  const file = path.join(lab, 'lab.yml');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('NAME', 'small'));
  return lab;
}
