/** The routers whose security is shown, and what they printed last. */
import { formatIpv4, networkOf } from '../../base/address.ts';
import type { Exercise, Role } from '../../lab/exercise.ts';
import { deviceAssociations } from '../../sa/device.ts';
import type { DeviceAssociations } from '../../sa/model.ts';
import { associationCommands } from '../facts/association-commands.ts';
import { parsedAs } from '../facts/parsed-as.ts';
import { isTunnel, tunnelsOf } from '../facts/places.ts';
import { interfaceShow, type Show } from '../facts/shows.ts';

export interface Router {
  /** The role, or what it is called where there are no roles. */
  name: string;
  /** Its node's id in the topology. */
  node: string;
  platform: Role['platform'];
  /** Where its IKE may come from. */
  addresses: string[];
  /** Two tunnels that share a network are the ends of one. */
  tunnels: { name: string; network: string | undefined }[];
}

/** An answer of a router; of several to one command the last counts. */
export interface Shown {
  router: string;
  command: string;
  text: string;
}

/** Those that a learner works on, or that have a tunnel. */
export function routersOf(exercise: Exercise): Router[] {
  const concerned = exercise.roles.filter((role) => role.isGraded || tunnelsOf(role).length > 0);
  return concerned.map((role) => ({
    name: role.name,
    node: role.node,
    platform: role.platform,
    addresses: role.interfaces.filter((one) => !isTunnel(one)).map(({ address }) => formatIpv4(address)),
    tunnels: tunnelsOf(role).map(({ name, address, mask }) => ({
      name,
      network: formatIpv4(networkOf(address, mask)),
    })),
  }));
}

/** What a router has to be asked for its associations and tunnels. */
export function securityCommands({ platform, tunnels }: Router): string[] {
  const { commands } = associationCommands(platform, { ike: 'detail', children: true });
  const isIos = platform === 'ios' || platform === 'iosxe';
  return [...commands, ...(isIos ? tunnels.map(({ name }) => interfaceShow(name).command) : [])];
}

/** What was shown; undefined where nothing was, or what came is no answer. */
export function recordsOf<T>(shown: readonly Shown[], router: string, show: Show<T>): readonly T[] | undefined {
  const latest = shown.findLast((one) => one.router === router && one.command === show.command);
  if (!latest) return undefined;
  const { outcome, records } = show.parse(latest.text);
  return outcome === 'rejected' ? undefined : records;
}

/** Those of a router with another one. */
export function associationsWith(shown: readonly Shown[], router: Router, peer: Router): DeviceAssociations {
  const own = shown.filter((one) => one.router === router.name);
  const { ike, children } = deviceAssociations(parsedAs(router.platform), own, router.addresses);
  const isPeer = (address: string | undefined): boolean => address !== undefined && peer.addresses.includes(address);
  return {
    ike: ike.filter((one) => isPeer(one.remote) || isPeer(one.initiator) || isPeer(one.responder)),
    children: children.filter(({ remoteEndpoint }) => isPeer(remoteEndpoint)),
  };
}

/** Each two once. */
export function pairsOf<T>(all: readonly T[]): [T, T][] {
  return all.flatMap((a, index) => all.slice(index + 1).map((b): [T, T] => [a, b]));
}
