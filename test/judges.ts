/**
 * Judges: programs that we did not write, and that have the last word where they are at hand. One that is missing is
 * "not run": its tests are skipped, it is noted with the command that installs it, and the run says so at its end, where
 * in continuous integration it counts as one failure (test/run.mjs).
 */

import { accessSync, appendFileSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The file to which missing judges are written, as JSON on a line each: test/run/counts.mjs adds them up. */
const noteVariable = 'QUICKMODE_NOT_RUN';

/** @returns the path of the program, or undefined when it is not installed, which is then on record */
export function judge(program: string, install: string): string | undefined {
  const path = pathOf(program);
  if (path === undefined) {
    const file = process.env[noteVariable];
    if (file) appendFileSync(file, `${JSON.stringify({ judge: program, command: install })}\n`);
  }
  return path;
}

/** Whether the judge may be started: some have users, networks or ports of the machine to themselves. Noted if not. */
export function isRootFor(program: string): boolean {
  if (process.getuid?.() === 0) return true;
  const file = process.env[noteVariable];
  const note = { judge: program, why: `${program} is started by root alone`, command: 'sudo npm test' };
  if (file) appendFileSync(file, `${JSON.stringify(note)}\n`);
  return false;
}

function pathOf(program: string): string | undefined {
  const names = process.platform === 'win32' ? [`${program}.exe`, program] : [program];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
