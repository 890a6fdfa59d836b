/**
 * A look around, for the picture of the network: what associations and tunnels there are now. It is nobody's evidence
 * and is not kept.
 */
import {
  securityCommands,
  securityOf,
  routersOf,
  tunnelsBetween,
  type Router,
  type Shown,
} from '../grading/security.ts';
import { parseShowIpInterfaceBrief } from '../parsers/ios/show-ip-interface-brief.ts';
import type { SecurityView, TunnelView } from '../api/contract/laboratory.ts';
import type { Bench } from './bench.ts';
import { isDriven, type Content } from './content.ts';
import type { TopologyNode } from '../lab/topology.ts';

/** What the routers have shown of their associations and tunnels. */
export interface Surroundings {
  security: SecurityView;
  tunnels: TunnelView[];
}

/** @throws Failure when a router does not answer */
export async function lookAround(bench: Bench, { exercise, topology }: Content): Promise<Surroundings> {
  const running = new Set(bench.provider.nodes.filter(({ state }) => state === 'running').map(({ id }) => id));
  const routers = exercise
    ? routersOf(exercise).filter(({ node }) => running.has(node))
    : await routersIn(
        bench,
        topology.nodes.filter(({ id, platform }) => running.has(id) && isDriven(platform)),
      );
  const shown: Shown[] = [];
  for (const router of routers) {
    const told = (text: string, command: string): void => void shown.push({ router: router.name, command, text });
    await bench.readInOrder(router.node, securityCommands(router), { told });
  }
  const security = securityOf(routers, shown, new Date().toISOString());
  return { security, tunnels: tunnelsBetween(routers, shown) };
}

/** Where no lab says what there is, the routers do. */
async function routersIn(
  bench: Bench,
  nodes: readonly Pick<TopologyNode, 'id' | 'name' | 'platform'>[],
): Promise<Router[]> {
  const routers: Router[] = [];
  for (const { id, name, platform } of nodes) {
    const { records } = parseShowIpInterfaceBrief(await bench.read(id, 'show ip interface brief'));
    const tunnels = records.filter((one) => /^tunnel/i.test(one.name));
    const others = records.filter((one) => !tunnels.includes(one));
    routers.push({
      name,
      node: id,
      platform: platform === 'iosxe' ? 'iosxe' : 'ios',
      addresses: others.flatMap(({ address }) => address ?? []),
      tunnels: tunnels.map((one) => ({ name: one.name, network: undefined })),
    });
  }
  return routers;
}
