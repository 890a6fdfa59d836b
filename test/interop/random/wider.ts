/**
 * What else strongSwan may be told, and a router has to take, to pass over, or to answer as IOS does: algorithms that it
 * has not, extended sequence numbers, several selectors, other secrets. It was added last, and has a source of its own.
 */
import { seededRandom } from '../../../src-main/base/random.ts';
import { groups } from './algorithms.ts';
import { chance, pick } from './dice.ts';
import type { Combination } from './draw.ts';
import type { Twists } from './twists.ts';

export interface Wider {
  /** What charon offers before everything else, and no router has. */
  strange: { ike: string | undefined; esp: string | undefined };
  /** All that charon offers is one proposal, of several transforms of each type. */
  isOneOfCharon: { ike: boolean; esp: boolean };
  /** Whether charon's proposals of ESP speak of extended sequence numbers, and which it has rather. */
  sequence: 'short' | 'long or short' | 'short or long';
  /** Of charon's child: several networks at both ends, or a range that is none. */
  selectors: 'one' | 'several' | 'several, the strange ones first' | 'range';
  /** Another group for forward secrecy, which charon tries first. */
  pfs: number | undefined;
  secret: 'usual' | 'long' | 'hex' | 'odd';
  /** With which hash charon signs (RFC 7427). */
  signature: '' | 'sha256' | 'sha384' | 'sha512';
  /** The curve of charon's key. */
  curve: 256 | 384 | 521;
  /** A child of its own for Telnet to the router, by a line of its own. */
  hasService: boolean;
  /** What a child of charon's, its connection and its daemon are told besides. */
  child: Record<string, string>;
  connection: Record<string, string>;
  daemon: Record<string, string>;
  /** A large packet goes through in pieces. */
  isLarge: boolean;
  /** Where the peer has a kernel that can do that: AH in place of ESP, with the same hashes. */
  isAh: boolean;
  /** The same: the two hosts are the ends themselves, and the mode is transport. */
  transport: 'no' | 'plain' | 'in UDP';
}

type Terms = Omit<Combination, 'twists'> & { twists: Omit<Twists, 'wider'> };
type Dice = ReturnType<typeof seededRandom>;

export const nothingWider: Wider = {
  strange: { ike: undefined, esp: undefined },
  isOneOfCharon: { ike: false, esp: false },
  sequence: 'short',
  selectors: 'one',
  pfs: undefined,
  secret: 'usual',
  signature: '',
  curve: 256,
  hasService: false,
  child: {},
  connection: {},
  daemon: {},
  isLarge: false,
  isAh: false,
  transport: 'no',
};

export function widerOf(one: Terms): Wider {
  const random = seededRandom(`${one.seed}/${one.number}/wider`);
  const isNew = one.version === 2;
  return {
    strange: strangeOf(random, one),
    ...offersOf(random, isNew),
    selectors: selectorsOf(random, one),
    pfs: isNew ? otherGroup(random, one.pfs) : undefined,
    secret: pick(random, ['usual', 'usual', 'long', isNew ? 'hex' : 'odd', 'odd']),
    ...proofOf(random, one),
    hasService: hasServiceOf(random, one),
    child: childOf(random, isNew),
    connection: connectionOf(random, isNew),
    daemon: daemonOf(random),
    isLarge: !one.twists.isStormy && chance(random, 3),
    isAh: false,
    transport: 'no',
  };
}

/** Of version 1 a proposal has one transform of each type, and charon no word for long sequence numbers. */
function offersOf(random: Dice, isNew: boolean): Pick<Wider, 'isOneOfCharon' | 'sequence'> {
  return {
    isOneOfCharon: { ike: isNew && chance(random, 3), esp: isNew && chance(random, 3) },
    sequence: isNew ? pick(random, ['short', 'long or short', 'short or long']) : 'short',
  };
}

const hasServiceOf = (random: Dice, { traffic, kind, twists }: Terms): boolean =>
  traffic === 'icmp' && kind === 'map' && !twists.isStormy && chance(random, 2);

const strangeIke = {
  1: ['camellia256-sha256-modp2048', 'aes128-aesxcbc-modp1024', 'aes256-sha512-ecp256bp'],
  2: [
    'chacha20poly1305-prfsha256-curve25519',
    'aes128ctr-aesxcbc-prfaesxcbc-modp3072',
    'camellia256-sha384-ecp256bp',
    'aes256ccm16-prfsha512-modp8192',
    'aes128-aescmac-prfaescmac-ecp224',
  ],
} as const;
const strangeEsp = [
  'chacha20poly1305',
  'aes128ctr-aescmac',
  'camellia192-sha256',
  'aes128gcm8',
  'aes256ccm12',
] as const;

/** Aggressive mode begins with the public value of the first proposal. */
function strangeOf(random: Dice, { version, mode }: Terms): Wider['strange'] {
  const [ike, esp] = [pick(random, strangeIke[version]), pick(random, strangeEsp)];
  return {
    ike: chance(random, 3) && mode === 'main' ? ike : undefined,
    esp: chance(random, 3) ? esp : undefined,
  };
}

