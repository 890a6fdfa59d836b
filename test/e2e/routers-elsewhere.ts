/** Routers that the program under test does not run itself: a GNS3 server, and routers behind telnet ports. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { serverWithTwoRouters } from '../providers/gns3/two-routers-server.ts';
import { test as base } from './quickmode.ts';

const command = path.resolve(import.meta.dirname, '../../src-main/cli/quickmode.mjs');

/** Milliseconds in which the simulation has to end when it is told to. */
const patience = 10_000;

/** The port of each router's console. */
export type Ports = Readonly<Record<string, number>>;

interface Elsewhere {
  gns3: Awaited<ReturnType<typeof serverWithTwoRouters>>['server'];
  /** The routers of the lab, started as the lab has them at its beginning. */
  rack: Ports;
}

export const test = base.extend<Elsewhere>({
  gns3: async ({}, use) => {
    const { server } = await serverWithTwoRouters(2, { login: { username: 'teacher', password: 'open sesame' } });
    await use(server);
    await server.stop();
  },
  rack: async ({ quickmode }, use) => {
    const child = spawn(process.execPath, [command, 'sim', 'gre-to-vti'], {
      env: { ...process.env, QUICKMODE_HOME: `${quickmode.home}/rack` },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    for await (const chunk of child.stdout.setEncoding('utf8')) {
      printed += String(chunk);
      if (printed.includes('The routers run.')) break;
    }
    const doors = [...printed.matchAll(/^(\S+)\s+telnet 127\.0\.0\.1 (\d+)/gm)];
    await use(Object.fromEntries(doors.map(([, name = '', port]) => [name, Number(port)])));
    const ended = once(child, 'exit', { signal: AbortSignal.timeout(patience) });
    child.kill('SIGTERM');
    await ended;
  },
});
