/** quickmode hand-in: all that is kept of an attempt, signed, for the teacher. */
import { handInOf } from '../../engine/hand-in.ts';
import type { Host } from '../host.ts';
import { writeNew } from '../write-new.ts';

export function handInCommand(host: Host, attempt: string, { output }: { output: string }): void {
  const { handIn, file } = handInOf(host.installation.home, attempt, new Date().toISOString());
  if (output === '-') {
    host.bytes(file);
    return;
  }
  writeNew(output, file);
  const { lab, checks, evidence } = handIn;
  const seed = lab.seed === undefined ? '' : ` with the seed ${lab.seed}`;
  host.out(`${lab.id}${seed}: ${checks.length} checks and ${evidence.length} outputs are in ${output}.\n`);
}
