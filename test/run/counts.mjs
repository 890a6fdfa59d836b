/** What the test programs have left behind, added up. A file that is missing is a failure, never nothing. */
import { existsSync, readFileSync } from 'node:fs';

/** Of the file that run/reporter.ts writes. */
export function vitestCounts(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, trouble: 'the tests of the parts ended without a result' };
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Of Playwright's JSON reporter. A test that passed at the second try has passed. */
export function playwrightCounts(file, what) {
  if (!existsSync(file)) return { passed: 0, failed: 1, trouble: `${what} ended without a result` };
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'));
  const passed = stats.expected + stats.flaky;
  const failed = stats.unexpected + errors.length;
  return passed + failed > 0 ? { passed, failed } : { passed, failed: 1, trouble: `${what}: none was found` };
}

/** Judges that cannot be had: a line of JSON each, {judge, command, why?}, written by test/judges.ts; each once. */
export function notRunOf(file) {
  if (!existsSync(file)) return [];
  const lines = new Set(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== ''),
  );
  const byName = new Map();
  for (const { judge, command, why = `${judge} is not installed` } of [...lines].map((line) => JSON.parse(line))) {
    byName.set(judge, { what: `what ${judge} judges`, why, mend: command, counts: true });
  }
  return [...byName.values()];
}
