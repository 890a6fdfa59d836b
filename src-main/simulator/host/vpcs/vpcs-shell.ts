/**
 * The command line of VPCS 0.8 as GNS3 starts it: one card, one PC. Texts and their order as the program has them (its
 * sources, command.c, help.c and vpcs.c, and consoles of GNS3). Words may be cut as the program allows.
 *
 * Not here: IPv6, DHCP, DNS, relay, dump, echo, several PCs, `load` from another file, ping over TCP and UDP.
 */
import { Refusal } from '../../cli/refusal.ts';
import { formatIpv4, formatMac } from '../../../base/address.ts';
import type { Complaint, HostExec, HostMachine, HostShell } from '../host-shell.ts';
import { setAddress, showIp, VpcsAddress } from './vpcs-address.ts';
import { pingFrom } from './vpcs-ping.ts';
import { traceFrom } from './vpcs-trace.ts';

const welcome = [
  '',
  'Welcome to Virtual PC Simulator, version 0.8.2',
  'Dedicated to Daling.',
  'All rights reserved.',
  '',
  'VPCS is free software, distributed under the terms of the "BSD" licence.',
  'Source code and license can be found at vpcs.sf.net.',
  'For more information, please visit wiki.freecode.com.cn.',
  '',
  "Press '?' to get help.",
  '',
  'Executing the startup file',
  '',
  '',
];

const help = [
  '',
  '?                        Print help',
  'arp                      Shortcut for: show arp. Show arp table',
  'history                  Shortcut for: show history. List the command history',
  "ip ARG ... [OPTION]      Configure the current VPC's IP settings",
  'ping HOST [OPTION ...]   Ping HOST with ICMP',
  'save                     Save the configuration to the file startup.vpc',
  'set pcname NAME          Set the hostname of the current VPC to NAME',
  'show [ARG ...]           Print the information of VPCs',
  'trace HOST [OPTION ...]  Print the path packets take to network HOST',
  'version                  Shortcut for: show version',
  '',
];

/** Seconds for which the program remembers a neighbour. */
const arpLifetime = 120;

type Words = readonly string[];

export class VpcsShell implements HostShell {
  readonly greeting = welcome.join('\n');
  readonly endsOnEof = false;
  readonly #address: VpcsAddress;
  readonly #commands: Readonly<Record<string, (words: Words, exec: HostExec) => Promise<void> | void>>;

  constructor(private readonly machine: HostMachine) {
    const address = new VpcsAddress(machine.stack);
    this.#address = address;
    this.#commands = {
      '?': (_, exec) => exec.print(...help),
      arp: (_, exec) => this.#showArp(exec),
      history: (_, exec) => exec.print(...exec.history),
      ip: (words, exec) => setAddress(machine, address, words, exec),
      ping: (words, exec) => pingFrom(address, words, exec),
      save: (_, exec) => exec.print('Saving startup configuration to startup.vpc', '.  done'),
      set: (words) => this.#set(words),
      show: (words, exec) => this.#show(address, words, exec),
      trace: (words, exec) => traceFrom(address, words, exec),
      version: (_, exec) => exec.print(...welcome.slice(0, 8)),
    };
  }

  prompt(): string {
    return `${this.machine.name}> `;
  }

  async run(line: string, exec: HostExec): Promise<void> {
    const [word, ...words] = wordsOf(line);
    if (word === undefined) return;
    const command = this.#find(word);
    if (!command) throw Refusal.because(`Bad command: \"${line.trim()}\". Use ? for help.\n`);
    await command(words, exec);
    exec.print('');
  }

  /** What a start-up file may hold: everything else is told to be refused. */
  configure(line: string): Complaint {
    const [word, ...words] = wordsOf(line.replace(/^#.*/, ''));
    if (word === undefined) return undefined;
    if (word === 'ip') return this.#address.take(words);
    if (word === 'set' && words[0] === 'pcname' && words[1] !== undefined) {
      this.machine.name = words[1];
      return undefined;
    }
    // What changes nothing by itself, and that GNS3 writes.
    if (word === 'echo' || word === 'save' || (word === 'set' && words[0] === 'echo')) return undefined;
    return `${word}: not simulated in a start-up file`;
  }

  /** VPCS has no log-in over the network. */
  authenticate(): boolean {
    return false;
  }

  #find(word: string): ((words: Words, exec: HostExec) => Promise<void> | void) | undefined {
    const exact = this.#commands[word];
    if (exact || word.length < 2) return exact;
    const names = Object.keys(this.#commands).filter((name) => name.startsWith(word));
    return names.length === 1 ? this.#commands[names[0] ?? ''] : undefined;
  }

  #set([what, value]: Words): void {
    if (what !== 'pcname') throw Refusal.because(`set ${what ?? ''}: not simulated`);
    if (value === undefined) throw Refusal.because('Incomplete command.');
    this.machine.name = value;
    this.machine.keep(`set pcname ${value}`);
  }

  #show(address: VpcsAddress, [what = 'ip']: Words, exec: HostExec): void {
    if (what === 'ip') return exec.print('', ...showIp(this.machine.name, address));
    if (what === 'arp') return this.#showArp(exec);
    if (what === 'history') return exec.print(...exec.history);
    if (what === 'version') return exec.print(...welcome.slice(0, 8));
    exec.print('Invalid arguments');
  }

  #showArp(exec: HostExec): void {
    const now = this.machine.stack.clock.now();
    const rows = [...(this.#address.port?.carrier.ethernet.arp.entries() ?? [])]
      .map(([ip, { mac, learned }]) => ({ ip, mac, left: arpLifetime - Math.floor((now - learned) / 1000) }))
      .filter(({ left }) => left > 0)
      .map(({ ip, mac, left }) => `${formatMac(mac)}  ${formatIpv4(ip)} expires in ${left} seconds `);
    exec.print('', ...(rows.length === 0 ? ['arp table is empty'] : rows));
  }
}

function wordsOf(line: string): string[] {
  return line
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
}
