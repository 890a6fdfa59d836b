/** Two sites behind R1 and R3: 10.1.0.0/16 and 10.3.0.0/16 on loopbacks, and what crypto maps need to protect them. */
import { newCryptoMapPolicy, type CryptoMapEntry } from '../../../src-main/simulator/router/ipsec/crypto-map.ts';
import {
  defaultIsakmpPolicy,
  type TransformSet,
} from '../../../src-main/simulator/router/ipsec/crypto-configuration.ts';
import type { AccessEntry, AccessList } from '../../../src-main/simulator/router/access/access-list.ts';
import type { ProbeOutcome } from '../../../src-main/simulator/router/icmp-endpoint.ts';
import type { SaPair } from '../../../src-main/simulator/router/ipsec/sa-pair.ts';
import type { Router } from '../../../src-main/simulator/router/router.ts';
import { ip, ping, smallNetwork, type PingOptions, type SmallNetwork } from './network.ts';

/** Third octets of the networks at each site: 10.1.<n>.0/24 and 10.3.<n>.0/24. */
export function sites(lans: readonly number[] = [1], seed = 'sites'): SmallNetwork {
  const network = smallNetwork(seed);
  for (const [router, site] of [
    [network.r1, 1],
    [network.r3, 3],
  ] as const)
    for (const lan of lans) {
      const loopback = router.addLoopback(`Loopback${lan}`);
      router.setAddress(loopback, { address: ip(`10.${site}.${lan}.1`), mask: ip('255.255.255.0') });
    }
  return network;
}

export function allowPeer(router: Router, peer: string, secret = 'FooB4r'): void {
  router.crypto.policies.set(10, { ...defaultIsakmpPolicy, priority: 10, authentication: 'pre-share', group: 2 });
  router.crypto.keys.push({ secret, address: ip(peer), mask: 0xffffffff, noXauth: false });
}

/** A keyring and a profile that take any peer with this key. */
export function allowPeer2({ crypto }: Router, key = 'FooB4r'): void {
  crypto.ikev2.keyrings.set('RING', {
    name: 'RING',
    peers: [{ name: 'ANY', address: 0, mask: 0, identity: undefined, localKey: key, remoteKey: key }],
  });
  crypto.ikev2.profiles.set('V2', {
    name: 'V2',
    matchRemote: [{ kind: 'address', address: 0, mask: 0 }],
    matchLocalAddress: undefined,
    matchVrf: undefined,
    identityLocal: undefined,
    authenticationLocal: 'pre-share',
    authenticationRemote: ['pre-share'],
    keyring: 'RING',
    trustpoints: [],
    lifetime: 86_400,
    dpd: undefined,
    natKeepalive: undefined,
  });
}

export const aesSha: TransformSet = {
  name: 'Set',
  esp: { cipher: 'aes', keyBits: 128, integrity: 'sha1' },
  ah: undefined,
  mode: 'tunnel',
};

export function entryOf(fields: Partial<CryptoMapEntry> = {}): CryptoMapEntry {
  return {
    ...newCryptoMapPolicy(),
    map: 'MAP',
    sequence: 10,
    type: { kind: 'isakmp' },
    accessList: 'VPN',
    transformSets: ['Set'],
    ...fields,
  };
}

/** `permit ip 10.<from>.<lan>.0 0.0.0.255 10.<to>.<lan>.0 0.0.0.255`, one for each. */
export function listBetween(from: number, to: number, lans: readonly number[], name = 'VPN'): AccessList {
  const entries = lans.map((lan, index): AccessEntry => {
    const lanOf = (site: number): AccessEntry['source'] => ({ address: ip(`10.${site}.${lan}.0`), wildcard: 255 });
    return {
      sequence: 10 * (index + 1),
      action: 'permit',
      protocol: 0,
      source: lanOf(from),
      destination: lanOf(to),
      matches: 0,
    };
  });
  return { name, kind: 'extended', entries };
}

export function apply(router: Router, set: TransformSet, ...entries: readonly CryptoMapEntry[]): void {
  router.crypto.transformSets.set(set.name, set);
  router.crypto.maps.set('MAP', [...entries]);
  router.crypto.mapOn.set('FastEthernet0/0', 'MAP');
  router.converge();
}

/** Both ends of a site-to-site VPN as seed 002 has them. */
export function connect(
  network: SmallNetwork,
  lans: readonly number[],
  set = aesSha,
  fields: Partial<CryptoMapEntry> = {},
): void {
  const { r1, r3 } = network;
  meet(network);
  for (const [router, peer, from, to] of [
    [r1, '172.16.0.6', 1, 3],
    [r3, '172.16.0.1', 3, 1],
  ] as const) {
    allowPeer(router, peer);
    router.accessLists.byName.set('VPN', listBetween(from, to, lans));
    apply(router, set, entryOf({ peers: [ip(peer)], ...fields }));
  }
}

/** So that the first packet of IKE is not lost to ARP. */
function meet(network: SmallNetwork): void {
  ping(network, network.r1, '172.16.0.6', { count: 3 });
}

/** The pair that the first flow of a router sends with. */
export const currentOf = ({ ipsec }: Router): SaPair | undefined => ipsec.flows[0]?.current;

/** Pings from one address to another, one after the other. */
export function pingFrom(
  network: SmallNetwork,
  from: Router,
  [source, destination]: readonly [string, string],
  options: Omit<PingOptions, 'source'> = {},
): ProbeOutcome[] {
  return ping(network, from, destination, { source: ip(source), ...options });
}

export const wait = ({ clock }: SmallNetwork, seconds: number): void => clock.runUntil(clock.now() + 1000 * seconds);