/** Whom a router does not begin with may want a range: it is the largest network in it that both then have. */
function selectorsOf(random: Dice, { version, kind, traffic, hasSecondPair, twists }: Terms): Wider['selectors'] {
  const drawn = pick(random, ['one', 'several', 'several, the strange ones first', 'range']);
  const mayBeOther = version === 2 && kind === 'map' && traffic === 'networks' && !hasSecondPair;
  if (!mayBeOther) return 'one';
  return drawn === 'range' && !twists.isOpenToAll ? 'one' : drawn;
}

function otherGroup(random: Dice, group: number | undefined): number | undefined {
  if (group === undefined || !chance(random, 2)) return undefined;
  return pick(
    random,
    groups.map(({ number }) => number).filter((number) => number !== group),
  );
}

/** A hash of one's own choice there is with RFC 7427 alone, and a curve has its own without. */
function proofOf(random: Dice, { version, proof, twists }: Terms): Pick<Wider, 'signature' | 'curve'> {
  const isFree = version === 2 && twists.daemon['signature_authentication'] !== 'no';
  const signature = pick(random, ['', 'sha256', 'sha384', 'sha512']);
  const curve = pick(random, [256, 384, 521]);
  return { signature: isFree && proof.charon !== 'psk' ? signature : '', curve };
}

type Settings = Record<string, string>;

const some = (random: Dice, of: number, settings: Settings): Settings => (chance(random, of) ? settings : {});

function childOf(random: Dice, isNew: boolean): Settings {
  return {
    ...some(random, 3, { replay_window: pick(random, ['0', '64', '512']) }),
    ...some(random, 3, { dpd_action: pick(random, ['clear', 'restart', 'trap']) }),
    ...(isNew && some(random, 4, { tfc_padding: pick(random, ['200', 'mtu']) })),
    ...some(random, 4, { inactivity: '1h' }),
  };
}

function connectionOf(random: Dice, isNew: boolean): Settings {
  return {
    ...some(random, 4, { keyingtries: pick(random, ['0', '3']) }),
    ...(isNew && {
      ...some(random, 3, { childless: pick(random, ['allow', 'never']) }),
      ...some(random, 4, { vips: '0.0.0.0' }),
    }),
  };
}

function daemonOf(random: Dice): Settings {
  return {
    ...some(random, 4, { delete_rekeyed: 'yes' }),
    ...some(random, 4, { delete_rekeyed_delay: '1' }),
    ...some(random, 4, { close_ike_on_child_failure: 'yes' }),
    ...some(random, 5, { flush_auth_cfg: 'yes' }),
    ...some(random, 5, { prefer_best_path: 'yes' }),
  };
}

/** A secret as one types it at a router, and as charon's file has it. */
export function secretsOf({ secret: kind }: Wider, usual: string): { router: string; charon: string } {
  const quoted = (secret: string): { router: string; charon: string } => ({ router: secret, charon: `"${secret}"` });
  switch (kind) {
    case 'usual':
      return quoted(usual);
    case 'long':
      return quoted(`${usual}-`.repeat(7).slice(0, 100));
    case 'odd':
      return quoted('Ab.,;:+*/=()[]{}<>&%$@!|~^_-9');
    case 'hex':
      return { router: 'hex 00ff10a55a0d0a7f80c3', charon: '0x00ff10a55a0d0a7f80c3' };
  }
}

/** In words, for a title. */
export function widerWords(wider: Wider): string[] {
  const { strange, isOneOfCharon, sequence, selectors, pfs, secret, signature, curve, hasService, isLarge } = wider;
  const set = Object.entries({ ...wider.child, ...wider.connection, ...wider.daemon });
  const all: [boolean, string][] = [
    [strange.ike !== undefined, `${strange.ike ?? ''} before`],
    [strange.esp !== undefined, `${strange.esp ?? ''} before for ESP`],
    [isOneOfCharon.ike, 'one proposal of charon'],
    [isOneOfCharon.esp, 'one proposal of charon for ESP'],
    [sequence !== 'short', `${sequence} sequence numbers`],
    [selectors !== 'one', `selectors: ${selectors}`],
    [pfs !== undefined, `group ${pfs ?? ''} before for PFS`],
    [secret !== 'usual', `a secret that is ${secret}`],
    [signature !== '', `charon signs with ${signature}`],
    [curve !== 256, `charon's key of ${curve} bits where it is on a curve`],
    [hasService, 'a child for Telnet'],
    [isLarge, 'large packets'],
    [wider.isAh, 'AH'],
    [wider.transport !== 'no', `transport mode, ${wider.transport}`],
  ];
  return [...all.flatMap(([is, words]) => (is ? [words] : [])), ...set.map(([name, value]) => `${name}=${value}`)];
}
