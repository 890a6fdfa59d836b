/** quickmode hand-in: what a student did on built-in routers, for the teacher. */
import { handInOf } from '../../engine/hand-in.ts';
import type { Host } from '../host.ts';
import { writeNew } from '../write-new.ts';

export function handInCommand(host: Host, attempt: string, { output }: { output: string }): void {
  const handIn = handInOf(host.installation.home, attempt);
  const text = `${JSON.stringify(handIn, undefined, 1)}\n`;
  if (output === '-') {
    host.out(text);
    return;
  }
  writeNew(output, text);
  host.out(`${handIn.journal.length} lines of ${handIn.lab.id} are in ${output}.\n`);
}
