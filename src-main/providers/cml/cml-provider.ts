/**
 * A lab on a CML controller. Nodes are started and stopped by its API, consoles are reached by its console server, links
 * are captured on it. Ending the provider leaves the lab as it is.
 */
import type { Stop } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import { wallClock } from '../../devices/transport/wall-clock.ts';
import type { Topology } from '../../lab/topology.ts';
import { nodeThatRuns, noConsole } from '../node-failures.ts';
import type { Line, Provider, ProviderNode, StartNotice, TerminalSize } from '../provider.ts';
import type { CmlNode } from './answers.ts';
import { bindCmlNodes } from './bind.ts';
import { Captures } from './captures.ts';
import type { CmlCalls } from './cml-calls.ts';
import type { ConsoleLine } from './console-line.ts';
import { openConsole, type ConsoleServer } from './console-server.ts';
import { areSame, nodesNow } from './lab-nodes.ts';
import { LabWatch } from './lab-watch.ts';
import { hasConsole, whyNoConsole } from './node-states.ts';
import { LabStarts } from './lab-starts.ts';
import { LabPower } from './power.ts';

export interface LabOnServer {
  id: string;
  title: string;
  topology: Topology;
  nodes: readonly CmlNode[];
  consoles: Omit<ConsoleServer, 'clock'>;
  /** Called when the provider is stopped. */
  left: () => void;
}

const enter = Uint8Array.of(13);

export class CmlProvider implements Provider {
  readonly kind = 'cml';
  readonly clock = wallClock;
  readonly notices: StartNotice[] = [];
  readonly power: LabPower;
  readonly capture: Captures;
  readonly starts: LabStarts;
  readonly #changed = new Emitter<readonly ProviderNode[]>();
  readonly #watch: LabWatch;
  readonly #bound: ReadonlyMap<string, CmlNode>;
  readonly #progress = new Map<string, string>();
  readonly #lines = new Map<ConsoleLine, string>();
  #nodes: ProviderNode[] = [];
  /** Nodes of whose further consoles was told. */
  readonly #told = new Set<string>();
  #isStopped = false;

  private constructor(
    private readonly calls: CmlCalls,
    private readonly lab: LabOnServer,
  ) {
    const { id, topology, nodes } = lab;
    this.#watch = new LabWatch(calls, id, this.clock);
    this.#bound = bindCmlNodes(topology, nodes);
    this.starts = new LabStarts(calls, id, this.#bound);
    this.capture = new Captures(calls, {
      lab: id,
      topology,
      bound: this.#bound,
      clock: this.clock,
      failed: (node, message) => this.#notice(node, message),
    });
    this.power = new LabPower(calls, {
      id,
      clock: this.clock,
      serverId: (node) => this.#bound.get(node)?.id,
      node: (node) => this.#nodes.find((one) => one.id === node),
      refresh: () => this.#watch.refresh(),
      onChange: (listener) => this.#changed.on(listener),
      says: (node, line) => this.#says(node, line),
    });
  }

  /** @throws Failure where the server does not tell the states of the nodes */
  static async start(calls: CmlCalls, lab: LabOnServer): Promise<CmlProvider> {
    const provider = new CmlProvider(calls, lab);
    provider.#watch.changed.on(() => provider.#update());
    try {
      await provider.#watch.start();
    } catch (error) {
      provider.#watch.stop();
      throw error;
    }
    provider.#update();
    return provider;
  }

  get nodes(): readonly ProviderNode[] {
    return this.#nodes;
  }

  /**
   * The console is one for all; whoever watches a node start sees it from its first line.
   * @throws Failure unknown-node, node-missing, no-console, node-not-running, and all of openConsole's
   */
  async open(node: string, purpose: 'terminal' | 'automation', size?: TerminalSize): Promise<Line> {
    const found = this.#nodeWithConsole(node);
    const line = await this.#open(node, found, size);
    this.#lines.set(line, node);
    line.onClose(() => this.#lines.delete(line));
    if (this.#isStopped) line.close();
    // It prints nothing by itself; who automates it knows that, and types what it wants.
    if (purpose === 'terminal') line.write(enter);
    return line;
  }

  onNodes(listener: (nodes: readonly ProviderNode[]) => void): Stop {
    return this.#changed.on(listener);
  }

  /** Routers of their own do not tell what they were told. */
  onJournal(): Stop {
    return () => undefined;
  }

  stop(): Promise<void> {
    this.#isStopped = true;
    this.#watch.stop();
    this.power.end();
    this.capture.end();
    for (const line of this.#lines.keys()) line.close();
    this.lab.left();
    return Promise.resolve();
  }

  /** Who watches a node start needs its console before it has got there. */
  #nodeWithConsole(id: string): CmlNode {
    const found = this.#bound.get(id);
    const state = found && this.#watch.stateOf(found.id)?.state;
    const isOn = state !== undefined && hasConsole(state);
    const node = nodeThatRuns(this.#nodes, id, isOn ? ['running', 'starting'] : ['running']);
    const why = found ? whyNoConsole(found.node_definition) : 'the lab has no such node';
    if (!found || why !== undefined) throw noConsole(node, why ?? '');
    return found;
  }

  async #open(node: string, { id, label }: CmlNode, size: TerminalSize | undefined): Promise<ConsoleLine> {
    const { title, consoles } = this.lab;
    const { key, lines } = await this.calls.consoleKey(this.lab.id, id);
    if (lines.length > 1) this.#tellOfLines(node, label, lines);
    return openConsole({ ...consoles, clock: this.clock }, { key, labTitle: title, label, size });
  }

  /** Which is which a node knows alone: commands are typed at the first, and the others can be had at the console server. */
  #tellOfLines(node: string, label: string, lines: readonly number[]): void {
    if (this.#told.has(node)) return;
    this.#told.add(node);
    const { title, consoles } = this.lab;
    const others = lines.slice(1).map((line) => `open /${title}/${label}/${line}`);
    const says = `It has ${lines.length} consoles, of which the first is used. By SSH to ${consoles.host}: ${others.join(', ')}.`;
    this.#notice(node, says);
  }

  #says(node: string, line: string | undefined): void {
    if (line === undefined) this.#progress.delete(node);
    else this.#progress.set(node, line);
    this.#update();
  }

  #notice(node: string, message: string): void {
    const name = this.#nodes.find(({ id }) => id === node)?.name ?? node;
    this.notices.push({ node, name, message });
    this.#changed.emit(this.#nodes);
  }

  #update(): void {
    if (this.#isStopped) return;
    const { topology } = this.lab;
    const nodes = nodesNow({ topology, bound: this.#bound, watch: this.#watch, progress: this.#progress });
    const isSame = nodes.length === this.#nodes.length && areSame(nodes, this.#nodes);
    this.#nodes = nodes;
    if (isSame) return;
    this.#closeDead();
    this.#changed.emit(nodes);
  }

  /** A console ends with the machine, though the server may keep the connection. */
  #closeDead(): void {
    const dead = new Set(
      this.#nodes.filter(({ state }) => state === 'stopped' || state === 'missing').map(({ id }) => id),
    );
    for (const [line, node] of this.#lines) if (dead.has(node)) line.end('the node was stopped');
  }
}
