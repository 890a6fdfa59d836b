/**
 * The routers of an attempt while they run, and one conversation with each of them. What is typed here and what comes
 * back is evidence: it gets its number, time and epoch, and is kept before anybody looks at it.
 */
import { Disposables } from '../base/disposable.ts';
import type { Duplex } from '../base/duplex.ts';
import { Emitter } from '../base/emitter.ts';
import { Failure } from '../base/errors.ts';
import type { DeviceLogin } from '../base/login.ts';
import { openChannel } from '../devices/channel/channel.ts';
import { configurationText, rollback, type Checkpoint } from '../devices/channel/checkpoint.ts';
import type { CallOptions, Configured, Device, Executed } from '../devices/channel/device.ts';
import { platforms } from '../devices/platform/platforms.ts';
import type { Evidence } from '../grading/evidence.ts';
import type { Topology, TopologyNode } from '../lab/topology.ts';
import { BuiltinProvider, type BuiltinPlan, type Simulator } from '../providers/builtin/builtin-provider.ts';
import type { PaceSetting } from '../providers/builtin/pace.ts';
import type { Line, Provider, TerminalSize } from '../providers/provider.ts';
import { essenceOf } from './configuration-essence.ts';
import type { Keeper } from './keeper.ts';
import type { Mask } from './mask.ts';
import { NodeConsole } from './node-console.ts';

/** How a way to a node's command line is opened; the provider's own where nothing else is said. */
export type OpenLine = (provider: Provider, node: string) => Promise<Duplex>;

export interface ReadOptions {
  told: (text: string, command: string) => void;
  /** Asked before each command but the first; must not throw. */
  mayGoOn?: () => boolean;
}

const always = (): boolean => true;

const inClear: Mask = (text) => text;

const ownLine: OpenLine = (provider, node) => provider.open(node, 'automation');

/** Where the numbers of an attempt's evidence go on. */
export interface Position {
  sequence: number;
  epoch: number;
}

/** How one logs in on devices, and who is asked when they want something that is not known. */
export interface Logins {
  of(node: TopologyNode): Promise<DeviceLogin>;
  /** @param why the device's refusal @returns whether something else is known now */
  mend(node: TopologyNode, why: Failure): Promise<boolean>;
}

/** Built-in routers want no login on the line that is ours. */
const noLogins: Logins = { of: () => Promise.resolve({}), mend: () => Promise.resolve(false) };

export interface BenchOptions {
  provider: Provider;
  topology: Topology;
  keeper: Keeper;
  /** After the last evidence of an earlier run of the same attempt. */
  position: Position;
  openLine?: OpenLine | undefined;
  logins?: Logins | undefined;
  /** Which command line is meant at a node, where the topology says less than the lab. */
  played?: ReadonlyMap<string, string> | undefined;
  /** What makes secrets unreadable in what is kept; nothing is secret when left out. */
  mask?: Mask | undefined;
}

export interface BuiltinBench extends Omit<BenchOptions, 'provider' | 'topology' | 'logins'> {
  launch: () => Simulator;
  plan: BuiltinPlan;
}

export type Phase = Evidence['phase'];

/** Where a node's console is all there is of it. */
const onServers: readonly Provider['kind'][] = ['gns3', 'cml'];

const isCut: ReadonlySet<string> = new Set(['connection-lost', 'connection-closed']);

/** So often somebody is asked for a login, or something is typed again, before the failure stands. */
const tries = 3;

export class Bench {
  /** The configuration of a router has changed. */
  readonly changed = new Emitter<undefined>();
  readonly provider: Provider;
  readonly #devices = new Map<string, Promise<Device>>();
  readonly #consoles = new Map<string, Promise<NodeConsole>>();
  readonly #stops = new Disposables();
  /** What is in the configuration of routers that do not tell when they take a line, when they were last looked at. */
  readonly #essences = new Map<string, string>();
  #sequence: number;
  #epoch: number;

