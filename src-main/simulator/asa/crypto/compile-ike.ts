/** Policies and keys of both versions of IKE, made of policies and tunnel groups. */
import { formatIpv4, parseIpv4 } from '../../../base/address.ts';
import type { IkeCipher } from '../../ike/environment.ts';
import type { Ikev2Authentication, Ikev2Profile } from '../../ike2/configuration.ts';
import type { Router } from '../../router/router.ts';
import type { AsaConfiguration } from '../configuration.ts';
import { defaultGroup, defaultIkeLifetime, type AsaCrypto, type TunnelGroup } from './crypto-state.ts';

/** `lifetime none`: as long as IKE can say. */
const longest = 2_147_483_647;

export function compileIkev1(configuration: AsaConfiguration, { crypto: target }: Router): void {
  const { crypto } = configuration;
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
  compileIsakmp(configuration, target);
}

function compileIsakmp(configuration: AsaConfiguration, target: Router['crypto']): void {
  const { crypto } = configuration;
  target.isakmp.keepaliveOf = (peer) => {
    const { keepalive } = crypto.groupOf(formatIpv4(peer)) ?? {};
    return keepalive && { seconds: keepalive.threshold, retry: keepalive.retry, mode: 'on-demand' };
  };
  target.isakmp.isAggressiveModeDisabled = crypto.isAggressiveModeDisabled;
  target.isakmp.natKeepalive = crypto.natKeepalive;
  // "constructing Fragmentation VID + extended capabilities payload" is in what every ASA says of its first message.
  target.isakmp.fragmentation = 'announced';
  target.isNatTransparent = crypto.natKeepalive !== undefined;
  target.isakmp.identity = identityOf(crypto);
  target.isakmp.trustpointsOf = (peer, role) => [trustpointFor(configuration, peer, role) ?? noTrustpoint];
}

/** By itself a firewall shows the name of its certificate where it has one, else its address. */
function identityOf({ identity }: AsaCrypto): Router['crypto']['isakmp']['identity'] {
  return identity === 'auto' ? 'dn' : identity;
}

/** There is none of this name: where no trustpoint is named none is meant, and not every one. */
const noTrustpoint = '';

/**
 * Who begins shows the certificate that the map names, or the profile of the tunnel that leads to the peer; who answers that
 * of the tunnel group.
 */
function trustpointFor(
  { crypto, interfaces }: AsaConfiguration,
  peer: number,
  role: 'initiator' | 'responder',
): string | undefined {
  if (role === 'responder') return crypto.groupOf(formatIpv4(peer))?.ikev1Trustpoint;
  const entry = crypto.maps.find(({ peers, trustpoint }) => trustpoint && peers.includes(peer));
  const profiles = interfaces.all.flatMap(({ tunnel }) =>
    tunnel?.destination === peer ? (crypto.profiles.get(tunnel.profile ?? '') ?? []) : [],
  );
  return [entry, ...profiles].find((one) => one?.trustpoint)?.trustpoint?.name;
}

function cipherOf(word: string): { cipher: IkeCipher; keyBits: number } {
  if (word === 'des') return { cipher: 'des', keyBits: 56 };
  if (word === '3des') return { cipher: '3des', keyBits: 168 };
  return { cipher: 'aes', keyBits: Number(/\d+$/.exec(word)?.[0] ?? 128) };
}

/** Of which peers a group is; undefined where its name is neither an address nor that of the default group. */
function placeOf({ name }: Pick<TunnelGroup, 'name'>): { address: number; mask: number } | undefined {
  if (name === defaultGroup) return { address: 0, mask: 0 };
  const address = parseIpv4(name);
  return address === undefined ? undefined : { address, mask: 0xffffffff };
}

const policyName = 'asa';

export function compileIkev2(crypto: AsaCrypto, { crypto: { ikev2, trust, hostName } }: Router): void {
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
  const identityLocal = crypto.identity === 'hostname' ? ({ kind: 'fqdn', name: hostName() } as const) : undefined;
  for (const groups of groupsTogether(crypto)) compileGroups(groups, { ikev2, lifetime, trust, identityLocal });
}

