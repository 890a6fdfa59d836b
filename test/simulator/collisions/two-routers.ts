/** Two routers and one bad cable: what both ends must have in common after whatever has happened to them. */
import { hexOf } from '../../../src-main/base/bytes.ts';
import { seededRandom, type Random } from '../../../src-main/base/random.ts';
import type { IpsecProposal } from '../../../src-main/simulator/ipsec/proposal.ts';
import { perfectLink } from '../../../src-main/simulator/network/link-conditions.ts';
import { Link } from '../../../src-main/simulator/network/link.ts';
import { VirtualClock } from '../../../src-main/simulator/network/virtual-clock.ts';
import { defaultIsakmpPolicy } from '../../../src-main/simulator/router/ipsec/crypto-configuration.ts';
import { requestFor } from '../../../src-main/simulator/router/ipsec/flow-policy.ts';
import type { SaPair } from '../../../src-main/simulator/router/ipsec/sa-pair.ts';
import { Router } from '../../../src-main/simulator/router/router.ts';
import { defaultRoute, ip, mask30 } from '../router/network.ts';
import { allowPeer2, apply, entryOf, listBetween } from '../router/sites.ts';

export type Keying = 'main' | 'aggressive' | 'ikev2';

export interface Pair {
  clock: VirtualClock;
  link: Link;
  random: Random;
  keying: Keying;
  a: Router;
  b: Router;
}

const addresses = ['172.16.0.1', '172.16.0.2'] as const;
/** Seconds: short enough that several renewals of both phases fall into a run. */
const lifetime = 600;

/** In a crypto map, in a virtual tunnel, or around GRE; with and without forward secrecy and dead peer detection. */
export function twoRouters(keying: Keying, seed: string): Pair {
  const random = seededRandom(seed);
  const clock = new VirtualClock();
  const link = new Link(clock, { random: random.fork('link') });
  const [a, b] = [1, 2].map((number) => new Router(clock, random.fork(`R${number}`))) as [Router, Router];
  const terms = { kind: random.int(3), pfsGroup: random.int(3) === 0 ? 1 : undefined, isAh: random.int(4) === 0 };
  const isWatched = random.int(2) === 0;
  for (const [router, plug, site] of [
    [a, link.a, 1],
    [b, link.b, 2],
  ] as const) {
    const port = router.addEthernet('FastEthernet0/0', Uint8Array.from([2, 0, 0, 0, 0, site]));
    Object.assign(port, { address: { address: ip(ownOf(site)), mask: mask30 }, isShutdown: false });
    port.carrier.plugIn(plug);
    const lan = router.addLoopback('Loopback1');
    router.setAddress(lan, { address: ip(`10.${site}.1.1`), mask: ip('255.255.255.0') });
    allow(router, keying, site, isWatched);
    protect(router, site, { ...terms, keying });
  }
  return { clock, link, random, keying, a, b };
}

const ownOf = (site: 1 | 2): string => addresses[site - 1] ?? '';
const otherOf = (site: 1 | 2): string => addresses[2 - site] ?? '';

function allow(router: Router, keying: Keying, site: 1 | 2, isWatched: boolean): void {
  const { crypto } = router;
  const address = ip(otherOf(site));
  crypto.policies.set(10, { ...defaultIsakmpPolicy, authentication: 'pre-share', lifetime: 2 * lifetime });
  crypto.keys.push({ secret: 'FooB4r', address, mask: 0xffffffff, noXauth: false });
  crypto.lifetime = { seconds: lifetime, kilobytes: 100_000 };
  if (isWatched) crypto.isakmp.keepalive = { seconds: 10, retry: 2, mode: site === 1 ? 'periodic' : 'on-demand' };
  if (keying === 'aggressive')
    crypto.isakmp.aggressivePeers.set(address, { password: undefined, clientEndpoint: undefined });
  if (keying !== 'ikev2') return;
  allowPeer2(router);
  const cheap = { name: 'P', encryption: [{ algorithm: 'aes-cbc', keyBits: 128 }], integrity: ['sha256'], prf: [] };
  crypto.ikev2.proposals.set('P', { ...cheap, groups: [19] } as never);
  crypto.ikev2.policies.set('POLICY', { name: 'POLICY', proposals: ['P'], localAddress: undefined, vrf: undefined });
  const profile = crypto.ikev2.profiles.get('V2');
  const dpd = isWatched ? { interval: 10, retry: 2, mode: 'periodic' as const } : undefined;
  if (profile) Object.assign(profile, { lifetime: 2 * lifetime, dpd });
}

interface Terms {
  kind: number;
  pfsGroup: number | undefined;
  isAh: boolean;
  keying: Keying;
}

