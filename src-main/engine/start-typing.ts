/**
 * Start configurations that no server has put into its nodes, typed at their consoles after they were started: when a
 * node has booted, line after line as its echo comes, and saved there. What was typed once is not typed again, but for
 * shells, which keep nothing of it over a restart.
 */
import { Failure, messageOf, type Diagnostic } from '../base/errors.ts';
import type { Answer } from '../devices/channel/answer.ts';
import type { Device } from '../devices/channel/device.ts';
import { platforms } from '../devices/platform/platforms.ts';
import { typedStart, type TypedStart } from '../exporters/typed-start.ts';
import type { Topology } from '../lab/topology.ts';
import { eachOf } from '../providers/each-of.ts';
import type { Provider, ProviderNode } from '../providers/provider.ts';
import type { Bench } from './bench.ts';
import { bootEnd } from './boot-end.ts';

type Nodes = Pick<Provider, 'clock' | 'nodes' | 'starts'>;

interface Waiting extends TypedStart {
  name: string;
  isTyped: boolean;
}

/** So many nodes are typed at once: a console is slow, and a server has many. */
const atOnce = 8;
/** Milliseconds from the start of a node until its command line must be there: large images take a quarter of an hour. */
const patience = 1_200_000;
const pause = 5000;
/** What a console that still boots is refused for. */
const tooEarly: ReadonlySet<string> = new Set([
  ...['no-prompt', 'no-answer', 'connection-lost', 'connection-closed', 'restarted'],
  ...['console-stalled', 'connection-refused', 'console-disturbed'],
]);

const answers: readonly Answer[] = [
  { question: /\[confirm\] ?$/, answer: '', times: 20 },
  { question: /\[yes\/no\]:? ?$/i, answer: 'yes', times: 20 },
  { question: /\[no\]:? ?$/i, answer: 'no', times: 20 },
];

export class StartTyping {
  /** By node. */
  readonly #waiting = new Map<string, Waiting>();
  readonly #end = new AbortController();
  /** What cannot be typed, in words. */
  readonly #unfit: string[] = [];

  private constructor(private readonly provider: Nodes) {}

  static async of(provider: Nodes, { nodes }: Topology): Promise<StartTyping> {
    const typing = new StartTyping(provider);
    const starts = await provider.starts?.of(nodes.map(({ id }) => id));
    for (const { id, name, platform } of nodes) {
      const found = starts?.get(id);
      if (!found) continue;
      const typed = typedStart(platform, found.text);
      const isLasting = !('why' in typed) && typed.isLasting && found.isLost !== true;
      if (!('why' in typed)) typing.#waiting.set(id, { ...typed, isLasting, name, isTyped: found.isTyped });
      else if (!found.isTyped) typing.#unfit.push(`${name}: its start configuration is not there: ${typed.why}.`);
    }
    return typing;
  }

