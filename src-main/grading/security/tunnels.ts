/** The tunnels between routers as they are now, for a picture of the network. */
import type { InterfaceStatus } from '../../parsers/ios/interface-status.ts';
import type { DeviceAssociations } from '../../sa/model.ts';
import { interfaceShow } from '../facts/shows.ts';
import { isUp, modeOf } from '../verbs/tunnel.ts';
import { associationsWith, pairsOf, recordsOf, type Router, type Shown } from './routers.ts';

/** A tunnel between two nodes as it is now. */
export interface TunnelState {
  id: string;
  /** Ids of nodes. */
  nodes: [string, string];
  interfaces: [string, string];
  state: 'unknown' | 'down' | 'gre' | 'negotiating' | 'ipsec';
  /** One line for people: "R1 IPsec, line protocol down; R3 GRE" */
  says: string;
}

interface End {
  router: Router;
  name: string;
  network: string | undefined;
  status: InterfaceStatus | undefined;
}

export function tunnelsBetween(routers: readonly Router[], shown: readonly Shown[]): TunnelState[] {
  const ends = routers.flatMap((router) => router.tunnels.map((tunnel) => endOf(router, tunnel, shown)));
  return pairsOf(ends)
    .filter(([a, b]) => areOneTunnel(a, b))
    .map(([a, b]) => ({
      id: `${a.router.name}.${a.name}-${b.router.name}.${b.name}`,
      nodes: [a.router.node, b.router.node],
      interfaces: [a.name, b.name],
      state: stateOf(a, b, shown),
      says: `${describe(a)}; ${describe(b)}`,
    }));
}

function endOf(router: Router, { name, network }: Router['tunnels'][number], shown: readonly Shown[]): End {
  const records = recordsOf(shown, router.name, interfaceShow(name)) ?? [];
  const status = records.find((one) => one.name.toLowerCase() === name.toLowerCase());
  return { router, name, network, status };
}

/** In one network, or, where the networks are not known, each leading to the other's router. */
function areOneTunnel(a: End, b: End): boolean {
  if (a.router === b.router) return false;
  if (a.network !== undefined && b.network !== undefined) return a.network === b.network;
  return leadsTo(a, b) && leadsTo(b, a);
}

function leadsTo({ status }: End, { router }: End): boolean {
  return router.addresses.includes(status?.tunnel?.destination ?? '');
}

function stateOf(a: End, b: End, shown: readonly Shown[]): TunnelState['state'] {
  if (!a.status || !b.status) return 'unknown';
  const statuses = [a.status, b.status];
  // The other end may go on asking, but nothing can come of it.
  if (statuses.some(({ status }) => status === 'administratively down')) return 'down';
  if (!statuses.some(isGuarded)) return statuses.every((one) => isUp(one) && isGre(one)) ? 'gre' : 'down';
  const sides = [associationsWith(shown, a.router, b.router), associationsWith(shown, b.router, a.router)];
  if (statuses.every((one) => isUp(one) && isGuarded(one)) && sides.every(hasChild)) return 'ipsec';
  return sides.some(isTrying) ? 'negotiating' : 'down';
}

function isGuarded({ tunnel }: InterfaceStatus): boolean {
  return tunnel?.protectionProfile !== undefined;
}

function hasChild({ children }: DeviceAssociations): boolean {
  return children.some(({ status }) => status === 'up');
}

function isTrying({ ike }: DeviceAssociations): boolean {
  return ike.some(({ state }) => state !== 'deleted');
}

function describe({ router, status }: End): string {
  if (!status) return `${router.name} not looked at yet`;
  const kind = `${router.name} ${kindOf(status)}`;
  if (isUp(status)) return kind;
  return `${kind}, ${status.status === 'up' ? 'line protocol down' : status.status}`;
}

const isGre = (status: InterfaceStatus): boolean => modeOf(status)?.startsWith('gre') === true;

function kindOf(status: InterfaceStatus): string {
  const mode = modeOf(status);
  if (isGre(status)) return isGuarded(status) ? 'GRE over IPsec' : 'GRE';
  return mode === 'ipsec-ipv4' ? 'IPsec' : (status.tunnel?.transport ?? 'no tunnel');
}
