/**
 * The routers of an attempt while they run, and one conversation with each of them. What is typed here and what comes
 * back is evidence: it gets its number, time and epoch, and is kept before anybody looks at it.
 */
import { Disposables } from '../base/disposable.ts';
import type { Duplex } from '../base/duplex.ts';
import { Emitter } from '../base/emitter.ts';
import { Failure } from '../base/errors.ts';
import { openChannel } from '../devices/channel/channel.ts';
import type { Configured, Device } from '../devices/channel/device.ts';
import { platforms } from '../devices/platform/platforms.ts';
import type { Evidence } from '../grading/evidence.ts';
import type { Topology } from '../lab/topology.ts';
import { BuiltinProvider, type BuiltinPlan, type Simulator } from '../providers/builtin/builtin-provider.ts';
import type { JournalEntry, Provider } from '../providers/provider.ts';
import type { Keeper } from './keeper.ts';

/** How a way to a node's command line is opened; the provider's own where nothing else is said. */
export type OpenLine = (provider: Provider, node: string) => Promise<Duplex>;

const ownLine: OpenLine = (provider, node) => provider.open(node, 'automation');

/** Where the numbers of an attempt's evidence go on. */
export interface Position {
  sequence: number;
  epoch: number;
}

export interface BenchOptions {
  launch: () => Simulator;
  plan: BuiltinPlan;
  keeper: Keeper;
  /** After the last evidence of an earlier run of the same attempt. */
  position: Position;
  openLine?: OpenLine | undefined;
}

export type Phase = Evidence['phase'];

export class Bench {
  /** A router has taken a line of configuration. */
  readonly changed = new Emitter<JournalEntry>();
  readonly #devices = new Map<string, Promise<Device>>();
  readonly #stops = new Disposables();
  readonly #keeper: Keeper;
  readonly #openLine: OpenLine;
  readonly #topology: Topology;
  #sequence: number;
  #epoch: number;

  private constructor(
    readonly provider: BuiltinProvider,
    { keeper, position, openLine = ownLine, plan }: BenchOptions,
  ) {
    this.#keeper = keeper;
    this.#openLine = openLine;
    this.#topology = plan.topology;
    this.#sequence = position.sequence;
    this.#epoch = position.epoch;
    this.#stops.add(provider.onJournal((entry) => this.#accept(entry)));
  }

  static async start(options: BenchOptions): Promise<Bench> {
    return new Bench(await BuiltinProvider.start(options.launch(), options.plan), options);
  }

  get epoch(): number {
    return this.#epoch;
  }

  /** The last number that was given to a record, and the epoch. */
  get position(): Position {
    return { sequence: this.#sequence, epoch: this.#epoch };
  }

  /**
   * Types one exec command and keeps what was printed.
   * @throws Failure as Device.execute; what is printed in refusal of a command is an answer like any other
   */
  async look(node: string, role: string, command: string, phase: Phase): Promise<Evidence> {
    const text = await this.read(node, command);
    const sequence = ++this.#sequence;
    const record: Evidence = {
      id: `e${sequence}`,
      sequence,
      role,
      command,
      text,
      takenAt: new Date().toISOString(),
      deviceTime: Math.round(this.provider.clock.now()),
      epoch: this.#epoch,
      phase,
    };
    this.#keeper.evidence(record);
    return record;
  }

  /** Types one exec command, for a look that is nobody's evidence. */
  async read(node: string, command: string): Promise<string> {
    const device = await this.#device(node);
    return (await device.execute(command)).output;
  }

  async configure(node: string, lines: readonly string[]): Promise<Configured> {
    const device = await this.#device(node);
    return device.configure(lines);
  }

  async stop(): Promise<void> {
    this.#stops.dispose();
    for (const opening of this.#devices.values())
      void opening.then(
        (device) => device.close(),
        () => undefined,
      );
    await this.provider.stop();
  }

  #accept(entry: JournalEntry): void {
    this.#epoch++;
    this.#keeper.accepted(entry);
    this.changed.emit(entry);
  }

  /** One conversation for each node, opened anew when it was lost. */
  async #device(node: string): Promise<Device> {
    const known = await this.#devices.get(node)?.catch(() => undefined);
    if (known?.state === 'open') return known;
    const opening = this.#open(node);
    this.#devices.set(node, opening);
    return opening;
  }

  async #open(id: string): Promise<Device> {
    const node = this.#topology.nodes.find((one) => one.id === id);
    const platform = platforms[node?.platform ?? ''];
    if (!node || !platform)
      throw new Failure(
        'not-supported',
        'no-platform',
        `${node?.name ?? id} has no command line that QuickMode knows.`,
      );
    const duplex = await this.#openLine(this.provider, id);
    return openChannel(duplex, { clock: this.provider.clock, platform, who: node.name });
  }
}
