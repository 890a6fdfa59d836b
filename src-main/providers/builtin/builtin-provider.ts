/** Routers that QuickMode brings along: the simulator in a worker, reached by its service alone. */
import { Disposables, type Stop } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import { Failure } from '../../base/errors.ts';
import type { LinkEnd, Topology } from '../../lab/topology.ts';
import type { LinkConditions } from '../../simulator/network/link-conditions.ts';
import type {
  Capture,
  CapturedFrame,
  JournalEntry,
  Line,
  Provider,
  ProviderNode,
  StartNotice,
  TerminalSize,
  Time,
} from '../provider.ts';
import { nodeThatRuns } from '../node-failures.ts';
import { BuiltinClock } from './builtin-clock.ts';
import type { PaceSetting } from './pace.ts';
import { ServiceLine } from './service-line.ts';
import type { LineRequest, SimulatorService, StartReport } from './simulator-service.ts';

export interface BuiltinPlan {
  topology: Topology;
  /** By node id; a node that is not named starts with what the topology file carries. */
  configurations: Readonly<Record<string, string>>;
  journal: readonly JournalEntry[];
  seed: string;
  pace: PaceSetting;
  /** Interfaces that are joined to the outside, by `onUplink` and `receive`. */
  uplinks?: readonly LinkEnd[];
}

/** A simulator that runs somewhere, and how to end it. */
export interface Simulator {
  service: SimulatorService;
  end: Stop;
}

const defaultSize: TerminalSize = { columns: 80, rows: 24 };

export class BuiltinProvider implements Provider, Capture, Time {
  readonly kind = 'builtin';
  readonly capture = this;
  readonly time = this;
  readonly tellsLines = true;
  readonly clock: BuiltinClock;
  readonly nodes: ProviderNode[];
  readonly notices: StartNotice[];
  readonly #journal = new Emitter<JournalEntry>();
  readonly #stops = new Disposables();
  readonly #lines = new Set<Line>();
  /** Frames carry virtual time; captures carry the time of day at which the network was started plus that. */
  readonly #startedAt = Date.now();
  /** Those that run. */
  readonly #links: ReadonlySet<string>;

  private constructor(
    readonly service: SimulatorService,
    private readonly topology: Topology,
    report: StartReport,
  ) {
    this.#links = new Set(report.links);
    this.clock = new BuiltinClock((milliseconds) => service.advance(milliseconds));
    this.nodes = topology.nodes.map((node) => providerNode(node.id, node.name, report));
    this.notices = report.shortfalls.map(({ node, name, ...rest }) => ({
      node,
      name,
      message: rest.kind === 'node' ? rest.reason : `line ${rest.number} "${rest.text}": ${rest.reason}`,
    }));
    this.#stops.add(
      service.onAccepted(({ node, entry }) => this.#journal.emit({ node, path: entry.path, line: entry.line })),
    );
  }

  /** The kind of its command line, as the topology names it. */
  platformOf(node: string): string | undefined {
    return this.topology.nodes.find(({ id }) => id === node)?.platform;
  }

  static async start({ service, end }: Simulator, plan: BuiltinPlan): Promise<BuiltinProvider> {
    const journal: Record<string, { path: readonly string[]; line: string }[]> = {};
    for (const { node, path, line } of plan.journal) (journal[node] ??= []).push({ path, line });
    const { topology, configurations, seed, uplinks = [] } = plan;
    try {
      const report = await service.start({ topology, configurations, seed, journal, uplinks });
      await service.pace(plan.pace);
      const provider = new BuiltinProvider(service, topology, report);
      provider.#stops.add(end);
      return provider;
    } catch (error) {
      end();
      throw error;
    }
  }

  /** Automation has the auxiliary port to itself, so that nobody's typing on the console is mixed with it. */
  open(node: string, purpose: 'terminal' | 'automation', size = defaultSize): Promise<Line> {
    return this.openLine({ node, kind: purpose === 'terminal' ? 'console' : 'aux', ...size });
  }

  /** @throws Failure unknown-node, no-console, node-not-running */
  async openLine(request: LineRequest): Promise<Line> {
    nodeThatRuns(this.nodes, request.node);
    const line = await ServiceLine.open(this.service, request, (time) => this.clock.saw(time));
    this.#lines.add(line);
    line.onClose(() => this.#lines.delete(line));
    return line;
  }

  /** Nodes of the simulator do not change by themselves. */
  onNodes(): Stop {
    return () => undefined;
  }

  onJournal(listener: (entry: JournalEntry) => void): Stop {
    return this.#journal.on(listener);
  }

  /** @throws Failure link-not-running: here, since what a worker throws at a listener is heard by nobody */
  onFrames(link: string, listener: (frame: CapturedFrame) => void): Stop {
    if (!this.#links.has(link)) throw this.#notRunning(link);
    return this.service.onFrames(link, ({ time, frame }) =>
      listener({ time: Math.round((this.#startedAt + time) * 1000), frame }),
    );
  }

  #notRunning(id: string): Failure {
    const link = this.topology.links.find((one) => one.id === id);
    const ends = link?.ends.map(({ node }) => this.nodes.find((one) => one.id === node)) ?? [];
    const silent = ends.flatMap((node) => (node && node.state !== 'running' ? [node.name] : []));
    const why = link
      ? `${silent.join(' and ') || 'one of its ends'} does not run here`
      : 'the topology has no such link';
    return new Failure('unreachable', 'link-not-running', `Nothing can be seen of the link ${id}: ${why}.`);
  }

  wiresharkKeys(): Promise<Readonly<Record<string, string>>> {
    return this.service.wiresharkKeys();
  }

  /** Changes how good a link of the topology is. @throws Failure when it does not run */
  condition(link: string, change: Partial<LinkConditions>): Promise<void> {
    return this.service.condition(link, change);
  }

  /** Every frame that leaves by an uplink of the plan, by its name. */
  onUplink(uplink: string, listener: (frame: Uint8Array) => void): Stop {
    return this.service.onUplink(uplink, listener);
  }

  /** A frame comes in by an uplink. What is sent belongs to whoever gets it. */
  receive(uplink: string, frame: Uint8Array): void {
    void this.service.receive(uplink, new Uint8Array(frame));
  }

  setPace(setting: PaceSetting): Promise<void> {
    return this.service.pace(setting);
  }

  async stop(): Promise<void> {
    for (const line of this.#lines) line.close();
    await this.service.stop();
    this.#stops.dispose();
  }
}

function providerNode(id: string, name: string, report: StartReport): ProviderNode {
  if (report.running.includes(id)) return { id, name, state: 'running' };
  const shortfall = report.shortfalls.find((one) => one.kind === 'node' && one.node === id);
  return { id, name, state: 'not simulated', reason: shortfall?.reason ?? 'nothing to type at' };
}
