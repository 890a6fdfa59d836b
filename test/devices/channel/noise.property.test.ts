/**
 * Routers of ours, and noise on the way that no router of ours makes: log messages wherever one may print them, pieces of
 * any size, telnet's odd line ends, prompts shown again. What a conversation gives is what it gives without any of it.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import type { Duplex } from '../../../src-main/base/duplex.ts';
import { Emitter } from '../../../src-main/base/emitter.ts';
import { seededRandom, type Random } from '../../../src-main/base/random.ts';
import { openChannel } from '../../../src-main/devices/channel/channel.ts';
import type { Executed } from '../../../src-main/devices/channel/device.ts';
import { platforms } from '../../../src-main/devices/platform/platforms.ts';
import type { Platform } from '../../../src-main/lab/topology.ts';
import { BuiltinProvider } from '../../../src-main/providers/builtin/builtin-provider.ts';
import { simulatorInProcess } from '../../../src-main/providers/builtin/simulator-in-process.ts';

const messages: Readonly<Record<string, readonly string[]>> = {
  ios: [
    '*Mar  1 00:13:31.891: %LINEPROTO-5-UPDOWN: Line protocol on Interface Tunnel0, changed state to up',
    '000123: *Mar  1 2002 00:13:31 UTC: %CRYPTO-6-ISAKMP_ON_OFF: ISAKMP is ON',
    '%SYS-5-CONFIG_I: Configured from console by console',
    '*Mar  1 00:13:31.895: ISAKMP:(0):Old State = IKE_READY  New State = IKE_I_MM1',
  ],
  asa: [
    "%ASA-5-111008: User 'enable_15' executed the 'enable' command.",
    'Nov 27 2026 13:00:00 fw : %ASA-6-302013: Built outbound TCP connection 1 for outside:1.2.3.4/80',
  ],
};

interface Noise {
  seed: number;
  /** Log messages, percent of the places where one may come. */
  log: number;
  /** The largest piece. */
  pieces: number;
  /** Sent for the end of a line. */
  lineEnd: string;
}

interface Manner {
  prepare: boolean;
  /** Are commands given together? */
  isInOrder: boolean;
}

/** What comes from the router, with noise: a message comes where a line begins, or after a prompt on a line of its own. */
class NoisyLine implements Duplex {
  readonly #data = new Emitter<Uint8Array>();
  readonly #random: Random;
  readonly #stop: () => void;
  #unsent = '';

  constructor(
    private readonly line: Duplex,
    private readonly noise: Noise,
    private readonly texts: readonly string[],
  ) {
    this.#random = seededRandom(noise.seed);
    this.#stop = line.onData((bytes) => this.#hear(latin1Of(bytes)));
  }

  write(bytes: Uint8Array): void {
    this.line.write(bytes);
  }

  onData(listener: (bytes: Uint8Array) => void): () => void {
    return this.#data.on(listener);
  }

  onClose(listener: (reason: string) => void): () => void {
    return this.line.onClose(listener);
  }

  close(): void {
    this.#stop();
    this.line.close();
  }

  #hear(text: string): void {
    const parts = text.split('\r\n');
    const ends = parts.map((part, i) => (i < parts.length - 1 ? part + this.noise.lineEnd + this.#message('') : part));
    const tail = ends.at(-1) ?? '';
    this.#send(ends.join('') + (/[>#]\s?$/.test(tail) ? this.#message(this.noise.lineEnd) : ''));
  }

  #message(before: string): string {
    if (this.#random.int(100) >= this.noise.log) return '';
    return `${before}${this.texts[this.#random.int(this.texts.length)] ?? ''}${this.noise.lineEnd}`;
  }

  /** What comes while something is being sent comes after it. */
  #send(text: string): void {
    const isSending = this.#unsent !== '';
    this.#unsent += text;
    if (isSending) return;
    while (this.#unsent !== '') {
      const piece = this.#unsent.slice(0, 1 + this.#random.int(this.noise.pieces));
      this.#data.emit(bytesOfLatin1(piece));
      this.#unsent = this.#unsent.slice(piece.length);
    }
  }
}

const iosStart = `hostname R1
enable secret sesame
interface FastEthernet0/0
 ip address 192.0.2.1 255.255.255.0
 no shutdown
banner login #
Who enters a password here# is logged> R1#
#
`;
const kinds: readonly { platform: Platform; model: string; port: string; configuration: string; asked: string[] }[] = [
  {
    platform: 'ios',
    model: 'dynamips c3725',
    port: 'FastEthernet0/0',
    configuration: iosStart,
    asked: ['show ip interface brief', 'show interfaces', 'show running-config', 'show nothing', 'ping 192.0.2.1'],
  },
  {
    platform: 'asa',
    model: 'asav',
    port: 'GigabitEthernet0/0',
    configuration: 'hostname fw\ninterface GigabitEthernet0/0\n nameif outside\n ip address 192.0.2.1 255.255.255.0\n',
    asked: ['show interface ip brief', 'show interface', 'show nothing', 'more system:running-config'],
  },
];

for (const { platform: name, model, port, configuration, asked } of kinds) {
  describe(`a conversation with ${name} over a noisy line`, () => {
    const platform = platforms[name];
    let provider: BuiltinProvider;
    beforeAll(async () => {
      const position = { x: 0, y: 0 };
      const node = { id: 'r', name: 'r', platform: name, model, interfaces: [{ name: port }], position };
      provider = await BuiltinProvider.start(simulatorInProcess(), {
        topology: { name: 'one', nodes: [node], links: [] },
        configurations: { r: configuration },
        journal: [],
        seed: 'noise',
        pace: { kind: 'on-demand' },
      });
    });
    afterAll(() => provider.stop());

    async function converse(noise: Noise, { prepare, isInOrder }: Manner): Promise<unknown[]> {
      if (!platform) throw new Error('no platform');
      const line = new NoisyLine(await provider.open('r', 'terminal'), noise, messages[name] ?? []);
      const credentials = { enablePassword: name === 'ios' ? 'sesame' : '' };
      const device = await openChannel(line, { clock: provider.clock, platform, who: name, credentials, prepare });
      const given: unknown[] = [];
      const answered = ({ output, rejection }: Executed): void => void given.push(steady(output), rejection?.message);
      if (isInOrder) await device.executeInOrder(asked, { answered });
      else for (const command of asked) answered(await device.execute(command));
      const { accepted, rejected } = await device.configure([`interface ${port}`, 'description noise', 'nonsense']);
      given.push(
        accepted,
        rejected.map(({ index, message }) => [index, message]),
        device.level,
      );
      await device.configure([`interface ${port}`, 'no description']);
      device.close();
      return given;
    }

    it('gives the same as over a quiet one', async () => {
      const expected = await converse(
        { seed: 1, log: 0, pieces: 10_000, lineEnd: '\r\n' },
        { prepare: true, isInOrder: false },
      );
      await fc.assert(
        fc.asyncProperty(
          fc.record({
            seed: fc.nat(),
            log: fc.constantFrom(0, 2, 10),
            pieces: fc.constantFrom(1, 3, 50, 1000),
            lineEnd: fc.constantFrom('\r\n', '\r\r\n', '\r\0\r\n'),
          }),
          fc.record({ prepare: fc.boolean(), isInOrder: fc.boolean() }),
          async (noise, manner) => {
            expect(await converse(noise, manner)).toEqual(expected);
          },
        ),
        { numRuns: Number(process.env['RUNS'] ?? 40) },
      );
    });
  });
}

/** Without what counts time and packets. */
function steady(output: string): string {
  return output.replaceAll(/\d+/g, '0');
}
