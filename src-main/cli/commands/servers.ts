/** quickmode servers: the GNS3 and CML servers that are known by name. */
import { Failure } from '../../base/errors.ts';
import type { ServerEntry, ServerTest } from '../../engine/engine.ts';
import { diagnosticLines, printable } from '../complaint.ts';
import { exitStatus, type Host } from '../host.ts';
import { passwordVariable, type Trust } from '../questions.ts';
import { table } from '../table.ts';
import { withEngine } from '../with-servers.ts';

export async function listServers(host: Host): Promise<void> {
  await withEngine(host, {}, async (laboratory) => {
    const servers = await laboratory.servers();
    const rows = servers.map(({ name, kind, url, password }) => [name, kind.toUpperCase(), url, passwords[password]]);
    if (rows.length > 0) host.out(table(rows, ['server', 'kind', 'address', 'password']));
    else host.err('quickmode: no server is known yet; "quickmode servers add NAME URL" adds one\n');
  });
}

const passwords = { none: '', sealed: 'kept', memory: 'not kept', locked: 'kept' } as const;

export interface AddOptions extends Trust {
  kind: ServerEntry['kind'];
  username?: string;
  certificate?: string;
  /** How consoles of GNS3 are reached. */
  consoles?: 'telnet' | 'websocket';
  /** The SSH port of CML's console server. */
  consolePort?: number;
  keepPassword: boolean;
}

/** With a user name the password is asked for, unless the environment has it. */
export async function addServer(host: Host, name: string, url: string, options: AddOptions): Promise<void> {
  const { kind, username, certificate, keepPassword, consoles, consolePort } = options;
  if (/^[^/]*\/\/[^/]*@/.test(url))
    throw new Failure('bad-input', 'login-in-url', 'Leave name and password out of the address: use --username.');
  const remember = keepPassword ? 'sealed' : 'memory';
  const password = username !== undefined && keepPassword ? await passwordOf(host, name) : undefined;
  await withEngine(host, options, async (laboratory) => {
    const ways = { consoles, consolePort };
    const id = await laboratory.addServer({ kind, name, url, username, password, certificate, remember, ...ways });
    host.out(`${printable(name)} is known from now on.\n`);
    const tested = await laboratory.testServer(id);
    if (tested.kind !== 'reached') host.err(sentenceOf(name, tested));
  });
}

export async function removeServer(host: Host, name: string): Promise<void> {
  await withEngine(host, {}, (laboratory) => laboratory.removeServer(name));
  host.out(`${printable(name)} is forgotten, with its password.\n`);
}

/** Reaches the server as a command would, asking for what is missing. */
export async function testServer(host: Host, name: string, trust: Trust): Promise<number> {
  return await withEngine(host, trust, async (laboratory) => {
    host.progress(`${name} is asked`);
    await laboratory.projects(name);
    const tested = await laboratory.testServer(name);
    if (tested.kind !== 'reached') {
      host.err(sentenceOf(name, tested));
      return exitStatus.unreachable;
    }
    host.out(`${printable(name)} answers: version ${printable(tested.version)}, ${tested.projects} projects\n`);
    return exitStatus.fine;
  });
}

function sentenceOf(name: string, tested: Exclude<ServerTest, { kind: 'reached' }>): string {
  const says = `quickmode: ${printable(name)}: ${printable(tested.message)}\n`;
  return tested.kind === 'untrusted'
    ? `${says}  Its certificate is ${printable(tested.fingerprint)}\n`
    : says + diagnosticLines(tested.diagnostics);
}

async function passwordOf(host: Host, name: string): Promise<string> {
  const password = host.env[passwordVariable] ?? (await host.ask(`Password on ${name}: `, true));
  if (password !== undefined) return password;
  const says = `There is no terminal to ask for the password at: give it in ${passwordVariable}.`;
  throw new Failure('bad-input', 'password-needed', says);
}
