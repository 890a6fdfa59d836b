/** Lines typed into the configuration of an exercise's routers. */
import { Failure, type Diagnostic } from '../base/errors.ts';
import type { Exercise } from '../lab/exercise.ts';
import type { Bench } from './bench.ts';
import { nodeOf } from './roles.ts';

/**
 * Types lines into the routers of the roles, one router after the other.
 * @throws Failure line-refused, with every line that a router refused; those before and after it are in force
 */
export async function applyLines(
  bench: Bench,
  exercise: Exercise,
  lines: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const refused: Diagnostic[] = [];
  for (const [role, wanted] of Object.entries(lines)) {
    const { rejected } = await bench.configure(nodeOf(exercise, role), wanted);
    for (const { line, index, message } of rejected)
      refused.push({ severity: 'error', path: role, line: index + 1, message: `"${line.trim()}": ${message}` });
  }
  if (refused.length === 0) return;
  const count = refused.length === 1 ? 'one line was' : `${refused.length} lines were`;
  throw new Failure('device', 'line-refused', `Not everything was taken: ${count} refused.`, refused);
}
