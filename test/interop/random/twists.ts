/**
 * What is drawn besides the algorithms of a combination: how each end is set up, where the translator is, how bad the
 * link is, and what else happens. It has a source of its own, so that a combination keeps its algorithms.
 */
import { seededRandom } from '../../../src-main/base/random.ts';
import { chance, pick } from './dice.ts';
import type { Combination } from './draw.ts';
import { widerOf, type Wider } from './wider.ts';

export type Happening =
  | 'charon deletes the child'
  | 'the router deletes the child'
  | 'charon dies, and begins again'
  | 'charon dies, and the router begins'
  | 'the router reloads'
  | 'a volume is used up';

/** What charon renews when its own time comes. */
export type OwnTime = 'child' | 'association' | 'authentication';

export interface Twists {
  translated: 'nobody' | 'router' | 'charon';
  /** Of the link behind the translator, while nothing but IKE goes over it. */
  isStormy: boolean;
  /** Who asks for a cookie. */
  cookie: 'nobody' | 'router' | 'charon';
  /** The router's algorithms are one proposal of version 2, out of which several suites can be made. */
  isOneProposal: boolean;
  /** Its proposals and its policy are those that it has of itself. */
  isSmartDefault: boolean;
  /** A dynamic map, or a virtual template: whoever comes, and charon always comes. */
  isOpenToAll: boolean;
  /** Sections of charon's connection, and of the daemon, in words of the configuration. */
  connection: Record<string, string>;
  daemon: Record<string, string>;
  ownTimes: OwnTime | undefined;
  /** The router puts together what comes in pieces of version 1, and says so where charon does. */
  arePiecesTaken: boolean;
  /** More lines of the entry, or of the profile, of IPsec. */
  association: string[];
  /** Whose certificate an authority in between has issued. */
  below: { router: boolean; charon: boolean };
  /** Who has the subject of its certificate as its identity. */
  named: { router: boolean; charon: boolean };
  curve: 256 | 384;
  happenings: Happening[];
  wider: Wider;
}

type Base = Omit<Combination, 'twists'>;

export function twistsOf(base: Base): Twists {
  const twists = narrowerOf(base);
  return { ...twists, wider: widerOf({ ...base, twists }) };
}

function narrowerOf(base: Base): Omit<Twists, 'wider'> {
  const random = seededRandom(`${base.seed}/${base.number}/twists`);
  const isNew = base.version === 2;
  const { translated, isStormy } = placesOf(random, base);
  const later = laterOf(base);
  const isOpenToAll = chance(random, 6) && !isStormy && base.kind === 'map' && !base.hasSecondPair;
  const ownTimes = chance(random, 6) && !isStormy ? pick(random, ownTimesOf(base)) : undefined;
  return {
    translated,
    isStormy,
    ...proposalsOf(random, isNew),
    isOpenToAll,
    connection: { ...connectionOf(random, isNew), ...later.connection },
    daemon: { ...daemonOf(random), ...later.daemon },
    arePiecesTaken: later.arePiecesTaken,
    ownTimes,
    association: pick(random, [[], [], ['replay disable'], ['replay window-size 1024'], ['idle-time 3600']]),
    below: belowOf(random),
    named: namedOf(random, base),
    curve: pick(random, [256, 384]),
    happenings: ownTimes !== undefined || isStormy ? [] : happeningsOf(random, base, isOpenToAll),
  };
}

function placesOf(random: Dice, { isBehindNat, mode, version, begins }: Base): Pick<Twists, 'translated' | 'isStormy'> {
  if (!isBehindNat) return { translated: 'nobody', isStormy: false };
  const translated = pick(random, ['router', 'router', 'charon']);
  // The last message of aggressive mode charon sends once: asked for it again, it repeats the quick mode it has begun.
  const isLastOfCharon = version === 1 && mode === 'aggressive' && begins === 'charon';
  return { translated, isStormy: chance(random, 3) && !isLastOfCharon };
}

