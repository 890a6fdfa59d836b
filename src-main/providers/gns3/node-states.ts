/** How each node of the topology does on the server, and who wants to hear of it. */
import { Emitter } from '../../base/emitter.ts';
import type { Topology } from '../../lab/topology.ts';
import type { NodeState, ProviderNode } from '../provider.ts';
import type { Gns3Node } from './answers.ts';
import { bindGns3Nodes } from './bind.ts';

const states: ReadonlyMap<string, NodeState> = new Map([
  ['started', 'running'],
  ['stopped', 'stopped'],
  ['suspended', 'suspended'],
]);

interface Known {
  state: NodeState;
  reason?: string;
}

export class NodeStates {
  readonly changed = new Emitter<readonly ProviderNode[]>();
  /** Ids on the server by ids of the topology. */
  readonly ids: ReadonlyMap<string, string>;
  readonly #known = new Map<string, Known>();
  /** Nodes that are being started by us, by ids of the topology. */
  readonly #starting = new Set<string>();
  #nodes: ProviderNode[];
  #version = 0;

  constructor(
    private readonly topology: Topology,
    nodes: readonly Gns3Node[],
  ) {
    const bound = bindGns3Nodes(topology, nodes);
    this.ids = new Map([...bound].map(([id, node]) => [id, node.node_id]));
    for (const node of nodes) this.#known.set(node.node_id, knownOf(node));
    this.#nodes = this.#list();
  }

  get nodes(): readonly ProviderNode[] {
    return this.#nodes;
  }

  /** How often something was heard of a single node: a list that was asked for before is older. */
  get version(): number {
    return this.#version;
  }

  all(nodes: readonly Gns3Node[]): void {
    this.#known.clear();
    for (const node of nodes) this.#known.set(node.node_id, knownOf(node));
    this.#tell();
  }

  one(node: Gns3Node): void {
    this.#version++;
    this.#known.set(node.node_id, knownOf(node));
    this.#tell();
  }

  gone(id: string): void {
    this.#version++;
    this.#known.delete(id);
    this.#tell();
  }

  lost(reason: string): void {
    for (const id of this.#known.keys()) this.#known.set(id, { state: 'unreachable', reason });
    this.#tell();
  }

  starts(id: string): void {
    this.#starting.add(id);
    this.#tell();
  }

  hasStarted(id: string): void {
    this.#starting.delete(id);
    this.#tell();
  }

  #tell(): void {
    const before = this.#nodes;
    this.#nodes = this.#list();
    if (JSON.stringify(before) !== JSON.stringify(this.#nodes)) this.changed.emit(this.#nodes);
  }

  #list(): ProviderNode[] {
    return this.topology.nodes.map(({ id, name }) => ({ id, name, ...this.#stateOf(id) }));
  }

  #stateOf(id: string): Known {
    const onServer = this.ids.get(id);
    if (onServer === undefined) return { state: 'missing', reason: 'the project has no node of that id or name' };
    const known = this.#known.get(onServer) ?? { state: 'missing', reason: 'it was deleted there' };
    return this.#starting.has(id) && known.state === 'stopped' ? { state: 'starting' } : known;
  }
}

/** Of a closed project the server tells no states. */
function knownOf({ status }: Gns3Node): Known {
  if (status === null || status === undefined)
    return { state: 'stopped', reason: 'the project is closed on the server' };
  return { state: states.get(status) ?? 'stopped' };
}
