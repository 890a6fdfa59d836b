/**
 * Combinations for a router and strongSwan, drawn by a seed: whatever both can do, together, and not what somebody has
 * thought of. The same seed and number are the same combination for ever.
 */
import { seededRandom, type Random } from '../../../src-main/base/random.ts';
import { chance, maybe, pick } from './dice.ts';
import { twistsOf, type Twists } from './twists.ts';
import { ciphers, groups, hashes, type Cipher, type Hash } from './algorithms.ts';

/** Where the commands of a release differ, and what it cannot do. */
export type Release = '12.4' | '15' | '17';
export type Authentication = 'psk' | 'rsa' | 'ecdsa';
export type Identity = 'address' | 'fqdn' | 'email' | 'key-id';
export type Step =
  | 'charon renews the child'
  | 'charon renews the association'
  | 'charon authenticates anew'
  | 'the router renews'
  | 'the router clears'
  | 'both renew the child';

export interface IkeSuite {
  cipher: Cipher;
  integrity: Hash;
  /** Of version 2; of version 1 it is the hash. */
  prf: Hash | undefined;
  group: number;
}

export interface EspSuite {
  cipher: Cipher | 'null';
  integrity: Hash | undefined;
}

export interface Combination {
  seed: string;
  number: number;
  release: Release;
  version: 1 | 2;
  mode: 'main' | 'aggressive';
  /** How the router proves itself, and how charon does. */
  proof: { router: Authentication; charon: Authentication };
  ike: IkeSuite;
  /** What else an end offers, which the other has not. */
  also: { router: IkeSuite | undefined; charon: IkeSuite | undefined };
  esp: EspSuite;
  alsoEsp: { router: EspSuite | undefined; charon: EspSuite | undefined };
  pfs: number | undefined;
  identity: { router: Identity; charon: Identity };
  /** Lines of IOS: a profile of ISAKMP that names the peer. */
  hasProfile: boolean;
  kind: 'map' | 'VTI';
  traffic: 'networks' | 'hosts' | 'icmp' | 'more at charon';
  hasSecondPair: boolean;
  isBehindNat: boolean;
  isFragmented: boolean;
  deadPeer: { router: 'none' | 'periodic' | 'on-demand'; charon: boolean };
  /** Seconds: what the router renews is renewed in the test. */
  lifetime: { ike: number; child: number };
  begins: 'the router' | 'charon';
  steps: Step[];
  twists: Twists;
}

export function draw(seed: string, number: number): Combination {
  const base = baseOf(seed, number);
  return { ...base, twists: twistsOf(base) };
}

function baseOf(seed: string, number: number): Omit<Combination, 'twists'> {
  const random = seededRandom(`${seed}/${number}`);
  const release = pick(random, ['15', '15', '15', '17', '12.4']);
  const version = release === '12.4' ? 1 : pick(random, [1, 2, 2]);
  const mode = version === 1 ? pick(random, ['main', 'aggressive']) : 'main';
  const kind = pick(random, ['map', 'map', 'map', 'VTI']);
  const proof = proofOf(random, version);
  const isBehindNat = chance(random, 4);
  const traffic = kind === 'VTI' ? 'networks' : trafficOf(random, version);
  const hasSecondPair = kind === 'map' && traffic === 'networks' && chance(random, 4);
  const ike = ikeSuite(random, release, version);
  const lifetime = pick(random, [
    { ike: 120, child: 120 },
    { ike: 86_400, child: 120 },
    { ike: 120, child: 3600 },
    { ike: 300, child: 120 },
  ]);
  return {
    seed,
    number,
    release,
    version,
    mode,
    proof,
    ike,
    also: alsoOf(random, ike, { release, version, mode }),
    ...espOf(random, release),
    pfs: maybe(random, () => groupOf(random, release)),
    identity: identityOf(random, version, proof),
    hasProfile: version === 1 && mode === 'main' && chance(random, 3),
    kind,
    traffic,
    hasSecondPair,
    isBehindNat,
    isFragmented: version === 2 && chance(random, 4),
    deadPeer: { router: pick(random, ['none', 'periodic', 'on-demand']), charon: chance(random, 3) },
    lifetime,
    begins: pick(random, ['the router', 'charon']),
    steps: stepsOf(random, version, hasSecondPair),
  };
}

