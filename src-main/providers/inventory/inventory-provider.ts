/**
 * Devices that are reached by their addresses. There is nobody who could start them, and nothing tells of their links:
 * a node runs when its port answers.
 */
import type { Clock } from '../../base/clock.ts';
import { Disposables, type Stop } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import { Failure } from '../../base/errors.ts';
import type { HostKeyVerifier } from '../../devices/transport/known-hosts.ts';
import { OLD_ALGORITHMS_WARNING } from '../../devices/transport/ssh-algorithms.ts';
import type { TerminalDuplex } from '../../devices/transport/terminal.ts';
import type { Inventory, InventoryDevice } from '../../lab/inventory.ts';
import type { Topology } from '../../lab/topology.ts';
import { eachOf } from '../each-of.ts';
import { nodeThatRuns } from '../node-failures.ts';
import { lineAt } from '../terminal-line.ts';
import type { Line, NodeState, Provider, ProviderNode, StartNotice, TerminalSize } from '../provider.ts';
import { openDevice, probeDevice } from './device-line.ts';
import { SharedLines } from './shared-line.ts';

export interface InventoryPlan {
  verify: HostKeyVerifier;
  topology?: Topology;
  clock: Clock;
}

/** A device that did not answer is asked again after so many milliseconds. One that did is left in peace. */
const ASK_AGAIN = 15_000;
/** So many devices are asked at the same time. */
const AT_ONCE = 64;
/** One that did not answer may have been started since. */
const worthTrying: readonly NodeState[] = ['running', 'unreachable'];
const defaultSize: TerminalSize = { columns: 80, rows: 24 };

interface Member {
  node: ProviderNode;
  device: InventoryDevice | undefined;
}

export class InventoryProvider implements Provider {
  readonly kind = 'inventory';
  readonly clock: Clock;
  readonly notices: readonly StartNotice[];
  readonly #members: Map<string, Member>;
  readonly #changed = new Emitter<readonly ProviderNode[]>();
  readonly #lines = new Set<TerminalDuplex>();
  readonly #shared = new SharedLines();
  readonly #stops = new Disposables();
  #isStopped = false;
  #isToAsk = false;

  constructor(
    inventory: Inventory,
    private readonly plan: InventoryPlan,
  ) {
    this.clock = plan.clock;
    const members = plan.topology ? membersOf(plan.topology, inventory) : inventory.devices.map(memberOf);
    this.#members = new Map(members.map((member) => [member.node.id, member]));
    this.notices = members.flatMap(({ node, device }) => noticesOf(node, device));
  }

