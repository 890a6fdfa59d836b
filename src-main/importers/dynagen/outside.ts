/** What a topology has without a section for it: the host's interfaces, and "LAN 1", a hub by its number alone. */
import type { LinkEnd, TopologyNode } from '../../lab/topology.ts';
import type { DynagenNode } from './node.ts';

export interface Nodes {
  byName(name: string): DynagenNode | undefined;
  all(): readonly DynagenNode[];
  /** Adds a node that no section describes. */
  make(name: string, node: Pick<TopologyNode, 'platform' | 'model'>): DynagenNode;
}

export class Outside {
  readonly #lanPorts = new Map<string, number>();
  /** Clouds by what they are joined to, "R1 f0/0": GNS3 draws the host's interfaces as clouds. */
  readonly #clouds: ReadonlyMap<string, DynagenNode>;

  constructor(private readonly nodes: Nodes) {
    this.#clouds = new Map(nodes.all().flatMap(connectionsOf));
  }

  /** The host's interface that a node's is joined to: that of a cloud where one is drawn there. */
  end(node: string, port: string, host: string): LinkEnd {
    const name = host.replace(/^nio_(?:gen_|linux_)?(?:eth|tap|vde|unix):/i, '');
    const drawn = this.#clouds.get(`${node} ${port}`.toLowerCase());
    const cloud = drawn ?? this.nodes.byName('host') ?? this.nodes.make('host', { platform: 'cloud', model: 'cloud' });
    return { node: cloud.node.id, interface: cloud.interfaceNamed(name) };
  }

  lan(number: string): LinkEnd {
    const name = `LAN ${number}`;
    const hub = this.nodes.byName(name) ?? this.nodes.make(name, { platform: 'switch', model: 'ethernet_hub' });
    const port = (this.#lanPorts.get(number) ?? 0) + 1;
    this.#lanPorts.set(number, port);
    return { node: hub.node.id, interface: hub.interfaceNamed(String(port)) };
  }
}

/** `connections = R1:f0/0:nio_gen_eth:eth0 SW1:1:nio_tap:tap0`. */
function connectionsOf(cloud: DynagenNode): [string, DynagenNode][] {
  if (cloud.node.platform !== 'cloud') return [];
  const lines = cloud.entries.filter(({ key }) => key === 'connections');
  return lines.flatMap(({ value }) =>
    value.split(/\s+(?=[^\s:]+:[^\s:]+:nio)/i).map((one): [string, DynagenNode] => {
      const [node = '', port = ''] = one.split(':');
      return [`${node} ${port}`.toLowerCase(), cloud];
    }),
  );
}
