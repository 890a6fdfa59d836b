/**
 * The command line of a small Linux host, as the Alpine and desktop nodes of CML have it: BusyBox's ash with `ip`, `ping`,
 * `traceroute` and the older `ifconfig` and `route`. Its start configuration is the shell script that such a node sources
 * when it boots. Texts as BusyBox prints them (consoles of CML labs; the pings of "A Technical Look at IPSec Tunnel
 * Creation"); whatever else is typed is not found, as on a host where it is not installed.
 *
 * Not here: pipes, redirection, variables other than USERNAME and PASSWORD, files, IPv6, name resolution.
 */
import { formatIpv4, formatMac } from '../../../base/address.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { Complaint, HostExec, HostMachine, HostShell } from '../host-shell.ts';
import type { HostStack } from '../host-stack.ts';
import { addressRows, linkRows } from './address-rows.ts';
import { ifconfig } from './ifconfig.ts';
import { ip } from './ip.ts';
import { ping } from './ping.ts';
import { route } from './route.ts';
import { traceroute } from './traceroute.ts';

type Words = readonly string[];
type Program = (machine: HostMachine, words: Words, exec: HostExec) => Promise<void> | void;
/** Returns what to print. @throws Refusal */
type Setting = (machine: HostMachine, words: Words) => readonly string[];

/** What changes the host, or shows how it is, at once; also in its start script. */
const settings: Readonly<Record<string, Setting>> = {
  hostname: (machine, [name]) => {
    if (name === undefined) return [machine.name];
    machine.name = name;
    return [];
  },
  ifconfig,
  ip,
  route,
};

/** What runs for a while, or does something with the session. */
const programs: Readonly<Record<string, Program>> = {
  ping,
  traceroute,
  arp: ({ stack }, _, exec) => exec.print(...arpRows(stack)),
  exit: (_, __, exec) => exec.logout(),
  logout: (_, __, exec) => exec.logout(),
};

/** Programs that such a host has, and that have nobody to speak with. */
const withoutPeers = new Set(['curl', 'wget', 'nc', 'ncat', 'netcat', 'iperf', 'iperf3', 'ssh', 'telnet']);

/** What takes its time and comes back with nothing to say. */
const silent = new Set([':', 'true', 'clear', 'sync']);

/** What a start script may do that has no effect on what is simulated: it is taken, since nobody could tell. */
const withoutEffect = /^(?:echo\b.*\/etc\/(?:hosts|motd)|export\b|sleep\b|exit\b)/;

export class LinuxShell implements HostShell {
  readonly greeting = '\n';
  readonly endsOnEof = true;
  /** Who may log in: CML's own unless the start script names another. */
  #user = 'cisco';
  #password = 'cisco';

  constructor(private readonly machine: HostMachine) {}

  prompt(): string {
    return `${this.machine.name}:~$ `;
  }

  async run(line: string, exec: HostExec): Promise<void> {
    const [word, ...words] = wordsOf(line);
    if (word === undefined || word.startsWith('#') || silent.has(word)) return;
    const setting = settings[word];
    if (setting) this.#set(line, setting, { words, exec });
    else await this.#program(line, word)(this.machine, words, exec);
  }

  /** A line of the script that is sourced at boot. */
  configure(line: string): Complaint {
    const [word, ...words] = wordsOf(line);
    if (word === undefined || word.startsWith('#')) return undefined;
    const assignment = /^([A-Z_]+)=(.*)$/.exec(line.trim());
    if (assignment) return this.#assign(assignment[1] ?? '', assignment[2] ?? '');
    const setting = settings[word];
    if (!setting) return withoutEffect.test(line.trim()) ? undefined : `${word}: not simulated`;
    try {
      setting(this.machine, words);
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error.detail;
      throw error;
    }
  }

  authenticate(user: string, password: string): boolean {
    return user === this.#user && password === this.#password;
  }

  #program(line: string, word: string): Program {
    const program = programs[word];
    if (program) return program;
    if (withoutPeers.has(word)) throw Refusal.because(`-ash: ${word}: not simulated: nothing here speaks TCP`);
    const isMore = /[|<>;&`$]/.test(line);
    throw Refusal.because(isMore ? `-ash: not simulated: ${line.trim()}` : `-ash: ${word}: not found`);
  }

  #set(line: string, setting: Setting, { words, exec }: { words: Words; exec: HostExec }): void {
    const before = stateOf(this.machine);
    exec.print(...setting(this.machine, words));
    if (stateOf(this.machine) !== before) this.machine.keep(line.trim());
  }

  #assign(name: string, value: string): Complaint {
    const text = value.replace(/^(["'])(.*)\1$/, '$2');
    if (name === 'USERNAME') this.#user = text;
    else if (name === 'PASSWORD') this.#password = text;
    else if (name !== 'TC_PASSWORD') return `${name}: this variable means nothing here`;
    return undefined;
  }
}

/** `sudo` is taken for granted: whoever types may do everything. */
function wordsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^sudo\s+/, '')
    .replace(/\s#.*$/, '')
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** What a command can have changed, to know whether it has. */
function stateOf(machine: HostMachine): string {
  const { ports, routes } = machine.stack;
  return JSON.stringify([machine.name, addressRows(ports), linkRows(ports), routes.statics]);
}

/** As BusyBox's `arp` has them. */
function arpRows({ ports }: HostStack): string[] {
  return [...ports.values()].flatMap(({ name, carrier }) =>
    carrier.ethernet.arp
      .entries()
      .map(([address, { mac }]) => `? (${formatIpv4(address)}) at ${formatMac(mac)} [ether]  on ${name}`),
  );
}
