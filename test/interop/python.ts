/** Programs in Python: the interpreter of the system, which has what the distribution's packages bring. */
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { judge } from '../judges.ts';

const run = promisify(execFile);

/** @returns the interpreter that has this module, or undefined, which is then on record */
export function pythonWith(module: string, install: string): string | undefined {
  const found = ['/usr/bin/python3', 'python3'].find((python) => {
    try {
      execFileSync(python, ['-c', `import ${module}`], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
  return found ?? judge(`python3-${module}`, install);
}

/** What the script prints; its complaints are those of the failure. */
export async function runPython(python: string, script: string, ...args: readonly string[]): Promise<string> {
  return (await run(python, ['-c', script, ...args], { timeout: 90_000 })).stdout;
}