  get nodes(): readonly ProviderNode[] {
    return [...this.#members.values()].map(({ node }) => node);
  }

  /** Every line is a session of its own, where the device has more than one; a serial line is one for all. */
  async open(node: string, _purpose: 'terminal' | 'automation', size = defaultSize): Promise<Line> {
    const { name } = nodeThatRuns(this.nodes, node, worthTrying);
    const device = this.#members.get(node)?.device;
    if (!device) throw new Failure('unreachable', 'no-console', `${name} has no console: its address is not known.`);
    const line = await this.#reach(node, device, size);
    this.#lines.add(line);
    line.onClose(() => this.#left(node, device, line));
    if (this.#isStopped) line.close();
    return lineAt(line);
  }

  /** A console that a command leads to is the same for whoever gives it, and a serial line is one. */
  sharesConsole(node: string): boolean {
    const device = this.#members.get(node)?.device;
    return device?.command !== undefined || device?.protocol === 'serial';
  }

  onNodes(listener: (nodes: readonly ProviderNode[]) => void): Stop {
    return this.#stops.add(this.#changed.on(listener));
  }

  /** Devices elsewhere do not tell what is typed into them. */
  onJournal(): Stop {
    return () => undefined;
  }

  stop(): Promise<void> {
    this.#isStopped = true;
    this.#stops.dispose();
    for (const line of this.#lines) line.close();
    return Promise.resolve();
  }

  /** Asks every device that is not known to answer, and again later those that did not. */
  async probe(): Promise<void> {
    const waiting = [...this.#members].filter(([, { node, device }]) => device && node.state === 'unreachable');
    await eachOf(waiting, AT_ONCE, ([id, member]) => this.#ask(id, member));
    this.#askAgain();
  }

  /** Of a serial line that ended it shows at once whether its port is still there. */
  #left(id: string, device: InventoryDevice, line: TerminalDuplex): void {
    const wasOurs = this.#lines.delete(line);
    if (!wasOurs || this.#isStopped || device.protocol !== 'serial') return;
    void this.#ask(id, { device }).then(() => this.#askAgain());
  }

  /** There is one round of questions at a time. */
  #askAgain(): void {
    if (this.#isStopped || this.#isToAsk || this.nodes.every(({ state }) => state !== 'unreachable')) return;
    this.#isToAsk = true;
    const ask = (): void => {
      this.#isToAsk = false;
      void this.probe();
    };
    this.#stops.add(this.clock.after(ASK_AGAIN, ask));
  }

  async #ask(id: string, { device }: Pick<Member, 'device'>): Promise<void> {
    if (!device || this.#isStopped) return;
    const failure = await probeDevice(device, this.clock);
    this.#tell(id, failure);
  }

  async #reach(id: string, device: InventoryDevice, size: TerminalSize): Promise<TerminalDuplex> {
    try {
      const { verify } = this.plan;
      const open = (): Promise<TerminalDuplex> => openDevice(device, { verify, clock: this.clock, size });
      const line = await (device.protocol === 'serial' ? this.#shared.view(id, open) : open());
      this.#tell(id, undefined);
      return line;
    } catch (error) {
      // A refused login says that somebody is there.
      if (error instanceof Failure && isOutOfReach(error)) this.#tell(id, error);
      throw error instanceof Failure ? named(error, device) : error;
    }
  }

  #tell(id: string, failure: Failure | undefined): void {
    const member = this.#members.get(id);
    if (!member || this.#isStopped) return;
    const before = member.node;
    const state: NodeState = failure ? 'unreachable' : 'running';
    const reason = failure?.message;
    if (before.state === state && before.reason === reason) return;
    member.node = { id, name: before.name, state, ...(reason === undefined ? {} : { reason }) };
    this.#changed.emit(this.nodes);
  }
}

const OUT_OF_REACH = [
  'connection-refused',
  'host-not-found',
  'no-route',
  'timed-out',
  'connection-failed',
  'jump-refused',
  'no-serial-port',
  'serial-port-not-allowed',
  'no-serial-hardware',
  'not-a-serial-port',
  'no-serial-ports',
];

function isOutOfReach({ code }: Failure): boolean {
  return OUT_OF_REACH.includes(code);
}

/** The transport knows places; a person knows the device. */
function named({ kind, code, message, diagnostics }: Failure, { name }: InventoryDevice): Failure {
  return new Failure(kind, code, `${name} cannot be used: ${message}.`, diagnostics);
}

function memberOf(device: InventoryDevice): Member {
  const { name } = device;
  return { node: { id: name, name, state: 'unreachable', reason: 'it has not answered yet' }, device };
}

function membersOf({ nodes }: Topology, { devices }: Inventory): Member[] {
  const byName = new Map(devices.map((device) => [device.name, device]));
  return nodes.map(({ id, name, platform }) => {
    const device = byName.get(id) ?? byName.get(name);
    if (device) return { ...memberOf(device), node: { ...memberOf(device).node, id, name } };
    const passes = platform === 'switch' || platform === 'cloud';
    const state: NodeState = passes ? 'not simulated' : 'missing';
    const reason = passes ? 'it only passes frames' : 'no device of that name is in the inventory';
    return { node: { id, name, state, reason }, device: undefined };
  });
}

function noticesOf({ id, name }: ProviderNode, device: InventoryDevice | undefined): StartNotice[] {
  const isOld = device?.allowsOldAlgorithms === true || device?.jump?.allowsOldAlgorithms === true;
  return isOld ? [{ node: id, name, message: OLD_ALGORITHMS_WARNING }] : [];
}
