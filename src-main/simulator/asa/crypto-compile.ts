/**
 * The crypto configuration of the router in a firewall, made anew of what is typed at the firewall. Entries of maps that
 * are still there stay the same objects: their associations live on.
 */
import { formatIpv4, parseIpv4 } from '../../base/address.ts';
import type { IkeCipher } from '../ike/environment.ts';
import type { EspTransform } from '../ipsec/proposal.ts';
import { newCryptoMapPolicy, type CryptoMapEntry } from '../router/crypto-map.ts';
import type { Router } from '../router/router.ts';
import type { AsaConfiguration } from './configuration.ts';
import {
  defaultGroup,
  defaultIkeLifetime,
  type AsaCrypto,
  type MapEntrySettings,
  type TunnelGroup,
} from './crypto-state.ts';
import { transformsOfProposal } from './crypto-words.ts';

/** `lifetime none`: as long as IKE can say. */
const longest = 2_147_483_647;

export function compileCrypto(configuration: AsaConfiguration, router: Router): void {
  const { crypto } = configuration;
  compileLists(configuration, router);
  compileIkev1(crypto, router);
  compileIkev2(crypto, router);
  compileTransforms(crypto, router);
  compileMaps(configuration, router);
  Object.assign(router.crypto.lifetime, crypto.lifetime);
  router.crypto.isIsakmpEnabled = crypto.ikev1Interfaces.size + crypto.ikev2Interfaces.size > 0;
  router.converge();
}

/** The access lists that maps name, object by object; the others are asked by the firewall alone. */
function compileLists({ crypto, rules }: AsaConfiguration, { accessLists }: Router): void {
  accessLists.byName.clear();
  for (const { accessList } of crypto.maps) {
    if (accessList === undefined) continue;
    const entries = rules
      .rulesOf(accessList)
      .filter(({ isInactive }) => !isInactive)
      .flatMap((rule) => rules.elementsOf(accessList, rule).flatMap((element) => [...element.entries]));
    accessLists.byName.set(accessList, { name: accessList, kind: 'extended', entries });
  }
}

function compileIkev1(crypto: AsaCrypto, { crypto: target }: Router): void {
  target.hasDefaultPolicy = false;
  target.policies.clear();
  target.keys.length = 0;
  if (crypto.ikev1Interfaces.size === 0) return;
  for (const {
    priority,
    authentication,
    encryption,
    hash,
    group,
    lifetime = longest,
  } of crypto.ikev1Policies.values()) {
    const { cipher, keyBits } = cipherOf(encryption);
    const name = hash === 'sha' ? 'sha1' : 'md5';
    target.policies.set(priority, { priority, cipher, keyBits, hash: name, authentication, group, lifetime });
  }
  for (const group of crypto.tunnelGroups.values()) {
    const place = placeOf(group);
    if (group.ikev1Key !== undefined && place) target.keys.push({ secret: group.ikev1Key, ...place, noXauth: true });
  }
  compileIsakmp(crypto, target);
}

function compileIsakmp(crypto: AsaCrypto, target: Router['crypto']): void {
  target.isakmp.keepaliveOf = (peer) => {
    const { keepalive } = crypto.groupOf(formatIpv4(peer)) ?? {};
    return keepalive && { seconds: keepalive.threshold, retry: keepalive.retry, mode: 'on-demand' };
  };
  target.isakmp.isAggressiveModeDisabled = crypto.isAggressiveModeDisabled;
  target.isakmp.natKeepalive = crypto.natKeepalive;
  target.isNatTransparent = crypto.natKeepalive !== undefined;
}

function cipherOf(word: string): { cipher: IkeCipher; keyBits: number } {
  if (word === 'des') return { cipher: 'des', keyBits: 56 };
  if (word === '3des') return { cipher: '3des', keyBits: 168 };
  return { cipher: 'aes', keyBits: Number(/\d+$/.exec(word)?.[0] ?? 128) };
}

/** Of which peers a group is; undefined where its name is neither an address nor that of the default group. */
function placeOf({ name }: TunnelGroup): { address: number; mask: number } | undefined {
  if (name === defaultGroup) return { address: 0, mask: 0 };
  const address = parseIpv4(name);
  return address === undefined ? undefined : { address, mask: 0xffffffff };
}

const policyName = 'asa';

function compileIkev2(crypto: AsaCrypto, { crypto: { ikev2 } }: Router): void {
  for (const part of [ikev2.proposals, ikev2.policies, ikev2.keyrings, ikev2.profiles]) part.clear();
  const policies = [...crypto.ikev2Policies.values()].sort((a, b) => a.priority - b.priority);
  if (crypto.ikev2Interfaces.size === 0) return;
  for (const { priority, encryption, integrity, prf, groups } of policies) {
    const name = `${priority}`;
    ikev2.proposals.set(name, { name, encryption, integrity, prf, groups });
  }
  const names = policies.map(({ priority }) => `${priority}`);
  ikev2.policies.set(policyName, { name: policyName, proposals: names, localAddress: undefined, vrf: 'any' });
  const lifetime = policies[0]?.lifetime ?? defaultIkeLifetime;
  for (const group of groupsInOrder(crypto)) compileGroup(group, { ikev2, lifetime });
}

/** The one for everybody last: a peer that has a group of its own is of that. */
function groupsInOrder({ tunnelGroups }: AsaCrypto): TunnelGroup[] {
  return [...tunnelGroups.values()].sort((a, b) => Number(a.name === defaultGroup) - Number(b.name === defaultGroup));
}

