/** However a configuration has come about, the device that starts with it takes every line and writes the same one. */
import { describe, expect, it } from 'vitest';
import { seededRandom, type Random } from '../../../src-main/base/random.ts';
import { asaModes } from '../../../src-main/simulator/asa/commands.ts';
import { iosModes } from '../../../src-main/simulator/ios/commands.ts';
import { SimulatedNetwork } from '../../../src-main/simulator/topology/simulated-network.ts';
import { configurationOf } from './configuration-of.ts';
import { kinds, topologyOf, type Kind } from './kinds.ts';
import { lineOf } from './lines.ts';
import { Typist } from './typist.ts';

interface DeclaredMode {
  readonly options: { readonly prompt: string | ((privilege: number) => string) };
  readonly declarations: readonly { readonly syntax: string }[];
}

/** Syntaxes by the end of the prompt at which they may be typed: '(config-if)'. */
function syntaxesAtPrompts(modes: readonly DeclaredMode[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { options, declarations } of modes) {
    const prompt = typeof options.prompt === 'string' ? options.prompt : options.prompt(15);
    const place = prompt.replace('#', '');
    found.set(place, [...(found.get(place) ?? []), ...declarations.map(({ syntax }) => syntax)]);
  }
  return found;
}

const prompts = { ios: syntaxesAtPrompts(iosModes), asa: syntaxesAtPrompts(asaModes) };
const global = '(config)';

/** Mostly more of the mode that the last lines led to, so that blocks fill up. */
function nextLine(random: Random, platform: 'ios' | 'asa', tail: string): string {
  const [, here = global] = /(\(config[^)]*\))#\s*$/.exec(tail) ?? [];
  const place = random.int(4) === 0 ? global : here;
  return lineOf(random, prompts[platform].get(place) ?? prompts[platform].get(global) ?? []);
}

async function start(kind: Kind, seed: string, text = ''): Promise<SimulatedNetwork> {
  const plan = { topology: topologyOf(kind), configurations: { n: text }, journal: {}, seed };
  return await SimulatedNetwork.start(plan, () => undefined);
}

async function walked(kind: Kind, seed: string): Promise<string> {
  const random = seededRandom(seed);
  const network = await start(kind, seed);
  const device = network.devices.get('n');
  if (!device) throw new Error(`${kind.name} does not run`);
  const typist = new Typist(network, device);
  await typist.type('\r\renable\r\rconfigure terminal\r');
  for (let i = 0; i < linesInAWalk; i++) {
    const line = nextLine(random, kind.platform === 'asa' ? 'asa' : 'ios', typist.tail);
    await typist.type(`${line}\r`);
    if (!/\(config[^)]*\)#\s*$/.test(typist.tail)) {
      await typist.isAtPrompt();
      await typist.type('configure terminal\r');
    }
  }
  return configurationOf(device) ?? '';
}

const walks = Number(process.env['QUICKMODE_RUNS'] ?? 30);
const linesInAWalk = 200;

describe.each(kinds.filter(({ platform }) => platform !== 'vpcs' && platform !== 'linux'))(
  'a configuration that came about on $name',
  (kind) => {
    it(`makes the same again, ${walks} times`, { timeout: 120_000 }, async () => {
      for (let walk = 0; walk < walks; walk++) {
        const seed = `${kind.name} walk ${walk}`;
        const first = await walked(kind, seed);
        const network = await start(kind, seed, first);
        const refused = network.shortfalls.map((one) =>
          one.kind === 'line' ? `${one.text}: ${one.reason}` : one.reason,
        );
        expect(refused, seed).toEqual([]);
        expect(configurationOf(network.devices.get('n')), seed).toBe(first);
      }
    });
  },
);
