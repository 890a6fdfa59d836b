/** Combinations for an ASA and strongSwan, of those that are drawn for routers, and what the two go through. */
import { enrolFirewall, type Authorities } from '../enrolment.ts';
import { FirewallParty, type FirewallMeeting } from '../firewall-and-charon.ts';
import type { Names } from '../ios-and-charon.ts';
import { childrenOf, connectionOf } from './charon-side.ts';
import { draw, type Combination, type EspSuite, type IkeSuite, type Step } from './draw.ts';
import { firewallLines, isCombined } from './firewall-lines.ts';
import { charonOf, titleOf } from './meeting.ts';
import { volume } from './router-lines.ts';
import type { Happening } from './twists.ts';

/** What an ASA 9.x has of version 1; of version 2 it has all that routers have. */
const older = { hashes: ['md5', 'sha1'], groups: [1, 2, 5, 14] };

const isOfIke = (version: 1 | 2, { integrity, group }: IkeSuite): boolean =>
  version === 2 || (older.hashes.includes(integrity) && older.groups.includes(group));

const isOfEsp = (version: 1 | 2, { cipher, integrity = 'sha1' }: EspSuite): boolean =>
  version === 2 || (!isCombined(cipher) && older.hashes.includes(integrity));

const isPossible = ({ version, mode, kind, ike, esp, pfs = 14, identity, proof, twists }: Combination): boolean =>
  [
    // A tunnel interface begins by itself, and a firewall in main mode alone.
    mode === 'main' || kind === 'map',
    isOfIke(version, ike) && isOfEsp(version, esp),
    version === 2 || older.groups.includes(pfs),
    identity.router === 'address' || identity.router === 'fqdn',
    // A trustpoint of version 2 is where its own certificate is.
    proof.router !== 'psk' || proof.charon === 'psk',
    !twists.isSmartDefault,
  ].every(Boolean);

export function drawFirewall(seed: string, number: number): Combination {
  for (let tries = 0; ; tries++) {
    const one = draw(`${seed}/asa`, number * 1000 + tries);
    if (isPossible(one)) return { ...simplified(one), seed, number };
  }
}

const happenings: readonly Happening[] = [
  'charon deletes the child',
  'the router deletes the child',
  'charon dies, and begins again',
  'charon dies, and the router begins',
  'a volume is used up',
];

/** Without what an ASA lacks: cookies, pieces of version 2, aggressive mode of its own. */
function simplified(one: Combination): Combination {
  const { also, alsoEsp, version, mode, twists } = one;
  const { wider } = twists;
  const fitting = <T>(suite: T | undefined, fits: (version: 1 | 2, suite: T) => boolean): T | undefined =>
    suite !== undefined && fits(version, suite) ? suite : undefined;
  // What it renews it would begin, and that is main mode, which a peer of aggressive mode refuses.
  const lifetime = mode === 'aggressive' ? { ...one.lifetime, ike: 86_400 } : one.lifetime;
  const isPossibleStep = (step: Step): boolean =>
    step !== 'both renew the child' && (step !== 'the router renews' || lifetime.ike === 120 || lifetime.child === 120);
  return {
    ...one,
    lifetime,
    also: { ...also, router: fitting(also.router, isOfIke) },
    alsoEsp: { ...alsoEsp, router: fitting(alsoEsp.router, isOfEsp) },
    hasProfile: false,
    isFragmented: false,
    // Those behind it are no part of it.
    traffic: one.traffic === 'hosts' ? 'networks' : one.traffic,
    steps: one.steps.filter(isPossibleStep),
    twists: {
      ...twists,
      isStormy: false,
      cookie: twists.cookie === 'router' ? 'nobody' : twists.cookie,
      isOneProposal: version === 2 && twists.isOneProposal,
      below: { ...twists.below, router: false },
      happenings: twists.happenings.filter((happening) => happenings.includes(happening)),
      wider: { ...wider, hasService: false, secret: wider.secret === 'hex' ? 'usual' : wider.secret },
    },
  };
}

export const firewallTitle = (one: Combination): string => titleOf(one).replace(/IOS [\d.]+/, 'ASA');

/** Its own subject in the order of its certificate is its own business. */
function meetingOf(one: Combination): FirewallMeeting {
  const connection = (names: Names): ReturnType<typeof connectionOf> => {
    const whole = connectionOf(one, names);
    if (!one.twists.named.router) return whole;
    return { ...whole, remote: { auth: 'pubkey', id: '%any' } };
  };
  return {
    number: 1,
    translated: one.twists.translated,
    ios: (names) => firewallLines(one, names),
    connection,
    child: (names) => childrenOf(one, names)['net1'] ?? {},
    more: (names) => childrenOf(one, names),
  };
}