  /** The command lines that the texts are written for, by node. */
  get played(): Map<string, string> {
    return new Map([...this.#waiting].map(([id, { commandLine }]) => [id, commandLine]));
  }

  /** What is to be known before nodes are started. */
  get notices(): string[] {
    const waiting = [...this.#waiting.values()].filter(({ isTyped, isLasting }) => !(isTyped && isLasting));
    return [
      ...waiting.map(({ name, lines, isLasting }) => {
        const when = isLasting ? 'when it is started here, and saved there' : 'whenever it is started here';
        return `${name}: its start configuration (${lines.length} lines) is typed at its console ${when}.`;
      }),
      ...this.#unfit,
    ];
  }

  /**
   * @param before the nodes as they were before they were started
   * @returns what was not taken, and what could not be typed
   */
  async type(
    bench: Bench,
    nodes: readonly string[],
    before: readonly ProviderNode[],
    tell: (says: string) => void,
  ): Promise<Diagnostic[]> {
    const wasOff = new Set(before.filter(({ state }) => state === 'stopped').map(({ id }) => id));
    const due = nodes.flatMap((id) => {
      const start = this.#waiting.get(id);
      const isDue = start && (!start.isTyped || (!start.isLasting && wasOff.has(id)));
      return isDue && this.#runs(id) ? [{ id, start }] : [];
    });
    const faults = await eachOf(due, atOnce, ({ id, start }) => this.#one(bench, id, start, tell));
    return faults.flat();
  }

  /** No boot is waited for any more. Lines that are being typed are typed to their end, and no router is left half-way. */
  end(): void {
    this.#end.abort();
  }

  #runs(id: string): boolean {
    const state = this.provider.nodes.find((node) => node.id === id)?.state;
    return state === 'running' || state === 'starting';
  }

  async #one(bench: Bench, id: string, start: Waiting, tell: (says: string) => void): Promise<Diagnostic[]> {
    const { name } = start;
    try {
      tell(`${name} boots; its start configuration is typed then`);
      const faults = await this.#typed(bench, id, start, tell);
      start.isTyped = true;
      return [...faults, ...(await this.#note(id, name))];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const message = `Its start configuration was not typed, and is when it is started here again: ${error.message}`;
      return [{ severity: 'error', path: name, message }];
    }
  }

  async #note(id: string, name: string): Promise<Diagnostic[]> {
    try {
      await this.provider.starts?.typed(id);
      return [];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const message = `Its start configuration was typed, and may be once more: the server took no note of it: ${error.message}`;
      return [{ severity: 'warning', path: name, message }];
    }
  }

  /** A console that is not there yet, or is taken away while the node still boots, is tried again. */
  async #typed(bench: Bench, id: string, start: Waiting, tell: (says: string) => void): Promise<Diagnostic[]> {
    const { clock } = this.provider;
    const { signal } = this.#end;
    const platform = platforms[start.commandLine];
    const deadline = clock.now() + patience;
    for (;;) {
      try {
        const left = Math.max(0, deadline - clock.now());
        await bootEnd(() => bench.terminal(id, { columns: 80, rows: 24 }), { platform, clock, patience: left, signal });
        if (signal.aborted) throw new Failure('busy', 'given-up', 'nobody has waited until it had booted.');
        tell(`the ${start.lines.length} lines of ${start.name} are typed`);
        return await typeAll(bench, id, start);
      } catch (error) {
        if (!(error instanceof Failure) || !tooEarly.has(error.code) || clock.now() > deadline) throw error;
        await clock.sleep(pause);
      }
    }
  }
}

async function typeAll(bench: Bench, id: string, { name, lines }: Waiting): Promise<Diagnostic[]> {
  const { rejected } = await bench.configure(id, lines, { answers });
  const faults = rejected.map(({ line, index, message }): Diagnostic => {
    const says = `"${line.trim().split('\n')[0] ?? ''}" of its start configuration was refused: ${message}`;
    return { severity: 'warning', path: name, line: index + 1, message: says };
  });
  return await bench
    .with(id, (device) => saved(device))
    .then(
      (why) => (why === undefined ? faults : [...faults, { severity: 'warning', path: name, message: why }]),
      (error: unknown) => {
        if (!(error instanceof Failure)) throw error;
        return [...faults, { severity: 'warning', path: name, message: `It could not be saved: ${messageOf(error)}` }];
      },
    );
}

/** @returns why it is not saved, where the node says so */
async function saved(device: Device): Promise<string | undefined> {
  const { save } = device.platform;
  if (!save) return undefined;
  const { command, isLine = false } = save;
  if (!isLine) {
    const { rejection } = await device.execute(command, { answers });
    return rejection && `"${command}" was refused: ${rejection.message}`;
  }
  const { rejected } = await device.configure([command], { answers });
  const refused = rejected.find(({ line }) => line === command);
  return refused && `"${command}" was refused: ${refused.message}`;
}
