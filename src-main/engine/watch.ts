/**
 * A look around, for the picture of the network: what associations and tunnels there are now. It is nobody's evidence
 * and is not kept.
 */
import { securityOf, routersOf, tunnelsBetween, type Router, type Shown } from '../grading/security.ts';
import { parseShowIpInterfaceBrief } from '../parsers/ios/show-ip-interface-brief.ts';
import type { SecurityView, TunnelView } from '../api/contract/laboratory.ts';
import type { Bench } from './bench.ts';
import { isDriven, type Content } from './content.ts';

/** What the routers have shown of their associations and tunnels. */
export interface Surroundings {
  security: SecurityView;
  tunnels: TunnelView[];
}

const associations = ['show crypto isakmp sa', 'show crypto isakmp sa detail', 'show crypto ipsec sa'];

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
  for (const { name, node, tunnels } of routers) {
    if (tunnels.length === 0 && exercise) continue;
    const commands = [...associations, ...tunnels.map((tunnel) => `show interfaces ${tunnel.name}`)];
    for (const command of commands) shown.push({ router: name, command, text: await bench.read(node, command) });
  }
  const security = securityOf(routers, shown, new Date().toISOString());
  return { security, tunnels: tunnelsBetween(routers, shown) };
}

/** Where no lab says what there is, the routers do. */
async function routersIn(bench: Bench, nodes: readonly { id: string; name: string }[]): Promise<Router[]> {
  const routers: Router[] = [];
  for (const { id, name } of nodes) {
    const { records } = parseShowIpInterfaceBrief(await bench.read(id, 'show ip interface brief'));
    const tunnels = records.filter((one) => /^tunnel/i.test(one.name));
    const others = records.filter((one) => !tunnels.includes(one));
    routers.push({
      name,
      node: id,
      addresses: others.flatMap(({ address }) => address ?? []),
      tunnels: tunnels.map((one) => ({ name: one.name, network: undefined })),
    });
  }
  return routers;
}
