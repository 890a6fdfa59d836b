/** What is to protect the traffic between the two ends: the profile of a tunnel, or an entry of a crypto map. */
import type {
  ConfiguredCryptoMap,
  ConfiguredInterface,
  ConfiguredProtection,
  RunningConfiguration,
} from '../../parsers/ios/configuration.ts';
import type { AccessList } from '../../parsers/ios/show-access-lists.ts';
import type { Exercise } from '../../lab/exercise.ts';
import { interfaceNamed, linksBetween } from '../facts/places.ts';
import { profileNamed, tunnelOf, type Side, type Sides } from './side.ts';

interface Protection {
  kind: 'tunnel' | 'map';
  /** Transform sets, perfect forward secrecy, the profile of IKE. */
  terms: ConfiguredProtection;
}

export function protectionOf(side: Side, exercise: Exercise): Protection | undefined {
  const profile = profileNamed(side, tunnelOf(side, exercise)?.tunnelProtection);
  if (profile) return { kind: 'tunnel', terms: profile };
  const entry = mapEntryOf(side);
  return entry && { kind: 'map', terms: templateOf(side, entry) ?? entry };
}

const configured = ({ configuration }: Side): RunningConfiguration | undefined => configuration?.records[0];

/** The entry of a crypto map that is for the peer; else one whose peers are anybody's. */
export function mapEntryOf(side: Side): ConfiguredCryptoMap | undefined {
  const all = (configured(side)?.cryptoMaps ?? []).filter(({ isDynamic }) => !isDynamic);
  // Of an old map and a new one the one that is in use counts.
  const entries = all.toSorted((a, b) => interfacesWith(side, b.name).length - interfacesWith(side, a.name).length);
  const isUsed = ({ name }: ConfiguredCryptoMap): boolean => interfacesWith(side, name).length > 0;
  const own = entries.find(({ peers }) => peers.some((peer) => isOfPeer(side, peer)));
  // An old map that was left lying about is not what is meant, however whole it is.
  const unfinished = entries.find((one) => one.peers.length === 0 && one.template === undefined && isUsed(one));
  if (unfinished && !(own && isUsed(own))) return unfinished;
  return own ?? entries.find(({ template }) => template !== undefined);
}

/** An address of the peer, or the one under which a translator on the way shows it. */
function isOfPeer({ peerAddresses, translators }: Side, address: string): boolean {
  return peerAddresses.includes(address) || translators.some((one) => one.address === address);
}

/** The entry that is not for the peer and may be meant for it: where there is one entry alone that could be. */
export function strayEntryOf(side: Side): ConfiguredCryptoMap | undefined {
  const entries = (configured(side)?.cryptoMaps ?? []).filter((one) => !one.isDynamic && one.template === undefined);
  return mapEntryOf(side) === undefined && entries.length === 1 ? entries[0] : undefined;
}

function templateOf(side: Side, { template }: ConfiguredCryptoMap): ConfiguredCryptoMap | undefined {
  return configured(side)?.cryptoMaps.find((one) => one.isDynamic && one.name === template);
}

/** The list of an entry, undefined where it has none or it is not defined. */
export function listOf(side: Side, name: string | undefined): AccessList | undefined {
  return configured(side)?.accessLists.find((one) => one.name === name && one.family === 'ip');
}

export function interfacesWith(side: Side, map: string): ConfiguredInterface[] {
  return (configured(side)?.interfaces ?? []).filter(({ cryptoMap }) => cryptoMap === map);
}

export function versionOf(side: Side, exercise: Exercise): 1 | 2 {
  const protection = protectionOf(side, exercise);
  if (protection) return protection.terms.ikev2Profile === undefined ? 1 : 2;
  const { profiles, proposals } = side.ikev2;
  const hasFirst = (side.keys ?? []).length > 0 || (configured(side)?.isakmpPolicies ?? []).length > 0;
  return profiles.length + proposals.length > 0 && !hasFirst ? 2 : 1;
}

/** Whether both ends negotiate with one version, and which. */
export function commonVersion(sides: Sides, exercise: Exercise): 1 | 2 | undefined {
  const [a, b] = sides.map((side) => versionOf(side, exercise));
  return a === b ? a : undefined;
}

/** Whether anything is to be negotiated; true where the configurations do not tell. */
export function isNegotiationWanted(sides: Sides, exercise: Exercise): boolean {
  const isPlain = (side: Side): boolean => {
    const tunnel = tunnelOf(side, exercise);
    const hasMap = (configured(side)?.cryptoMaps ?? []).length > 0;
    return tunnel !== undefined && tunnel.tunnelProtection === undefined && !hasMap;
  };
  return !sides.every(isPlain);
}

/** The interface of the role that the lab has its traffic to the peer leave from. */
export function outerInterface(side: Side, exercise: Exercise): ConfiguredInterface | undefined {
  const [link] = linksBetween(exercise, side.role, side.peer);
  const end = link?.ends.find(({ role }) => role === side.role);
  return end && interfaceCalled(side, interfaceNamed(exercise, side.role, end.interface));
}

export function interfaceCalled(
  side: Pick<Side, 'configuration'>,
  name: string | undefined,
): ConfiguredInterface | undefined {
  // prettier-ignore
  return side.configuration?.records[0]?.interfaces.find((one) => one.name.toLowerCase() === name?.toLowerCase());
}

/** Where the packets of the negotiation come from; undefined where the configuration does not tell. */
export function endpointOf(side: Side, exercise: Exercise): string | undefined {
  const source = tunnelOf(side, exercise)?.tunnelSource;
  if (source !== undefined) return /^\d+\./.test(source) ? source : interfaceCalled(side, source)?.address;
  const entry = mapEntryOf(side) ?? strayEntryOf(side);
  return entry && mapEndpoint(side, exercise, entry.name);
}

function mapEndpoint(side: Side, exercise: Exercise, map: string): string | undefined {
  const local = configured(side)?.localAddresses.find((one) => one.map === map);
  return (interfaceCalled(side, local?.interface) ?? outerInterface(side, exercise))?.address;
}
