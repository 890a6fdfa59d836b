/**
 * A program with a network stack of its own (Linux), at the other end of a cable to this machine: it has ports 500 and
 * 4500 whoever else has them here, and nothing of it is left when it ends.
 */
import { execFileSync, type ChildProcess } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { spawnBound } from './bound-to-us.ts';

export interface Cable {
  /** Of the program, as 198.18.0.254. */
  address: string;
  /** Of this machine. */
  neighbours: readonly string[];
}

const ip = (...words: string[]): unknown => execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'pipe'] });

/** The program starts when the cable is there. */
export async function spawnApart(
  program: string,
  { address, neighbours }: Cable,
  environment: NodeJS.ProcessEnv,
): Promise<ChildProcess> {
  const waiting = ['--net', 'sh', '-c', `echo; read -r line && exec ${program} >/dev/null 2>&1`];
  const child = spawnBound('unshare', waiting, { env: environment, stdio: ['pipe', 'pipe', 'ignore'] });
  await new Promise((resolve, reject) => {
    child.stdout?.once('data', resolve);
    child.once('exit', () => reject(new Error('there is no network of its own for it')));
  });
  const pid = String(child.pid);
  const cable = `qm${pid}`;
  ip('link', 'add', cable, 'type', 'veth', 'peer', 'name', 'cable', 'netns', pid);
  inside(child, 'ip', 'address', 'add', `${address}/24`, 'dev', 'cable');
  for (const device of ['lo', 'cable']) inside(child, 'ip', 'link', 'set', device, 'up');
  ip('link', 'set', cable, 'up');
  for (const neighbour of neighbours) ip('address', 'add', `${neighbour}/32`, 'dev', cable);
  ip('route', 'add', `${address}/32`, 'dev', cable);
  child.stdin?.end('\n');
  return child;
}

/** Runs a command where the program is. @returns its output */
export function inside({ pid }: ChildProcess, ...words: string[]): string {
  if (readlinkSync('/proc/self/ns/net') === readlinkSync(`/proc/${pid ?? 'self'}/ns/net`)) return local(words);
  return local(['nsenter', '--net', '--target', String(pid), ...words]);
}

function local([program = '', ...words]: readonly string[]): string {
  return execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
