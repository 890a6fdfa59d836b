/** A router of its own on a virtual clock, and somebody who types at one of its lines. */
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import { seededRandom } from '../../../src-main/base/random.ts';
import type { RefusedLine } from '../../../src-main/simulator/cli/apply-configuration.ts';
import type { Attachment } from '../../../src-main/simulator/cli/attachment.ts';
import { IosRouter, type AcceptedLine } from '../../../src-main/simulator/ios/ios-router.ts';
import { runningConfiguration } from '../../../src-main/simulator/ios/running-configuration.ts';
import { Link } from '../../../src-main/simulator/network/link.ts';
import { VirtualClock } from '../../../src-main/simulator/network/virtual-clock.ts';

export class IosConsole {
  readonly clock = new VirtualClock();
  readonly router: IosRouter;
  readonly journal: AcceptedLine[] = [];
  refused: RefusedLine[] = [];
  #shown = '';
  #line: Attachment | undefined;

  constructor(ports: readonly string[] = ['FastEthernet0/0', 'FastEthernet0/1'], release?: string) {
    const interfaces = ports.map((name, port) => ({ name, mac: Uint8Array.of(2, 0, 0, 0, 0, port) }));
    this.router = new IosRouter({
      name: 'R1',
      clock: this.clock,
      random: seededRandom('console'),
      hardware: { model: 'dynamips c3725', ...(release !== undefined && { release }), interfaces },
    });
    this.router.configured.on((entry) => this.journal.push(entry));
    const [first] = ports;
    if (first !== undefined) this.router.plugIn(first, new Link(this.clock).a);
  }

  /** A router that has booted, with somebody on its console who has not touched a key. */
  static async booted(configuration = '', release?: string): Promise<IosConsole> {
    const console = new IosConsole(undefined, release);
    console.#attach(console.router.terminals.console.attach((bytes) => console.#show(bytes)));
    console.refused = await console.router.boot(configuration);
    return console;
  }

  /** At the privileged prompt of the console, with paging off and nothing shown yet. */
  static async enabled(configuration = '', release?: string): Promise<IosConsole> {
    const console = await IosConsole.booted(configuration, release);
    await console.typed('\renable\rterminal length 0\r');
    return console;
  }

  get configuration(): string {
    return runningConfiguration(this.router);
  }

  /** What was shown since the last time, with plain line ends. */
  take(): string {
    const shown = this.#shown;
    this.#shown = '';
    return shown;
  }

  /** Types, lets time pass for as long as a command wants it, and returns what is shown. */
  async typed(text: string): Promise<string> {
    this.#line?.receive(bytesOfLatin1(text));
    await settle();
    while ((this.router.isBusy || this.#isDue) && this.clock.runInstant()) await settle();
    return this.take();
  }

  async enter(...lines: readonly string[]): Promise<string> {
    return await this.typed(lines.map((line) => `${line}\r`).join(''));
  }

  /** What a command prints, without its echo and the prompt after it. */
  async output(command: string): Promise<string> {
    const shown = await this.enter(command);
    return shown.slice(shown.indexOf('\n') + 1, shown.lastIndexOf('\n') + 1);
  }

  /** Lets time pass. */
  async advance(milliseconds: number): Promise<string> {
    this.clock.runUntil(this.clock.now() + milliseconds);
    await settle();
    return this.take();
  }

  /** Goes over to a virtual terminal; undefined when none is free. */
  call(user?: string): boolean {
    const line = this.router.call({
      window: { columns: 100, rows: 50 },
      user,
      send: (bytes) => this.#show(bytes),
      closed: () => (this.#shown += '[closed]'),
    });
    if (line) this.#attach(line);
    return line !== undefined;
  }

  /** Whether something happens at this very instant: messages are shown when what runs is done. */
  get #isDue(): boolean {
    const { nextAt } = this.clock;
    return nextAt !== undefined && nextAt <= this.clock.now();
  }

  #attach(line: Attachment): void {
    this.#line = line;
  }

  #show(bytes: Uint8Array): void {
    this.#shown += latin1Of(bytes).replaceAll('\r', '');
  }
}

/** A question is asked only after several turns of promises. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => void setImmediate(resolve));
}