function protect(router: Router, site: 1 | 2, { kind, pfsGroup, isAh, keying }: Terms): void {
  const ikev2Profile = keying === 'ikev2' ? 'V2' : undefined;
  const esp: IpsecProposal['esp'] = { cipher: 'aes', keyBits: 128, integrity: 'sha1' };
  const mode = kind === 2 ? ('transport' as const) : ('tunnel' as const);
  const set = { name: 'Set', mode, esp: isAh ? undefined : esp, ah: isAh ? ('sha1' as const) : undefined };
  if (kind === 0) {
    defaultRoute(router, otherOf(site));
    router.accessLists.byName.set('VPN', listBetween(site, 3 - site, [1]));
    apply(router, set, entryOf({ peers: [ip(otherOf(site))], pfsGroup, ikev2Profile }));
    return;
  }
  router.crypto.transformSets.set('Set', set);
  const usual = { name: 'P', transformSets: ['Set'], pfsGroup, lifetime: {} };
  router.crypto.profiles.set('P', ikev2Profile === undefined ? usual : { ...usual, ikev2Profile });
  const tunnel = router.addTunnel('Tunnel0');
  tunnel.address = { address: ip(`192.168.0.${site}`), mask: mask30 };
  Object.assign(tunnel.carrier.settings, {
    source: { interface: 'FastEthernet0/0' },
    destination: ip(otherOf(site)),
    mode: kind === 1 ? 'ipsec-ipv4' : 'gre-ip',
    protection: 'P',
  });
  const network = ip(`10.${3 - site}.1.0`);
  const mask = ip('255.255.255.0');
  router.routes.statics.push({ network, mask, nextHop: undefined, interfaceName: 'Tunnel0', distance: 1 });
  router.converge();
}

export const associationsOf = ({ ipsec }: Router): readonly { local: number }[] => [
  ...ipsec.ike.associations.filter(({ isDeleted }) => !isDeleted),
  ...ipsec.ikev2.associations,
];

export const pairsOf = ({ ipsec }: Router): readonly SaPair[] => ipsec.flows.flatMap(({ pairs }) => pairs);

/** Sends one packet from site to site. @returns whether it is answered, once its time is over */
export function exchange({ a, clock }: Pair, from: Router): () => boolean {
  const [source, destination] = from === a ? ['10.1.1.1', '10.2.1.1'] : ['10.2.1.1', '10.1.1.1'];
  let isAnswered = false;
  const probe = { source: ip(source), destination: ip(destination), size: 100, dontFragment: false, timeout: 2000 };
  from.icmp.probe(probe, from.icmp.newIdentifier(), 0, ({ kind }) => (isAnswered = kind === 'reply'));
  const end = clock.now() + 2000;
  return () => {
    clock.runUntil(end);
    return isAnswered;
  };
}

type Action = (pair: Pair, on: Router) => void;

const renewChild: Action = (_, { ipsec, crypto }) => {
  for (const flow of ipsec.flows) {
    const { current } = flow;
    const request = requestFor(crypto, flow);
    if (!request || !current) continue;
    if (current.keying === 'ikev2')
      ipsec.ikev2.through(undefined).rekeyChild(current.inbound.spi, { ...request, profile: 'V2' });
    else ipsec.ike.through(undefined).request(request);
  }
};
const renewIke: Action = (_, { ipsec }) => {
  for (const one of ipsec.ikev2.associations) ipsec.ikev2.through(undefined).rekey(one.id);
};
const clearIke: Action = (_, { ipsec }) => {
  ipsec.ike.clear();
  ipsec.ikev2.clear();
};
const cutOff: Action = ({ link, clock, random }) => {
  link.conditions = { ...link.conditions, isShutdown: true };
  const mend = (): void => void (link.conditions = { ...link.conditions, isShutdown: false });
  clock.after(random.int(90_000), mend);
};
const actions: readonly Action[] = [
  (pair, on) => void exchange(pair, on),
  (pair, on) => void exchange(pair, on),
  renewChild,
  renewChild,
  renewIke,
  renewIke,
  clearIke,
  (_, { ipsec }) => ipsec.clear(),
  cutOff,
  cutOff,
  ({ clock }) => clock.runUntil(clock.now() + 3_700_000),
];

/** Some actions at random instants, on one end or on both at once, over a cable that is bad at random. */
export function trouble(pair: Pair): void {
  const { clock, link, random, a, b } = pair;
  link.conditions = {
    ...perfectLink,
    loss: random.int(25),
    duplication: random.int(25),
    reordering: random.int(25),
    delay: 1 + random.int(40),
    jitter: random.int(random.int(5) === 0 ? 3000 : 60),
  };
  const pause = (): void => clock.runUntil(clock.now() + random.int(random.int(3) === 0 ? 100_000 : 3000));
  for (let step = 3 + random.int(5); step > 0; step--) {
    pause();
    const act = actions[random.int(actions.length)];
    for (const on of random.int(3) === 0 ? [a, b] : [random.int(2) === 0 ? a : b]) act?.(pair, on);
  }
  clock.runUntil(clock.now() + 90_000);
  link.conditions = perfectLink;
}

/** What is left over from before has time to come to its end: every lifetime passes, and every retransmission. */
export const settle = ({ clock }: Pair): void => clock.runUntil(clock.now() + 2100 * lifetime);

const spisOf = ({ inbound, outbound }: SaPair, isMirrored: boolean): string =>
  isMirrored ? `${outbound.spi} ${inbound.spi}` : `${inbound.spi} ${outbound.spi}`;

/** What an end holds, in words that are the same at the other end when both agree. */
export function stateOf(router: Router, isMirrored: boolean): string[] {
  const { ike, ikev2 } = router.ipsec;
  const live = ike.associations.filter(({ isDeleted }) => !isDeleted);
  return [
    ...live.map((one) => `v1 ${hexOf(one.initiatorCookie)} ${hexOf(one.responderCookie)} ${one.state}`),
    ...ikev2.associations.map((one) => `v2 ${hexOf(one.initiatorSpi)} ${hexOf(one.responderSpi)} ${one.status}`),
    ...pairsOf(router).map((pair) => `pair ${spisOf(pair, isMirrored)}`),
  ].sort();
}
