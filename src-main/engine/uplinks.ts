/** Ways out of a network that runs: what was asked for by name, found in the topology and opened. */
import { Disposables, type Stop } from '../base/disposable.ts';
import { Failure } from '../base/errors.ts';
import type { LinkEnd, Topology } from '../lab/topology.ts';
import type { BuiltinProvider } from '../providers/builtin/builtin-provider.ts';
import type { UdpCable } from '../providers/builtin/udp-uplink.ts';
import type { GatewayPlan } from '../providers/builtin/udp-gateway.ts';

/** `R1:FastEthernet0/1`, as somebody has typed it. */
export interface Uplink {
  readonly node: string;
  readonly interface: string;
  readonly way:
    /** Frames in datagrams. */
    | { readonly kind: 'cable'; readonly cable: UdpCable }
    /** UDP alone, through an address translator. */
    | ({ readonly kind: 'gateway' } & GatewayPlan);
}

/** @throws Failure unknown-uplink, with what there is */
export function endOf({ nodes }: Topology, { node: nodeName, interface: interfaceName }: Uplink): LinkEnd {
  const node = nodes.find(({ id, name }) => id === nodeName || isSame(name, nodeName));
  if (!node)
    throw unknown(
      `There is no node "${nodeName}"`,
      nodes.map(({ name }) => name),
    );
  const found = node.interfaces.find(({ name }) => isSame(name, interfaceName));
  if (found) return { node: node.id, interface: found.name };
  throw unknown(
    `${node.name} has no interface "${interfaceName}"`,
    node.interfaces.map(({ name }) => name),
  );
}

/** @throws Failure of a socket that cannot be opened, with all of them closed again */
export async function openUplinks(
  provider: BuiltinProvider,
  topology: Topology,
  uplinks: readonly Uplink[],
): Promise<Stop> {
  const stops = new Disposables();
  try {
    for (const uplink of uplinks) stops.add(await openUplink(provider, endOf(topology, uplink), uplink));
  } catch (error) {
    stops.dispose();
    throw error;
  }
  return () => stops.dispose();
}

async function openUplink(provider: BuiltinProvider, end: LinkEnd, { way }: Uplink): Promise<Stop> {
  if (way.kind === 'cable') {
    const { joinUdp } = await import('../providers/builtin/udp-uplink.ts');
    return joinUdp(provider, end, way.cable);
  }
  const { openGateway } = await import('../providers/builtin/udp-gateway.ts');
  return openGateway(provider, end, way);
}

function unknown(why: string, there: readonly string[]): Failure {
  const all = there.length === 0 ? 'There are none' : `There are: ${there.slice(0, 20).join(', ')}`;
  return new Failure('bad-input', 'unknown-uplink', `${why}. ${all}.`);
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