function proposalsOf(random: Dice, isNew: boolean): Pick<Twists, 'cookie' | 'isOneProposal' | 'isSmartDefault'> {
  if (!isNew) return { cookie: 'nobody', isOneProposal: false, isSmartDefault: false };
  const isSmartDefault = chance(random, 10);
  const cookie = pick(random, ['nobody', 'nobody', 'router', 'charon']);
  return { cookie, isOneProposal: !isSmartDefault && chance(random, 4), isSmartDefault };
}

type Dice = ReturnType<typeof seededRandom>;

const ownTimesOf = ({ version, hasSecondPair }: Base): OwnTime[] =>
  version === 2 && hasSecondPair ? ['child', 'association'] : ['child', 'association', 'authentication'];

function connectionOf(random: Dice, isNew: boolean): Record<string, string> {
  const some = (of: number, settings: Record<string, string>): Record<string, string> =>
    chance(random, of) ? settings : {};
  return {
    unique: pick(random, ['no', 'no', 'replace', 'keep', 'never']),
    ...some(6, { send_cert: 'always' }),
    ...some(6, { send_certreq: 'no' }),
    ...some(4, { encap: 'yes' }),
    ...(isNew && {
      ...some(3, { mobike: 'yes' }),
      ...some(5, { ppk_id: 'quantum', ppk_required: 'no' }),
    }),
  };
}

function daemonOf(random: Dice): Record<string, string> {
  return {
    ...(chance(random, 4) && { signature_authentication: 'no' }),
    ...(chance(random, 4) && { make_before_break: 'yes' }),
    ...(chance(random, 8) && { receive_delay: '150' }),
    ...(chance(random, 4) && { prefer_configured_proposals: 'no' }),
    ...(chance(random, 5) && { send_vendor_id: 'yes', cisco_unity: 'yes' }),
  };
}

/** What was added later has a source of its own again. */
function laterOf({ seed, number, version, isFragmented }: Base): Later {
  const random = seededRandom(`${seed}/${number}/later twists`);
  const daemon = { ...(chance(random, 3) && { rsa_pss: 'yes' }) };
  const fragmentation = pick(random, ['yes', 'force', 'no']);
  const arePiecesTaken = version === 1 && (fragmentation === 'force' || chance(random, 2));
  const pieces = arePiecesTaken ? { fragment_size: pick(random, ['300', '576', '1280']) } : {};
  const connection = isFragmented ? {} : { fragmentation };
  return { daemon: { ...daemon, ...pieces }, connection, arePiecesTaken };
}

type Settings = Record<string, string>;

type Later = Record<'daemon' | 'connection', Settings> & Pick<Twists, 'arePiecesTaken'>;

/** A router that has enrolled with the authority in between trusts that one alone. */
function belowOf(random: Dice): Twists['below'] {
  const router = chance(random, 4);
  return { router, charon: router || chance(random, 4) };
}

/** What a profile of a router matches is no subject: that takes certificate maps. One of IKEv2 may match any name. */
function namedOf(random: Dice, { proof, hasProfile }: Base): Twists['named'] {
  const [router, charon] = [chance(random, 4), chance(random, 4)];
  return {
    router: router && proof.router !== 'psk' && !hasProfile,
    charon: charon && proof.charon !== 'psk' && !hasProfile,
  };
}

function happeningsOf(random: Dice, base: Base, isOpenToAll: boolean): Happening[] {
  const usesCertificates = base.proof.router !== 'psk' || base.proof.charon !== 'psk';
  const all: Happening[] = [
    'charon deletes the child',
    'charon dies, and begins again',
    ...(base.hasSecondPair ? [] : (['the router deletes the child', 'a volume is used up'] as const)),
    ...(isOpenToAll ? [] : (['charon dies, and the router begins'] as const)),
    // Its clock is another one afterwards.
    ...(usesCertificates || isOpenToAll ? [] : (['the router reloads'] as const)),
  ];
  return Array.from({ length: random.int(3) }, () => pick(random, all));
}