export async function goThroughFirewall(place: string, one: Combination, authorities: Authorities): Promise<void> {
  const meeting = meetingOf(one);
  const files = authorities.files(one.twists.below.charon ? 'sub' : 'ca', one.twists.wider.curve);
  const peer = await charonOf(place, one, { meeting, files });
  try {
    await using party = await FirewallParty.start(place, meeting, peer);
    await live(party, one, authorities);
  } catch (error) {
    throw new Error(`${firewallTitle(one)}\nagain: QUICKMODE_SEED=${one.seed}/${one.number}\n${String(error)}`, {
      cause: error,
    });
  } finally {
    await peer.stop();
  }
}

async function live(party: FirewallParty, one: Combination, authorities: Authorities): Promise<void> {
  const { wider, ownTimes, happenings } = one.twists;
  await beCertified(party, one, authorities);
  await (one.begins === 'charon' && one.kind === 'map' ? charonBegins(party) : begin(party, one));
  if (one.hasSecondPair) await party.expectSecondPair();
  if (wider.isLarge) await party.expectLargePackets();
  if (ownTimes !== undefined) return party.expectOwnTimes(ownTimes === 'child' ? 'child' : 'ike');
  for (const step of one.steps) await steps[step](party, one);
  for (const happening of happenings) await happens[happening](party, one);
  // A tunnel interface has its association again as soon as somebody deletes it.
  if (one.kind === 'map') await end(party, one);
}

async function beCertified({ firewall }: FirewallParty, one: Combination, authorities: Authorities): Promise<void> {
  const { router: kind } = one.proof;
  if (kind !== 'psk') await enrolFirewall(firewall, kind, authorities, { curve: one.twists.curve });
}

async function end(party: FirewallParty, one: Combination): Promise<void> {
  await party.clear();
  await (one.begins === 'charon' ? begin(party, one) : charonBegins(party));
  await party.charonDeletes();
  await party.untilNothing(one.version);
}

/** It does not begin in aggressive mode, nor with whoever comes. */
const begin = (party: FirewallParty, { twists, mode }: Combination): Promise<void> =>
  twists.isOpenToAll || mode === 'aggressive' ? charonBegins(party) : party.begin();

async function charonBegins(party: FirewallParty): Promise<void> {
  await party.expectDone(await party.initiate());
  await party.expectTraffic('charon has begun');
}

type Do = (party: FirewallParty, one: Combination) => Promise<void>;

const steps: Record<Step, Do> = {
  'charon renews the child': (party) => party.renewedBy(() => party.peer.rekey({ child: party.child }), 'child'),
  'charon renews the association': (party) => party.renewedBy(() => party.peer.rekey({ ike: party.ike }), 'ike'),
  'charon authenticates anew': (party) => party.renewedBy(() => party.peer.reauthenticate(party.ike), 'ike'),
  'the router renews': (party, { lifetime }) =>
    party.renewedBy(() => party.passTime(), lifetime.child === 120 ? 'child' : 'ike'),
  'the router clears': async (party, one) => {
    await (one.kind === 'VTI' ? party.renewedBy(() => party.logOff(), 'child') : party.clear());
    await begin(party, one);
  },
  'both renew the child': () => Promise.resolve(),
};

const happens: Record<Happening, Do> = {
  'charon deletes the child': async (party, one) => {
    const deleting = (): Promise<unknown> => party.peer.terminate({ child: party.child });
    await (one.kind === 'VTI' ? party.renewedBy(deleting, 'child') : deleting());
    await begin(party, one);
  },
  'the router deletes the child': async (party, one) => {
    await party.firewall.type('clear crypto ipsec sa');
    await begin(party, one);
  },
  'charon dies, and begins again': async (party, one) => {
    await party.peer.restart();
    await party.logOff();
    await (one.kind === 'VTI' ? party.begin() : charonBegins(party));
  },
  'charon dies, and the router begins': async (party, one) => {
    await party.peer.restart();
    if (one.deadPeer.router === 'none') await party.logOff();
    await (one.twists.isOpenToAll || one.mode === 'aggressive' ? charonBegins(party) : party.noticesDeath());
  },
  'the router reloads': () => Promise.resolve(),
  'a volume is used up': (party) => party.renewedBy(() => party.useUp(volume), 'child'),
};
