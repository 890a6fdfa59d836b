/** The nodes of a topology as they are on the server, in the order of the topology. */
import type { Topology } from '../../lab/topology.ts';
import type { ProviderNode } from '../provider.ts';
import type { CmlNode } from './answers.ts';
import type { LabWatch } from './lab-watch.ts';
import { meaningOf } from './node-states.ts';

export interface Surroundings {
  topology: Topology;
  /** By ids of the topology. */
  bound: ReadonlyMap<string, CmlNode>;
  watch: LabWatch;
  /** What a node that starts has printed last, by ids of the topology. */
  progress: ReadonlyMap<string, string>;
}

export function nodesNow({ topology, bound, watch, progress }: Surroundings): ProviderNode[] {
  return topology.nodes.map(({ id, name }): ProviderNode => {
    const node = bound.get(id);
    if (!node) return { id, name, state: 'missing', reason: 'the lab has no node of that name' };
    const { trouble } = watch;
    if (trouble?.code === 'unknown-project') return { id, name, state: 'missing', reason: 'the lab was deleted' };
    if (trouble) return { id, name, state: 'unreachable', reason: trouble.message.replace(/\.$/, '') };
    const known = watch.stateOf(node.id);
    if (!known) return { id, name, state: 'missing', reason: 'somebody has deleted it from the lab' };
    const meaning = meaningOf(known.state, known.age);
    const says = meaning.state === 'starting' ? progress.get(id) : undefined;
    const reason = says === undefined ? meaning.reason : `it boots: ${says}`;
    return { id, name, state: meaning.state, ...(reason === undefined ? {} : { reason }) };
  });
}

/** Whether two lists say the same. */
export function areSame(one: readonly ProviderNode[], other: readonly ProviderNode[]): boolean {
  return one.every(({ state, reason }, index) => other[index]?.state === state && other[index].reason === reason);
}
