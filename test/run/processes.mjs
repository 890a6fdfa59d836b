/** Programs of node_modules, started the same way on every platform: by node, without a shell. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
/** The packages that bring the programs. */
const packages = { vitest: 'vitest', playwright: '@playwright/test' };

/** Runs a program with its output on ours; its exit status, or null when it was killed. */
export function npx(program, args, env = {}) {
  const { status, error } = spawnSync(process.execPath, [entryOf(program), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (error) throw error;
  return status;
}

function entryOf(program) {
  const file = packageFile(packages[program]);
  const { bin } = JSON.parse(readFileSync(file, 'utf8'));
  return path.join(path.dirname(file), typeof bin === 'string' ? bin : bin[program]);
}

/** A package may keep its package.json to itself: then the folder is looked for. */
function packageFile(name) {
  for (const folder of require.resolve.paths(name) ?? []) {
    const file = path.join(folder, name, 'package.json');
    if (existsSync(file)) return file;
  }
  throw new Error(`${name} is not installed: run "npm ci"`);
}

/** Whether a program could be started and ended well. */
export function succeeds(program, args, options = {}) {
  const { status } = spawnSync(program, args, { stdio: 'inherit', ...options });
  return status === 0;
}
