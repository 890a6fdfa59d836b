/** The nodes of a project on a GNS3 server: their power, their consoles, what goes over their links. */
import { Disposables, type Stop } from '../../base/disposable.ts';
import type { Clock } from '../../base/clock.ts';
import type { Topology } from '../../lab/topology.ts';
import type { ServerAddress } from '../lab-server.ts';
import { noConsole, nodeThatRuns } from '../node-failures.ts';
import type { Line, NodeState, Provider, ProviderNode, StartNotice, TerminalSize } from '../provider.ts';
import type { Gns3Link, Gns3Node } from './answers.ts';
import { bindLinks, bindGns3Nodes } from './bind.ts';
import { openConsole } from './console.ts';
import { FreshNodes } from './fresh-nodes.ts';
import type { Gns3Calls } from './gns3-calls.ts';
import { Gns3Power } from './gns3-power.ts';
import { KeptStarts } from './kept-starts.ts';
import { LinkCaptures } from './link-captures.ts';
import { NodeStates } from './node-states.ts';
import { NodeWatch } from './node-watch.ts';

interface Gns3Plan {
  calls: Gns3Calls;
  project: string;
  topology: Topology;
  /** As the server has them now. */
  nodes: readonly Gns3Node[];
  links: readonly Gns3Link[];
  notices: readonly StartNotice[];
  clock: Clock;
  way: ServerAddress['consoles'];
  /** Lets go of the server, after everything else. */
  ended: () => Promise<void> | void;
}

const onServer: readonly NodeState[] = ['running', 'starting', 'stopped', 'suspended', 'unreachable'];
const defaultSize: TerminalSize = { columns: 80, rows: 24 };

export class Gns3Provider implements Provider {
  readonly kind = 'gns3';
  readonly clock: Clock;
  readonly notices: StartNotice[];
  readonly power: Gns3Power;
  readonly capture: LinkCaptures;
  readonly starts: KeptStarts;
  readonly #states: NodeStates;
  readonly #fresh: FreshNodes;
  readonly #watch: NodeWatch;
  readonly #lines = new Set<Line>();
  readonly #stops = new Disposables();
  #stopped: Promise<void> | undefined;

  constructor(private readonly plan: Gns3Plan) {
    const { calls, clock, project, topology, nodes, notices } = plan;
    this.clock = clock;
    const states = new NodeStates(topology, nodes);
    this.#states = states;
    this.#fresh = new FreshNodes(calls, project);
    this.notices = [...notices];
    this.power = new Gns3Power({ calls, project, clock, states });
    const bound = bindGns3Nodes(topology, nodes);
    this.starts = new KeptStarts(calls, project, bound, topology);
    const links = bindLinks(topology, plan.links, bound);
    this.capture = new LinkCaptures({
      calls,
      project,
      links: new Map([...links].map(([id, link]) => [id, link.link_id])),
      failed: (link, { message }) => this.notices.push({ node: '', name: `capture on ${link}`, message }),
    });
    this.#watch = new NodeWatch(calls, project, clock, {
      all: (list) => states.all(list),
      one: (node) => states.one(node),
      gone: (id) => states.gone(id),
      version: () => states.version,
      lost: ({ message }) => states.lost(message),
    });
    void this.#watch.run();
  }

  get nodes(): readonly ProviderNode[] {
    return this.#states.nodes;
  }

  /** A console of GNS3 is one for all: automation has no line of its own. */
  async open(node: string, _purpose: 'terminal' | 'automation', size = defaultSize): Promise<Line> {
    const { calls, project, way } = this.plan;
    // Whether it runs is asked of the server, as it is now.
    const { name } = nodeThatRuns(this.nodes, node, onServer);
    const id = this.#states.ids.get(node);
    if (id === undefined) throw noConsole({ name }, 'it is not on the server');
    const line = await openConsole(id, size, { calls, clock: this.clock, project, nodes: this.#fresh, way });
    this.#lines.add(line);
    line.onClose(() => this.#lines.delete(line));
    if (this.#stopped) line.close();
    return line;
  }

  onNodes(listener: (nodes: readonly ProviderNode[]) => void): Stop {
    return this.#stops.add(this.#states.changed.on(listener));
  }

  /** Routers elsewhere do not tell what is typed into them. */
  onJournal(): Stop {
    return () => undefined;
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    for (const line of this.#lines) line.close();
    this.#watch.stop();
    await this.capture.stop();
    this.#stops.dispose();
    // What the watch still waits for ends by itself, or with the connection to the server: nobody waits for it here.
    await this.plan.ended();
  }
}
