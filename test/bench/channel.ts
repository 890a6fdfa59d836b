/** What a conversation with a router costs beside the bare connection, at routers of ours in a process of their own. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { median, type Figure } from './figure.ts';
import { benchFolder, running } from './program.ts';
import { routersWithLogins } from './topologies.ts';

interface Pair {
  bare: number;
  ours: number;
}

interface Spent {
  wall: number;
  processor: number;
}

interface Session {
  bare: Spent;
  oneByOne: Spent;
  inOrder: Spent;
}

interface Result {
  session: Session[];
  sessions: Pair[];
  consoles: Pair;
}

const count = Number(process.env['CONSOLES'] ?? 200);

export async function channel(): Promise<Figure[]> {
  const file = path.join(benchFolder, 'logins.yaml');
  writeFileSync(file, routersWithLogins(count));
  // Every router has a line with its ports: telnet 127.0.0.1 PORT, ssh -p PORT 127.0.0.1.
  const routers = await running(/^[^]*The routers run/, 'sim', '--ssh-from', '0', file);
  const [printed] = routers.found;
  const telnet = [...printed.matchAll(/telnet 127\.0\.0\.1 (\d+)/g)].map(([, port]) => port);
  const ssh = [...printed.matchAll(/ssh\b[^\n]*?-p (\d+)/g)].map(([, port]) => port);
  const { session, sessions, consoles } = await measured(ssh.join(','), telnet.join(',')).finally(() => routers.end());
  const many = ratio(sessions);
  return [
    ofSession('100 shows on one SSH session, in a row', 1.15, session, ({ inOrder }) => inOrder),
    ofSession('the same, asked for one by one', Infinity, session, ({ oneByOne }) => oneByOne),
    { name: `${count} SSH consoles, a show on each`, value: many, target: 1.5, unit: 'times', note: 'opening them' },
    {
      name: `${count} telnet consoles, a show on each`,
      value: consoles.ours / consoles.bare,
      target: Infinity,
      unit: 'times',
      note: `opening them up to a prompt: ${consoles.ours.toFixed(0)} ms and ${consoles.bare.toFixed(0)} ms`,
    },
  ];
}

/** Built as the product is: what runs the sources here would add its own cost to every function. */
async function measured(ssh: string, telnet: string): Promise<Result> {
  const entry = fileURLToPath(new URL('channel-load.ts', import.meta.url));
  const outDir = path.resolve(import.meta.dirname, '../../node_modules/.cache/quickmode-bench');
  await build({ configFile: false, logLevel: 'error', build: { ssr: entry, outDir, target: 'node20', minify: false } });
  const outfile = path.join(outDir, 'channel-load.js');
  return JSON.parse(execFileSync(process.execPath, [outfile, ssh, telnet], { encoding: 'utf8' })) as Result;
}

function ofSession(name: string, target: number, turns: readonly Session[], ours: (turn: Session) => Spent): Figure {
  const value = median(turns.map((turn) => ours(turn).wall / turn.bare.wall));
  const processor = (of: (turn: Session) => Spent): string =>
    median(turns.map((turn) => of(turn).processor)).toFixed(0);
  const note = `a bare ssh2 shell loop; median of 21 turns; processor ${processor(ours)} ms and ${processor(({ bare }) => bare)} ms`;
  return { name, value, target, unit: 'times', note };
}

function ratio(pairs: readonly Pair[]): number {
  return median(pairs.map(({ bare, ours }) => ours / bare));
}
