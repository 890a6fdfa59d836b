/** The built program, killed in the middle of a check: nothing of what it had said is lost, and the attempt goes on. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { databaseName } from '../../src-main/engine/engine.ts';
import { FakeHost, root } from './fake-host.ts';

let host: FakeHost;
beforeEach(() => {
  host = new FakeHost();
});
afterEach(() => host.dispose());

/** What `quickmode run` printed until so many steps had passed, when it was killed without a warning. */
function killedAfter(passed: number): Promise<string> {
  const program = path.join(root, 'src-main/cli/quickmode.mjs');
  const child = spawn(process.execPath, [program, 'run', 'gre-to-vti', '--solve'], {
    env: { ...process.env, QUICKMODE_HOME: host.home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    if (printed.split('\npassed ').length > passed) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (_status, signal) => {
      if (signal === 'SIGKILL') resolve(printed);
      else reject(new Error(`it ended by itself, having printed:\n${printed}`));
    });
  });
}

it('keeps its verdicts, its lines and its database, and the attempt is graded and finished by others', async () => {
  const printed = await killedAfter(4);
  const attempt = /attempt (\S+)/.exec(printed)?.[1] ?? '';
  const database = new Database(path.join(host.home, databaseName));
  expect(database.prepare('PRAGMA integrity_check').get()).toMatchObject({ integrity_check: 'ok' });
  database.close();

  expect(await host.run('grade', 'gre-to-vti', '--attempt', attempt)).toBe(1);
  const before = printed.split('\n').filter((line) => line.startsWith('passed '));
  // What the first step asks was answered by the solution, which only a run that solves knows.
  const [, ...rest] = before;
  for (const line of rest) expect(host.printed).toContain(line);
  expect(host.said).toBe('');

  expect(await host.run('run', 'gre-to-vti', '--solve', '--attempt', attempt)).toBe(0);
  expect(host.printed).toMatch(/^100 of 100 points$/m);
});
