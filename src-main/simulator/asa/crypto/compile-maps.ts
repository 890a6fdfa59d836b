/** Crypto maps and dynamic maps, and on which interfaces they are. */
import { newCryptoMapPolicy, type CryptoMapEntry, type DynamicMapEntry } from '../../router/ipsec/crypto-map.ts';
import type { Router } from '../../router/router.ts';
import { formatIpv4 } from '../../../base/address.ts';
import { profileNames } from './compile-ike.ts';
import { ofVersion1, ofVersion2, termsWith, type Terms } from './compile-terms.ts';
import type { AsaConfiguration } from '../configuration.ts';
import type { AsaCrypto, DynamicReference, MapEntrySettings } from './crypto-state.ts';

export function compileMaps(configuration: AsaConfiguration, { crypto: target }: Router): void {
  const { crypto, interfaces } = configuration;
  const known = new Map([...target.maps.values()].flat().map((entry) => [keyOf(entry), entry]));
  target.maps.clear();
  const made = [
    ...crypto.maps.flatMap((settings) => entryOf(crypto, settings) ?? []),
    ...crypto.references.map(referenceOf),
  ];
  for (const one of made) {
    const before = known.get(keyOf(one));
    const entry = before ? Object.assign(before, one) : one;
    target.maps.set(one.map, [...(target.maps.get(one.map) ?? []), entry]);
  }
  for (const entries of target.maps.values()) entries.sort((a, b) => a.sequence - b.sequence);
  compileDynamic(crypto, target);
  target.mapOn.clear();
  for (const [name, map] of crypto.mapOn) {
    const named = interfaces.byName(name);
    if (named) target.mapOn.set(named.one.name, map);
  }
}

function keyOf({ map, sequence, type }: CryptoMapEntry): string {
  return `${map} ${sequence} ${type.kind}`;
}

/** Undefined while the entry lacks a list, a peer or a transform: an ASA then takes no notice of it. */
function entryOf(crypto: AsaCrypto, settings: MapEntrySettings): CryptoMapEntry | undefined {
  const { map, sequence, accessList, peers } = settings;
  const [peer] = peers;
  if (accessList === undefined || peer === undefined) return undefined;
  const interfaces = [...crypto.mapOn].flatMap(([name, applied]) => (applied === map ? [name] : []));
  const [terms] = termsWith(crypto, { peer, transforms: settings, interfaces });
  if (!terms) return undefined;
  const idleTime = crypto.idleMinutesOf(crypto.groupOf(formatIpv4(peer))) * 60 || undefined;
  return { sequence, type: { kind: 'isakmp' }, ...policyOf(settings, terms), map, idleTime };
}

function policyOf(settings: MapEntrySettings, terms: Terms): Omit<CryptoMapEntry, 'map' | 'sequence' | 'type'> {
  const { accessList, peers, pfsGroup, lifetime, hasReverseRoute, connectionType } = settings;
  return {
    ...newCryptoMapPolicy(),
    accessList,
    peers: [...peers],
    pfsGroup,
    connectionType,
    lifetime: { ...lifetime },
    ...terms,
    reverseRoute: hasReverseRoute
      ? { isStatic: peers.length > 0, remotePeer: undefined, isGateway: false, tag: undefined, distance: undefined }
      : undefined,
  };
}

function referenceOf({ map, sequence, dynamic }: DynamicReference): CryptoMapEntry {
  const type = { kind: 'dynamic', map: dynamic, isDiscovering: false } as const;
  return { ...newCryptoMapPolicy(), map, sequence, type };
}

/** Whoever comes may come by either version: an entry is there once for each, and for each profile of version 2. */
function compileDynamic(crypto: AsaCrypto, { dynamicMaps }: Router['crypto']): void {
  const known = new Map([...dynamicMaps].flatMap(([, all]) => all.map((one) => [dynamicKey(one), one])));
  dynamicMaps.clear();
  for (const settings of crypto.dynamicMaps) {
    const { map, sequence } = settings;
    const all = [
      ...profileNames(crypto).flatMap((profile) => ofVersion2(crypto, settings, profile)),
      ...ofVersion1(settings),
    ];
    const made = all.map((terms): DynamicMapEntry => {
      const one = { map, sequence, ...policyOf(settings, terms) };
      const before = known.get(dynamicKey(one));
      return before ? Object.assign(before, one) : one;
    });
    dynamicMaps.set(map, [...(dynamicMaps.get(map) ?? []), ...made]);
  }
}

function dynamicKey({ map, sequence, ikev2Profile }: DynamicMapEntry): string {
  return `${map} ${sequence} ${ikev2Profile ?? ''}`;
}
