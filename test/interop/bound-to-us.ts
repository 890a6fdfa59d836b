/** Programs that end when the tests do, even when these are killed: one that is left keeps its address from the next run. */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

/** As `spawn`; Linux sends the program SIGTERM when the process that started it is gone (prctl's PR_SET_PDEATHSIG). */
export function spawnBound(program: string, words: readonly string[], options: SpawnOptions): ChildProcess {
  return spawn('setpriv', ['--pdeathsig', 'TERM', program, ...words], options);
}
