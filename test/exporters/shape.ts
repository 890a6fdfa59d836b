import type { Topology } from '../../src-main/lab/topology.ts';

/** A topology as it is seen: nodes by their names, since every format has ids of its own. */
export function shapeOf({ name, nodes, links, notes }: Topology): object {
  const names = new Map(nodes.map((node) => [node.id, node.name]));
  return {
    name: name.slice(0, 64),
    nodes: nodes.map(({ name: label, platform, model, interfaces, position, configuration }) => ({
      name: label,
      platform,
      model,
      interfaces: interfaces.map((one) => one.name),
      position,
      configuration,
    })),
    links: links.map(({ ends, conditions }) => ({
      ends: ends.map((end) => `${names.get(end.node)} ${end.interface}`),
      conditions,
    })),
    notes,
  };
}
