/** Whatever is typed, a device goes on: nothing is thrown, the clock does not hang, and a prompt comes back. */
import { describe, expect, it } from 'vitest';
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import { seededRandom, type Random } from '../../../src-main/base/random.ts';
import type { Platform, Topology } from '../../../src-main/lab/topology.ts';
import { asaModes } from '../../../src-main/simulator/asa/commands.ts';
import { iosModes } from '../../../src-main/simulator/ios/commands.ts';
import type { Device } from '../../../src-main/simulator/topology/device.ts';
import { SimulatedNetwork } from '../../../src-main/simulator/topology/simulated-network.ts';

interface Kind {
  name: string;
  platform: Platform;
  model: string;
  release?: string;
  /** Syntaxes of its commands, where there is a table of them. */
  syntaxes: readonly string[];
}

const syntaxesOf = (modes: readonly { declarations: readonly { syntax: string }[] }[]): string[] =>
  modes.flatMap(({ declarations }) => declarations.map(({ syntax }) => syntax));

const ios = syntaxesOf(iosModes);
const hostCommands = [
  'ip A.B.C.D/nn:a A.B.C.D:b',
  'ping A.B.C.D:a',
  'trace A.B.C.D:a',
  'show ip',
  'ip addr',
  'ip route',
  'ifconfig',
  'save',
];

const kinds: readonly Kind[] = [
  { name: '12.4', platform: 'ios', model: 'dynamips c3725', release: '12.4(15)T14', syntaxes: ios },
  { name: '15', platform: 'ios', model: 'iosv', release: '15.9(3)M3', syntaxes: ios },
  { name: 'XE', platform: 'iosxe', model: 'csr1000v', release: '17.03.04a', syntaxes: ios },
  { name: 'switch', platform: 'ios', model: 'iosvl2', syntaxes: ios },
  { name: 'ASA', platform: 'asa', model: 'asav', syntaxes: syntaxesOf(asaModes) },
  { name: 'VPCS', platform: 'vpcs', model: 'vpcs', syntaxes: hostCommands },
  { name: 'Linux', platform: 'linux', model: 'alpine', syntaxes: hostCommands },
];

const ports: Readonly<Partial<Record<Platform, readonly string[]>>> = {
  vpcs: ['eth0'],
  linux: ['eth0'],
  iosxe: ['GigabitEthernet1', 'GigabitEthernet2'],
};

function topologyOf({ platform, model, release }: Kind): Topology {
  const names = ports[platform] ?? ['GigabitEthernet0/0', 'GigabitEthernet0/1'];
  const interfaces = names.map((name) => ({ name }));
  const node = { id: 'n', name: 'N', platform, model, interfaces, position: { x: 0, y: 0 } };
  return { name: 'fuzz', nodes: [release === undefined ? node : { ...node, release }], links: [] };
}

/** A line out of the grammar: a syntax with something plausible, or nothing plausible at all, for each of its parts. */
function lineOf(random: Random, syntaxes: readonly string[]): string {
  const roll = random.int(10);
  if (roll === 0) return noise(random, 40);
  const syntax = syntaxes[random.int(syntaxes.length)] ?? '';
  const line = wordsOf(chosen(random, syntax))
    .filter(() => random.int(12) > 0)
    .map((word) => (random.int(25) === 0 ? noise(random, 8) : argumentFor(random, word)))
    .join(' ');
  if (roll === 1) return `no ${line}`;
  if (roll === 2) return `${line.slice(0, random.int(line.length + 1))}?`;
  return roll === 3 ? `default ${line}` : line;
}

/** One of the keywords of each choice. */
function chosen(random: Random, syntax: string): string {
  return syntax.replaceAll(/\{([^}]*)\}/g, (_, choices: string) => {
    const alternatives = choices.split('|');
    return alternatives[random.int(alternatives.length)] ?? '';
  });
}

function wordsOf(syntax: string): string[] {
  return syntax.split(/[\s[\]!*()|]+/).filter((word) => word !== '');
}

function argumentFor(random: Random, word: string): string {
  const [kind = ''] = word.split(':');
  const range = /^<(\d+)-(\d+)>/.exec(kind);
  if (range) return String(Number(range[1]) + random.int(Math.min(1000, Number(range[2]) - Number(range[1]) + 1)));
  if (/^A\.B\.C\.D|^WILDCARD/.test(kind)) return `10.${random.int(3)}.${random.int(3)}.${random.int(256)}`;
  if (kind === 'MASK') return random.int(2) === 0 ? '255.255.255.0' : '255.255.0.0';
  if (kind.startsWith('INTERFACE'))
    return ['GigabitEthernet0/0', 'gi1', 'Tunnel0', 'Loopback7', 'Vlan1'][random.int(5)] ?? '';
  if (/^(WORD|LINE|HEX)/.test(kind)) return ['NAME', 'a', '0123456789abcdef', 'P', '%$#'][random.int(5)] ?? '';
  return kind.toLowerCase();
}

function noise(random: Random, most: number): string {
  const printable = (): string => String.fromCharCode(random.int(8) === 0 ? random.int(32) : 32 + random.int(95));
  return Array.from({ length: 1 + random.int(most) }, printable)
    .join('')
    .replaceAll(/[\r\n]/g, '');
}

class Typist {
  #heard = '';
  readonly #attachment;

  constructor(
    private readonly network: SimulatedNetwork,
    device: Device,
  ) {
    this.#attachment = device.terminals.auxiliary.attach((bytes) => {
      this.#heard = (this.#heard + latin1Of(bytes)).slice(-2000);
    });
  }

  async type(text: string, seconds = 3): Promise<void> {
    this.#attachment.receive(bytesOfLatin1(text));
    for (let i = 0; i < 4; i++) {
      await new Promise(setImmediate);
      this.network.clock.runUntil(this.network.clock.now() + 250 * seconds);
    }
  }

  /** Out of whatever it has got into: a command that runs, a question, a text that wants its end. */
  async isAtPrompt(): Promise<boolean> {
    for (const way of ['\x03', '\x03', '\r', '\x1a', 'quit\r', '\x03', 'end\r', 'no\r', '\r', '\r'])
      await this.type(way, 15);
    return /[>#$%]\s*$/.test(this.#heard);
  }

  get tail(): string {
    return this.#heard.slice(-300);
  }
}

const runs = Number(process.env['QUICKMODE_RUNS'] ?? 60);
const linesInARun = 250;

describe.each(kinds)('whatever is typed on $name', (kind) => {
  it(`leaves it with a prompt, ${runs} times ${linesInARun} lines`, { timeout: 120_000 }, async () => {
    for (let run = 0; run < runs; run++) {
      const seed = `${kind.name} ${run}`;
      const random = seededRandom(seed);
      const plan = { topology: topologyOf(kind), configurations: {}, journal: {}, seed };
      const network = await SimulatedNetwork.start(plan, () => undefined);
      const device = network.devices.get('n');
      if (!device) throw new Error(`${kind.name} does not run`);
      const typist = new Typist(network, device);
      await typist.type('\r\r');
      const typed: string[] = [];
      for (let i = 0; i < linesInARun; i++) {
        const line = i % 10 === 0 ? 'configure terminal' : lineOf(random, kind.syntaxes);
        typed.push(line);
        await typist.type(`${line}\r`);
      }
      expect(await typist.isAtPrompt(), `seed ${seed}, after ${JSON.stringify(typed.slice(-5))}: ${typist.tail}`).toBe(
        true,
      );
    }
  });
});
