import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom, type Random } from '../../../src-main/base/random.ts';
import type { Executed } from '../../../src-main/devices/channel/device.ts';
import { settled } from '../fake-clock.ts';
import { bench } from './bench.ts';
import type { FakeRouterOptions } from './fake-router.ts';

const NOISE = [
  '*Mar  1 00:13:31.891: %LINEPROTO-5-UPDOWN: Line protocol on Interface Tunnel0, changed state to up',
  '000123: *Mar  1 2002 00:13:31 UTC: %CRYPTO-6-ISAKMP_ON_OFF: ISAKMP is ON',
  '00:13:31: %LINK-3-UPDOWN: Interface FastEthernet0/0, changed state to up',
  '%SYS-5-CONFIG_I: Configured from console by console',
  '*Mar  1 00:13:31.895: ISAKMP:(0):Old State = IKE_READY  New State = IKE_I_MM1',
  '1w2d: ISAKMP: received ke message (1/1)',
];

const SA = [
  '',
  'interface: Tunnel0',
  '    Crypto map tag: Tunnel0-head-0, local addr 172.16.0.1',
  '',
  '   protected vrf: (none)',
  '   local  ident (addr/mask/prot/port): (0.0.0.0/0.0.0.0/0/0)',
  '   current_peer 172.16.0.6 port 500',
  '    #pkts encaps: 5, #pkts encrypt: 5, #pkts digest: 5',
  '     in use settings ={Tunnel, }',
  '',
].join('\n');
const RUN =
  'Building configuration...\n\nhostname R1\nbanner motd ^C\nR1#show run\nR1>\n^C\ninterface Tunnel0\n no ip address\nend\n';

const router = (): FakeRouterOptions => ({
  start: 'user',
  login: { username: 'admin', password: 'letmein' },
  enablePassword: 'cisco',
  commands: {
    'show crypto ipsec sa': SA,
    'show running-config': RUN,
    'clear crypto sa': '',
    reload: (fake) => fake.confirm('Proceed with reload? [confirm]', () => fake.finish('\nnot now')),
  },
  rejected: (line) => (line === 'tunnel source 1.2.3' ? '^' : undefined),
});

interface Options {
  seed: number;
  start: 'asleep' | 'user' | 'submode';
  length: number;
  width: number;
  noise: number;
  pieces: number;
  isSynchronous: boolean;
  name?: string;
  blank?: string;
  erasure?: string | undefined;
  /** Are commands given together? */
  isInOrder: boolean;
}

function cutBy(random: Random, pieces: number): (bytes: Uint8Array) => Uint8Array[] {
  return (bytes) => {
    const parts: Uint8Array[] = [];
    for (let at = 0; at < bytes.length;) {
      const size = 1 + random.int(pieces);
      parts.push(bytes.slice(at, at + size));
      at += size;
    }
    return parts;
  };
}

/** Everything happens in microtasks: what is not done when they are, waits for a clock that stands still. */
function conversation(options: Options): Promise<unknown> {
  const transcript: string[] = [];
  const stuck = settled().then(() => Promise.reject(new Error(`waits for the clock after ${transcript.join('')}`)));
  return Promise.race([converse(options, transcript), stuck]);
}

/** One conversation, from the login to the end; what it gave, without times and places. */
async function converse(
  { seed, noise, pieces, erasure, isInOrder, ...options }: Options,
  transcript: string[],
): Promise<unknown> {
  const random = seededRandom(seed);
  const quiet = noise === 0;
  const { device, router: fake } = await bench(
    {
      ...router(),
      ...options,
      ...(erasure === undefined ? {} : { erasure }),
      refused: /^terminal/,
      cut: cutBy(random, pieces),
      noise: () => (quiet || random.int(100) >= noise ? undefined : NOISE[random.int(NOISE.length)]),
    },
    {
      spy: (event) => transcript.push(event),
      credentials: { username: 'admin', password: 'letmein', enablePassword: 'cisco' },
    },
  );
  const outputs: unknown[] = [];
  const commands = [
    'show crypto ipsec sa',
    'show running-config',
    'clear crypto sa',
    'show none',
    'show crypto ipsec sa',
  ];
  const given: Executed[] = [];
  if (isInOrder) given.push(...(await device.executeInOrder(commands)));
  else for (const command of commands) given.push(await device.execute(command));
  for (const { command, output, rejection, prompt } of given)
    outputs.push([command, output.replace(/^ *\^/, '^'), rejection, prompt.replace(/^.*(?=#)/, '')]);
  const answers = [{ question: /\[confirm\]/, answer: '' }];
  outputs.push((await device.execute('reload', { answers })).output.replace(/^\n/, ''));
  const description = `description ${'to the other side of a tunnel that is long '.repeat(3)}end`;
  const { accepted, rejected } = await device.configure(['interface Tunnel0', description, 'tunnel source 1.2.3']);
  outputs.push(accepted, rejected, (await device.execute('show crypto ipsec sa')).output);
  // One that looks, and whose answer has a command at the prompt in it, is run again: is it quoted, or somebody's?
  const run = fake.run.filter(
    (line, at) => !line.startsWith('terminal') && !(/^show/.test(line) && line === fake.run[at - 1]),
  );
  return { outputs, configuration: fake.configuration, run };
}

const calm: Options = {
  seed: 1,
  start: 'user',
  length: 0,
  width: 0,
  noise: 0,
  pieces: 1000,
  isSynchronous: false,
  isInOrder: false,
};

describe('a conversation', () => {
  it('gives what it should when nothing disturbs it', async () => {
    const { outputs } = (await conversation(calm)) as { outputs: unknown[] };
    const refused = { message: "% Invalid input detected at '^' marker.", word: 'show' };
    expect(outputs.slice(0, 6)).toEqual([
      ['show crypto ipsec sa', SA.slice(0, -1), undefined, '#'],
      ['show running-config', RUN.slice(0, -1), undefined, '#'],
      ['clear crypto sa', '', undefined, '#'],
      ['show none', `^\n${refused.message}\n`, refused, '#'],
      ['show crypto ipsec sa', SA.slice(0, -1), undefined, '#'],
      'Proceed with reload? [confirm]\nnot now',
    ]);
  });

  it('gives the same however it is cut, with a pager, a narrow terminal, and log messages anywhere', async () => {
    const expected = await conversation(calm);
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          seed: fc.nat(),
          start: fc.constantFrom('asleep' as const, 'user' as const),
          length: fc.constantFrom(0, 2, 3, 24),
          width: fc.constantFrom(0, 64, 80),
          noise: fc.constantFrom(0, 1, 5, 20),
          pieces: fc.constantFrom(1, 2, 7, 100),
          isSynchronous: fc.boolean(),
          isInOrder: fc.boolean(),
          name: fc.constantFrom('R1', 'R1(lab)', 'a-very-long-host-name-of-many-letters'),
          blank: fc.constantFrom('', ' '),
          erasure: fc.constantFrom(
            undefined,
            `\r${' '.repeat(10)}\r`,
            '\b'.repeat(10) + ' '.repeat(10) + '\b'.repeat(10),
          ),
        }),
        async (options) => {
          expect(await conversation(options)).toEqual(expected);
        },
      ),
      { numRuns: Number(process.env['RUNS'] ?? 150) },
    );
  });
});
