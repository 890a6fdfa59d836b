/** The routers behind a contract server: built-in ones, cabled and configured as the project says when they are started. */
import type { Duplex } from '../../../../src-main/base/duplex.ts';
import type { Stop } from '../../../../src-main/base/disposable.ts';
import type { LinkEnd, Platform, Topology } from '../../../../src-main/lab/topology.ts';
import { BuiltinProvider } from '../../../../src-main/providers/builtin/builtin-provider.ts';
import { simulatorInProcess } from '../../../../src-main/providers/builtin/simulator-in-process.ts';
import type { CapturedFrame } from '../../../../src-main/providers/provider.ts';
import type { ServerNode } from './nodes.ts';

export interface ServerLink {
  link_id: string;
  project_id: string;
  nodes: { node_id: string; adapter_number: number; port_number: number }[];
  capturing: boolean;
  filters: Record<string, unknown>;
  [field: string]: unknown;
}

export interface World {
  open(node: ServerNode): Promise<Duplex>;
  onFrames(link: ServerLink, listener: (frame: CapturedFrame) => void): Stop;
  stop(): Promise<void>;
}

const platforms: Readonly<Record<string, Platform>> = {
  dynamips: 'ios',
  qemu: 'ios',
  vpcs: 'vpcs',
  ethernet_switch: 'switch',
  ethernet_hub: 'switch',
};

/** Images that are others than an IOSv. */
const iosXe = /csr1000v|c8000v/i;

const longNames: readonly (readonly [RegExp, string])[] = [[/^Gi(?=\d)/, 'GigabitEthernet']];
const fullName = (name: string): string => longNames.reduce((text, [short, long]) => text.replace(short, long), name);

/** Routers that were started elsewhere, found by their names; links by what they join. */
export function worldOf(provider: BuiltinProvider, topology: Topology, nodesOf: () => readonly ServerNode[]): World {
  const nameOf = (id: string): string => nodesOf().find((node) => node.node_id === id)?.name ?? '';
  return {
    open: ({ name }) => provider.open(name, 'terminal'),
    onFrames: ({ nodes }, listener) => {
      const names = nodes.map((end) => nameOf(end.node_id));
      const link = topology.links.find(({ ends }) => ends.every(({ node }) => names.includes(node)));
      return link ? provider.capture.onFrames(link.id, listener) : () => undefined;
    },
    stop: () => provider.stop(),
  };
}

/** Routers of a project, as it is now. @param configurationOf what the server has in the node's folder */
export async function startWorld(
  nodes: readonly ServerNode[],
  links: readonly ServerLink[],
  configurationOf: (node: ServerNode) => string | undefined,
): Promise<World> {
  const endOf = ({ node_id, adapter_number, port_number }: ServerLink['nodes'][number]): LinkEnd => {
    const ports = nodes.find((node) => node.node_id === node_id)?.ports ?? [];
    const port = ports.find((one) => one.adapter_number === adapter_number && one.port_number === port_number);
    return { node: node_id, interface: fullName(port?.name ?? '') };
  };
  const topology: Topology = {
    name: 'project',
    nodes: nodes.map(({ node_id: id, name, node_type: type, ports, x, y, properties }) => ({
      id,
      name,
      platform: isXe(properties) ? 'iosxe' : (platforms[type] ?? 'unknown'),
      model: modelOf(type, properties),
      interfaces: ports.map((port) => ({ name: fullName(port.name) })),
      position: { x, y },
    })),
    links: links.flatMap(({ link_id: id, nodes: ends }) => {
      const [a, b] = ends;
      return a && b ? [{ id, ends: [endOf(a), endOf(b)] as [LinkEnd, LinkEnd] }] : [];
    }),
  };
  const configurations = Object.fromEntries(
    nodes.flatMap((node) => {
      const text = configurationOf(node);
      return text === undefined ? [] : [[node.node_id, text]];
    }),
  );
  const plan = { topology, configurations, journal: [], seed: 'contract', pace: { kind: 'on-demand' } as const };
  const provider = await BuiltinProvider.start(simulatorInProcess(), plan);
  return {
    open: ({ node_id: id }) => provider.open(id, 'terminal'),
    onFrames: ({ link_id: id }, listener) => provider.capture.onFrames(id, listener),
    stop: () => provider.stop(),
  };
}

const isXe = ({ hda_disk_image: image }: ServerNode['properties']): boolean => iosXe.test(String(image));

function modelOf(type: string, properties: ServerNode['properties']): string {
  if (type === 'dynamips') return `dynamips ${String(properties.platform)}`;
  if (type === 'qemu') return isXe(properties) ? 'qemu csr1000v' : 'qemu iosv';
  return type;
}