/** By which name the profile of a peer goes; undefined where it has no keys of version 2. */
export function profileOfPeer(crypto: AsaCrypto, peer: number): string | undefined {
  const own = crypto.groupOf(formatIpv4(peer));
  const [first] = groupsTogether(crypto).find((groups) => groups.some((one) => one === own)) ?? [];
  return first?.name;
}

/** Of all peers that have keys of version 2. */
export function profileNames(crypto: AsaCrypto): string[] {
  return groupsTogether(crypto).flatMap(([first]) => (first ? [first.name] : []));
}

/**
 * Groups with keys of version 2. Those of the peers of one entry share a profile: whichever of them answers is of the
 * entry. The one for everybody stands last: a peer that has a group of its own is of that.
 */
function groupsTogether(crypto: AsaCrypto): TunnelGroup[][] {
  let parts = defaultLast([...crypto.tunnelGroups.values()].filter(hasIkev2Keys).map((one) => [one]));
  for (const { peers } of crypto.maps) {
    const own = peers.map((peer) => crypto.groupOf(formatIpv4(peer)));
    const joined = parts.filter((part) => part.some((one) => own.includes(one)));
    if (joined.length < 2) continue;
    const rest = parts.filter((part) => !joined.includes(part));
    parts = defaultLast([joined.flat(), ...rest]);
  }
  return parts;
}

function defaultLast(parts: readonly TunnelGroup[][]): TunnelGroup[][] {
  const isForEverybody = (part: readonly TunnelGroup[]): boolean => part.some(({ name }) => name === defaultGroup);
  return [...parts].sort((a, b) => Number(isForEverybody(a)) - Number(isForEverybody(b)));
}

interface Compiling extends Pick<Router['crypto'], 'ikev2' | 'trust'> {
  /** Seconds. */
  readonly lifetime: number;
  readonly identityLocal: Ikev2Profile['identityLocal'];
}

function ownMethod({ ikev2Trustpoint }: TunnelGroup, { anchors }: Compiling['trust']): Ikev2Authentication {
  if (ikev2Trustpoint === undefined) return 'pre-share';
  return anchors.get(ikev2Trustpoint)?.own?.key.keyKind === 'ec' ? 'ecdsa-sig' : 'rsa-sig';
}

function hasIkev2Keys(group: TunnelGroup): boolean {
  const hasOwn = (group.ikev2LocalKey ?? group.ikev2Trustpoint) !== undefined;
  return placeOf(group) !== undefined && hasOwn && (group.takesCertificate || group.ikev2RemoteKey !== undefined);
}

function compileGroups(groups: readonly TunnelGroup[], { ikev2, lifetime, trust, identityLocal }: Compiling): void {
  const [first] = groups;
  if (!first) return;
  const { name, keepalive } = first;
  const places = groups.flatMap((group) => placeOf(group) ?? []);
  const peers = groups.flatMap((group) => {
    const place = placeOf(group);
    const { ikev2LocalKey: localKey, ikev2RemoteKey: remoteKey } = group;
    return place ? [{ name: group.name, ...place, identity: undefined, localKey, remoteKey }] : [];
  });
  ikev2.keyrings.set(name, { name, peers });
  ikev2.profiles.set(name, {
    name,
    matchRemote: [],
    peers: places,
    matchLocalAddress: undefined,
    matchVrf: 'any',
    identityLocal,
    authenticationLocal: ownMethod(first, trust),
    authenticationRemote: [
      ...(first.ikev2RemoteKey === undefined ? [] : (['pre-share'] as const)),
      ...(first.takesCertificate ? (['rsa-sig', 'ecdsa-sig'] as const) : []),
    ],
    keyring: name,
    trustpoints: first.ikev2Trustpoint === undefined ? [] : [first.ikev2Trustpoint],
    lifetime,
    natKeepalive: undefined,
    dpd: keepalive && { interval: keepalive.threshold, retry: keepalive.retry, mode: 'on-demand' },
  });
}
