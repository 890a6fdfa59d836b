/** The routers whose security is shown, and what they printed last. */
import { formatIpv4, networkOf } from '../../base/address.ts';
import type { Exercise } from '../../lab/exercise.ts';
import { associationsOfIos } from '../../sa/ios.ts';
import type { DeviceAssociations } from '../../sa/model.ts';
import { isTunnel, tunnelsOf } from '../facts/places.ts';
import { IPSEC_SA, ISAKMP_SA, ISAKMP_SA_DETAIL, type Show } from '../facts/shows.ts';

export interface Router {
  /** The role, or what it is called where there are no roles. */
  name: string;
  /** Its node's id in the topology. */
  node: string;
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

export function routersOf(exercise: Exercise): Router[] {
  return exercise.roles.map((role) => ({
    name: role.name,
    node: role.node,
    addresses: role.interfaces.filter((one) => !isTunnel(one)).map(({ address }) => formatIpv4(address)),
    tunnels: tunnelsOf(role).map(({ name, address, mask }) => ({
      name,
      network: formatIpv4(networkOf(address, mask)),
    })),
  }));
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
  const { ike, children } = associationsOfIos({
    isakmpSa: recordsOf(shown, router.name, ISAKMP_SA) ?? [],
    isakmpSaDetail: recordsOf(shown, router.name, ISAKMP_SA_DETAIL) ?? [],
    ipsecSa: recordsOf(shown, router.name, IPSEC_SA) ?? [],
    localAddresses: router.addresses,
  });
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