  constructor(private readonly options: BenchOptions) {
    const { provider, keeper, position } = options;
    this.provider = provider;
    this.#sequence = position.sequence;
    this.#epoch = position.epoch;
    this.#stops.add(
      provider.onJournal((entry) => {
        keeper.accepted(entry);
        this.#change();
      }),
    );
  }

  /** On built-in routers, started now. */
  static async start({ launch, plan, ...rest }: BuiltinBench): Promise<Bench> {
    const provider = await BuiltinProvider.start(launch(), plan);
    return new Bench({ ...rest, provider, topology: plan.topology });
  }

  get epoch(): number {
    return this.#epoch;
  }

  /** The last number that was given to a record, and the epoch. */
  get position(): Position {
    return { sequence: this.#sequence, epoch: this.#epoch };
  }

  /** Numbers what was seen, and keeps it, its secrets masked. */
  keep({ role, command, text, phase }: Pick<Evidence, 'role' | 'command' | 'text' | 'phase'>): Evidence {
    const { keeper, mask = inClear } = this.options;
    const sequence = ++this.#sequence;
    const record: Evidence = {
      id: `e${sequence}`,
      sequence,
      role,
      command,
      text: mask(text),
      takenAt: new Date().toISOString(),
      deviceTime: Math.round(this.provider.clock.now()),
      epoch: this.#epoch,
      phase,
    };
    keeper.evidence(record);
    return record;
  }

  /** Types one exec command, for a look that is nobody's evidence. */
  async read(node: string, command: string): Promise<string> {
    return await this.with(node, async (device) => (await device.execute(command)).output);
  }

  /**
   * Types exec commands, in their order; each answer is told while the device is at the next command.
   * @throws Failure as Device.execute, for the first that fails: those before it have been told. What is printed in
   *   refusal of a command is an answer like any other
   */
  async readInOrder(node: string, commands: readonly string[], { told, mayGoOn = always }: ReadOptions): Promise<void> {
    let count = 0;
    const answered = ({ output }: Executed): void => told(output, commands[count++] ?? '');
    while (count < commands.length && (count === 0 || mayGoOn())) {
      await this.with(node, async (device) => {
        // Where people type at the same console it is theirs in between.
        const shared = this.#isShared(node) ? await this.#console(node) : undefined;
        const isOurs = (): boolean => !(shared?.isWaitedFor ?? false) && mayGoOn();
        await device.executeInOrder(commands.slice(count), { answered, mayGoOn: isOurs });
      });
    }
  }

  async configure(node: string, lines: readonly string[], options: CallOptions = {}): Promise<Configured> {
    const configured = await this.with(node, (device) => device.configure(lines, options)).catch(
      async (failure: unknown) => {
        if (failure instanceof Failure && isCut.has(failure.code)) await this.#leaveConfiguration(node);
        throw failure;
      },
    );
    if (!this.provider.tellsLines && configured.accepted.length > 0) this.#change(node);
    return configured;
  }

  /** Makes a router what it was at a checkpoint. @throws Failure not-restored, no-checkpoint; as Device.execute */
  async rollback(node: string, taken: Checkpoint): Promise<void> {
    const { way } = await this.with(node, (device) => rollback(device, taken));
    if (!this.provider.tellsLines && way !== 'unchanged') this.#change(node);
  }

  /** Looks whether somebody has changed a configuration, where the routers do not tell. */
  async noticeChanges(nodes: readonly string[]): Promise<void> {
    if (this.provider.tellsLines) return;
    for (const node of new Set(nodes)) {
      const text = await this.with(node, configurationText);
      if (text === undefined) continue;
      const essence = essenceOf(text);
      const before = this.#essences.get(node);
      if (before !== undefined && before !== essence) this.#change();
      this.#essences.set(node, essence);
    }
  }

  /** Time passes as is wanted, where that is the provider's to say; elsewhere it passes as it does. */
  async setPace(pace: PaceSetting): Promise<void> {
    await this.provider.time?.setPace(pace);
  }

  /** A person's way to a node's command line. */
  async terminal(node: string, size: TerminalSize): Promise<Line> {
    if (!this.#isShared(node)) return await this.provider.open(node, 'terminal', size);
    const terminal = (await this.#console(node)).terminal();
    terminal.resize(size);
    return terminal;
  }

  /**
   * One piece of work at a router's command line. It is done again where somebody has typed into the middle of it at the
   * device itself: whatever is typed here may be typed twice.
   * @throws Failure as `provider.open`, openChannel and whatever the work throws
   */
  async with<T>(node: string, work: (device: Device) => Promise<T>): Promise<T> {
    for (let left = tries; ; left--) {
      try {
        return await this.#alone(node, async () => work(await this.#device(node)));
      } catch (error) {
        if (left <= 0 || !(error instanceof Failure)) throw error;
        if (error.code !== 'console-disturbed' && !(await this.#mended(node, error))) throw error;
      }
    }
  }

  async stop(): Promise<void> {
    this.#stops.dispose();
    const openings: Promise<{ close(): void }>[] = [...this.#devices.values(), ...this.#consoles.values()];
    for (const opening of openings)
      void opening.then(
        (open) => open.close(),
        () => undefined,
      );
    await this.provider.stop();
  }

  /** @param node whose configuration we know to be another now */
  #change(node?: string): void {
    this.#epoch++;
    if (node !== undefined) this.#essences.delete(node);
    this.changed.emit(undefined);
  }

  /** What is left in configuration mode by a connection that was cut is left at its prompt, where it can be reached again. */
  async #leaveConfiguration(node: string): Promise<void> {
    if (!this.provider.tellsLines) this.#change(node);
    await this.with(node, (device) => device.privilege(device.platform.home)).catch((failure: unknown) => {
      // The cut is what is told.
      if (!(failure instanceof Failure)) throw failure;
    });
  }

  async #alone<T>(node: string, work: () => Promise<T>): Promise<T> {
    return this.#isShared(node) ? await (await this.#console(node)).hold(work) : await work();
  }

  /** One conversation for each node, opened anew when it was lost. */
  async #device(node: string): Promise<Device> {
    const known = await this.#devices.get(node)?.catch(() => undefined);
    if (known?.state === 'open') return known;
    const opening = this.#open(this.#node(node));
    this.#devices.set(node, opening);
    return opening;
  }

  async #open(node: TopologyNode): Promise<Device> {
    const platform = platforms[this.options.played?.get(node.id) ?? node.platform];
    if (!platform)
      throw new Failure('not-supported', 'no-platform', `${node.name} has no command line that QuickMode knows.`);
    const { openLine = ownLine, logins = noLogins } = this.options;
    const duplex = this.#isShared(node.id)
      ? (await this.#console(node.id)).automation()
      : await openLine(this.provider, node.id);
    const credentials = await logins.of(node);
    return openChannel(duplex, { clock: this.provider.clock, platform, who: node.name, credentials });
  }

  /** Whoever knows the right login is asked for it; the conversation begins anew with it. */
  async #mended(id: string, why: Failure): Promise<boolean> {
    const { logins = noLogins } = this.options;
    if (!(await logins.mend(this.#node(id), why))) return false;
    const device = await this.#devices.get(id)?.catch(() => undefined);
    device?.close();
    this.#devices.delete(id);
    return true;
  }

  #isShared(node: string): boolean {
    if (this.options.openLine !== undefined) return false;
    return this.provider.sharesConsole?.(node) ?? onServers.includes(this.provider.kind);
  }

  async #console(node: string): Promise<NodeConsole> {
    const known = await this.#consoles.get(node)?.catch(() => undefined);
    if (known?.isOpen) return known;
    const opening = this.provider.open(node, 'automation').then((line) => new NodeConsole(line));
    this.#consoles.set(node, opening);
    return opening;
  }

  #node(id: string): TopologyNode {
    const node = this.options.topology.nodes.find((one) => one.id === id);
    if (node) return node;
    throw new Failure('bad-input', 'unknown-node', `There is no node ${id} in this topology.`);
  }
}
