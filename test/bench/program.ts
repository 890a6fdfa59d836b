/** The built program, as a user starts it. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const program = path.resolve(import.meta.dirname, '../../src-main/cli/quickmode.mjs');
const home = mkdtempSync(path.join(os.tmpdir(), 'quickmode-bench-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));

export const benchFolder = home;

/** Milliseconds from the start of the process to its end. */
export async function timed(...args: string[]): Promise<number> {
  const began = performance.now();
  const child = start(args);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`quickmode ${args.join(' ')} ended with ${code}`);
  return performance.now() - began;
}

/** From the start of the process to its end, and the most memory that it held meanwhile. */
export async function measured(...args: string[]): Promise<{ milliseconds: number; megabytes: number }> {
  const began = performance.now();
  const child = start(args);
  let megabytes = 0;
  const looking = setInterval(() => {
    megabytes = Math.max(megabytes, residentMegabytes(child) ?? 0);
  }, 250);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(looking);
  if (code !== 0) throw new Error(`quickmode ${args.join(' ')} ended with ${code}`);
  return { milliseconds: performance.now() - began, megabytes };
}

export interface Running {
  /** Milliseconds from the start of the process until it printed what was waited for. */
  ready: number;
  /** What the pattern found. */
  found: RegExpExecArray;
  /** Resident memory in megabytes; undefined where the system has no `ps`. */
  megabytes: number | undefined;
  end(): Promise<void>;
}

export function running(pattern: RegExp, ...args: string[]): Promise<Running> {
  const began = performance.now();
  const child = start(args);
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const found = pattern.exec(printed);
      if (!found) return;
      const ready = performance.now() - began;
      resolve({ ready, found, megabytes: residentMegabytes(child), end: () => end(child) });
    });
    child.once('exit', (code) => reject(new Error(`quickmode ${args.join(' ')} ended with ${code}`)));
  });
}

function start(args: readonly string[]): ChildProcess {
  const env = { ...process.env, QUICKMODE_HOME: path.join(home, 'home') };
  return spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

function residentMegabytes({ pid }: ChildProcess): number | undefined {
  if (process.platform === 'win32' || pid === undefined) return undefined;
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(stdout) / 1024;
}