function otherThan<T>(one: T, make: () => T): T {
  for (;;) {
    const other = make();
    if (JSON.stringify(other) !== JSON.stringify(one)) return other;
  }
}

function proofOf(random: Random, version: 1 | 2): Combination['proof'] {
  const kinds = version === 1 ? (['psk', 'psk', 'psk', 'rsa'] as const) : (['psk', 'psk', 'rsa', 'ecdsa'] as const);
  const router = pick(random, kinds);
  if (version === 1 || !chance(random, 4)) return { router, charon: router };
  const charon = pick(random, kinds);
  // A router has one kind of key at one trustpoint.
  return charon === 'psk' || router === 'psk' ? { router, charon } : { router, charon: router };
}

function identityOf(random: Random, version: 1 | 2, proof: Combination['proof']): Combination['identity'] {
  const ofPeer = (how: Authentication): Identity => {
    if (how !== 'psk') return 'fqdn';
    return pick(random, version === 1 ? ['address', 'fqdn'] : ['address', 'fqdn', 'email', 'key-id']);
  };
  return { router: ofPeer(proof.router), charon: ofPeer(proof.charon) };
}

function trafficOf(random: Random, version: 1 | 2): Combination['traffic'] {
  const usual = ['networks', 'networks', 'networks', 'hosts', 'icmp'] as const;
  return pick(random, version === 1 ? usual : [...usual, 'more at charon']);
}

const isOld = (release: Release): boolean => release === '12.4';

function groupOf(random: Random, release: Release): number {
  return pick(random, isOld(release) ? [1, 2, 5] : groups.map(({ number }) => number));
}

function hashOf(random: Random, release: Release): Hash {
  return pick(random, isOld(release) ? ['md5', 'sha1'] : hashes);
}

function ikeSuite(random: Random, release: Release, version: 1 | 2): IkeSuite {
  const fits = ciphers.filter(({ algorithm, bits }) => algorithm !== 'aes-gcm' || (version === 2 && bits !== 192));
  const cipher = pick(random, fits);
  const integrity = hashOf(random, release);
  const needsPrf = cipher.algorithm === 'aes-gcm';
  const prf = version === 2 && (needsPrf || chance(random, 2)) ? hashOf(random, release) : undefined;
  return { cipher, integrity, prf, group: groupOf(random, release) };
}

type Terms = Pick<Combination, 'release' | 'version' | 'mode'>;

/** Aggressive mode begins with a public value, so that there is one group only (RFC 2409, 5.2). */
function alsoOf(random: Random, ike: IkeSuite, { release, version, mode }: Terms): Combination['also'] {
  const make = (of: Release) => (): IkeSuite => {
    const suite = ikeSuite(random, of, version);
    return mode === 'aggressive' ? { ...suite, group: ike.group } : suite;
  };
  return {
    router: maybe(random, () => otherThan(ike, make(release))),
    charon: maybe(random, () => otherThan(ike, make('15'))),
  };
}

function espOf(random: Random, release: Release): Pick<Combination, 'esp' | 'alsoEsp'> {
  const make = (): EspSuite => {
    const fits = ciphers.filter(({ algorithm }) => algorithm !== 'aes-gcm' || !isOld(release));
    const cipher = chance(random, 10) ? 'null' : pick(random, fits);
    const isCombined = cipher !== 'null' && cipher.algorithm === 'aes-gcm';
    return { cipher, integrity: isCombined ? undefined : hashOf(random, release) };
  };
  const esp = make();
  const other = (): EspSuite | undefined => maybe(random, () => otherThan(esp, make));
  return { esp, alsoEsp: { router: other(), charon: other() } };
}

/** charon 5.9 mixes up what children were for when it authenticates anew: both then have the same request id. */
function stepsOf(random: Random, version: 1 | 2, hasSecondPair: boolean): Step[] {
  const all: Step[] = [
    'charon renews the child',
    'charon renews the association',
    'the router renews',
    'the router clears',
    'both renew the child',
    ...(version === 2 && !hasSecondPair ? (['charon authenticates anew'] as const) : []),
  ];
  return Array.from({ length: 2 + random.int(3) }, () => pick(random, all));
}
