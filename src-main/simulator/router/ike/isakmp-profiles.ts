/** Which ISAKMP profile a peer belongs to, and which pre-shared key is for it. */
import { networkOf } from '../../../base/address.ts';
import { latin1Of, u32 } from '../../../base/bytes.ts';
import type { IsakmpIdentityMatch, IsakmpKey, IsakmpProfile } from '../../ike/configuration.ts';
import type { PeerIdentity } from '../../ike/environment.ts';
import type { ClientGroup } from './access-configuration.ts';
import type { CryptoConfiguration } from '../ipsec/crypto-configuration.ts';

/** Types of identification of RFC 2407 section 4.6.2.1. */
const identityTypes = { address: 1, host: 2, user: 3, group: 11 } as const;

/** By which address, and in which table of routes. */
interface PeerPlace {
  peer: number;
  frontDoor: string | undefined;
}

export function isakmpProfileFor(
  { isakmpProfiles, trust }: CryptoConfiguration,
  place: PeerPlace,
  identity: PeerIdentity | undefined,
): IsakmpProfile | undefined {
  const isMapped = (map: string): boolean =>
    identity?.certificate !== undefined && trust.isMapped(identity.certificate, map);
  for (const profile of isakmpProfiles.values())
    if (profile.match.some((one) => (one.kind === 'certificate' ? isMapped(one.name) : isMatch(one, place, identity))))
      return profile;
  return undefined;
}

type NamedMatch = Exclude<IsakmpIdentityMatch, { kind: 'certificate' }>;

function isMatch(match: NamedMatch, place: PeerPlace, identity: PeerIdentity | undefined): boolean {
  if (match.kind === 'address') return match.vrf === place.frontDoor && isAddressMatch(match, place.peer, identity);
  if (identity?.type !== identityTypes[match.kind]) return false;
  const name = latin1Of(identity.data).toLowerCase();
  const wanted = match.name.toLowerCase();
  return name === wanted || (match.kind !== 'group' && match.isDomain && name.endsWith(wanted));
}

/** As long as the peer has not said who it is, its address has to do. */
function isAddressMatch(
  { address, mask }: IsakmpIdentityMatch & { kind: 'address' },
  peer: number,
  identity: PeerIdentity | undefined,
): boolean {
  if (identity && (identity.type !== identityTypes.address || identity.data.length !== 4)) return false;
  const own = identity ? u32(identity.data, 0) : peer;
  return networkOf(own, mask) === networkOf(address, mask);
}

/**
 * The key for a peer: of its profile's keyring when that names one, otherwise of those typed for everybody and then of
 * all keyrings. By the name that the peer has said it has (aggressive mode), or by its address.
 */
export function isakmpKeyFor(
  crypto: CryptoConfiguration,
  place: PeerPlace,
  identity: PeerIdentity | undefined,
): IsakmpKey | undefined {
  const { keyring } = isakmpProfileFor(crypto, place, identity) ?? {};
  const rings = [...crypto.keyrings.values()].filter(({ vrf }) => vrf === place.frontDoor);
  // Those that are in no keyring are for peers in the global table.
  const loose = place.frontDoor === undefined ? crypto.keys : [];
  const keys =
    keyring === undefined
      ? [...loose, ...rings.flatMap((ring) => ring.keys)]
      : ((keyring === 'default' ? loose : rings.find(({ name }) => name === keyring)?.keys) ?? []);
  return byName(keys, identity) ?? groupKey(crypto, identity) ?? crypto.keyFor(place.peer, keys);
}

/** A group of clients has its key with its other settings (`crypto isakmp client configuration group`). */
function groupKey(crypto: CryptoConfiguration, identity: PeerIdentity | undefined): IsakmpKey | undefined {
  const group = identity?.type === identityTypes.group ? clientGroupOf(crypto, latin1Of(identity.data)) : undefined;
  return group?.key === undefined ? undefined : { secret: group.key, address: 0, mask: 0, noXauth: false };
}

/** Groups are looked up by AAA: without a list for it there are none. */
export function clientGroupOf({ access }: CryptoConfiguration, name: string): ClientGroup | undefined {
  return access.hasAaa && access.networkLists.size > 0 ? access.groups.get(name) : undefined;
}

function byName(keys: readonly IsakmpKey[], identity: PeerIdentity | undefined): IsakmpKey | undefined {
  if (!identity || identity.type === identityTypes.address) return undefined;
  const name = latin1Of(identity.data).toLowerCase();
  return keys.find(({ hostname }) => hostname?.toLowerCase() === name);
}