function compileGroup(
  group: TunnelGroup,
  { ikev2, lifetime }: { ikev2: Router['crypto']['ikev2']; lifetime: number },
): void {
  const { name, ikev2LocalKey, ikev2RemoteKey, keepalive } = group;
  const place = placeOf(group);
  if (!place || ikev2LocalKey === undefined || ikev2RemoteKey === undefined) return;
  const peer = { name, ...place, identity: undefined, localKey: ikev2LocalKey, remoteKey: ikev2RemoteKey };
  ikev2.keyrings.set(name, { name, peers: [peer] });
  ikev2.profiles.set(name, {
    name,
    matchRemote: [place.mask === 0 ? { kind: 'any' } : { kind: 'address', ...place }],
    matchLocalAddress: undefined,
    matchVrf: 'any',
    identityLocal: undefined,
    authenticationLocal: 'pre-share',
    authenticationRemote: ['pre-share'],
    keyring: name,
    trustpoints: [],
    lifetime,
    natKeepalive: undefined,
    dpd: keepalive && { interval: keepalive.threshold, retry: keepalive.retry, mode: 'on-demand' },
  });
}

function compileTransforms(crypto: AsaCrypto, { crypto: { transformSets } }: Router): void {
  transformSets.clear();
  for (const { name, transform, isTransport } of crypto.transformSets.values()) {
    const set = `ikev1 ${name}`;
    transformSets.set(set, { name: set, esp: transform, ah: undefined, mode: isTransport ? 'transport' : 'tunnel' });
  }
  for (const proposal of crypto.proposals.values()) {
    for (const [index, esp] of transformsOfProposal(proposal).entries()) {
      const name = `ikev2 ${proposal.name} ${index}`;
      transformSets.set(name, { name, esp, ah: undefined, mode: 'tunnel' });
    }
  }
}

function compileMaps(configuration: AsaConfiguration, { crypto: target }: Router): void {
  const { crypto, interfaces } = configuration;
  const known = new Map([...target.maps.values()].flat().map((entry) => [`${entry.map} ${entry.sequence}`, entry]));
  target.maps.clear();
  for (const map of new Set(crypto.maps.map((entry) => entry.map))) {
    const entries = crypto.entriesOf(map).flatMap((settings) => {
      const made = entryOf(crypto, settings);
      if (!made) return [];
      const before = known.get(`${map} ${settings.sequence}`);
      return [before ? Object.assign(before, made) : made];
    });
    target.maps.set(map, entries);
  }
  target.mapOn.clear();
  for (const [name, map] of crypto.mapOn) {
    const named = interfaces.byName(name);
    if (named) target.mapOn.set(named.one.name, map);
  }
}

/** Undefined while the entry lacks a list, a peer or a transform: an ASA then takes no notice of it. */
function entryOf(crypto: AsaCrypto, settings: MapEntrySettings): CryptoMapEntry | undefined {
  const { map, sequence, accessList, peers, pfsGroup, lifetime, hasReverseRoute } = settings;
  const version = versionOf(crypto, settings);
  if (accessList === undefined || peers.length === 0 || version === undefined) return undefined;
  const [peer] = peers;
  const group = peer === undefined ? undefined : crypto.groupOf(formatIpv4(peer));
  return {
    ...newCryptoMapPolicy(),
    map,
    sequence,
    type: { kind: 'isakmp' },
    accessList,
    peers: [...peers],
    transformSets:
      version === 2 ? setsOfProposals(crypto, settings) : settings.ikev1TransformSets.map((name) => `ikev1 ${name}`),
    pfsGroup,
    lifetime: { ...lifetime },
    idleTime: crypto.idleMinutesOf(group) * 60 || undefined,
    ikev2Profile: version === 2 ? group?.name : undefined,
    reverseRoute: hasReverseRoute
      ? { isStatic: true, remotePeer: undefined, isGateway: false, tag: undefined, distance: undefined }
      : undefined,
  };
}

function setsOfProposals(crypto: AsaCrypto, { ikev2Proposals }: MapEntrySettings): string[] {
  return ikev2Proposals.flatMap((name) => {
    const proposal = crypto.proposals.get(name);
    return proposal ? transformsOfProposal(proposal).map((_: EspTransform, index) => `ikev2 ${name} ${index}`) : [];
  });
}

/** Version 2 where everything for it is there, and the group policy of the peer does not leave it out. */
function versionOf(crypto: AsaCrypto, settings: MapEntrySettings): 1 | 2 | undefined {
  const { map, peers, ikev1TransformSets, ikev2Proposals } = settings;
  const [peer] = peers;
  const group = peer === undefined ? undefined : crypto.groupOf(formatIpv4(peer));
  const isReady = (protocol: 'ikev1' | 'ikev2'): boolean =>
    isAllowed(crypto, group, protocol) && isOn(crypto, map, protocol);
  if (ikev2Proposals.length > 0 && hasIkev2Keys(group) && isReady('ikev2')) return 2;
  return ikev1TransformSets.length > 0 && isReady('ikev1') ? 1 : undefined;
}

function hasIkev2Keys(group: TunnelGroup | undefined): boolean {
  return group?.ikev2LocalKey !== undefined && group.ikev2RemoteKey !== undefined;
}

function isAllowed({ groupPolicies }: AsaCrypto, group: TunnelGroup | undefined, protocol: string): boolean {
  return groupPolicies.get(group?.groupPolicy ?? '')?.protocols?.includes(protocol) ?? true;
}

/** Whether the version is enabled on an interface that has the map. */
function isOn(
  { mapOn, ikev1Interfaces, ikev2Interfaces }: AsaCrypto,
  map: string,
  protocol: 'ikev1' | 'ikev2',
): boolean {
  const enabled = protocol === 'ikev1' ? ikev1Interfaces : ikev2Interfaces;
  return [...mapOn].some(([name, applied]) => applied === map && enabled.has(name));
}
