/** Combinations for OpenIKED, of those that are drawn for strongSwan, and how its configuration has one. */
import type { Names } from '../ios-and-charon.ts';
import { groups, type Cipher, type Hash } from '../random/algorithms.ts';
import { draw, type Combination, type EspSuite, type Identity, type IkeSuite, type Step } from '../random/draw.ts';
import { endsOf, identityNames } from '../random/router-lines.ts';
import type { Happening } from '../random/twists.ts';
import { nothingWider } from '../random/wider.ts';

/** It has no DES, for IKE no AES-GCM of 192 bits, of groups not the 24th, and drops AES-GCM for ESP (Debian's 7.2). */
const isOfIke = ({ cipher: { algorithm, bits }, group }: IkeSuite): boolean =>
  algorithm !== 'des' && !(algorithm === 'aes-gcm' && bits === 192) && group !== 24;

const isOfEsp = ({ cipher }: EspSuite): boolean =>
  cipher !== 'null' && cipher.algorithm !== 'des' && cipher.algorithm !== 'aes-gcm';

const isPossible = ({ version, proof, identity, ike, esp, pfs, kind, traffic, hasSecondPair, twists }: Combination) =>
  [
    version === 2 && proof.router === proof.charon,
    identity.router !== 'key-id' && identity.charon !== 'key-id',
    isOfIke(ike) && isOfEsp(esp) && pfs !== 24,
    kind === 'map' && traffic !== 'more at charon' && !hasSecondPair,
    twists.translated === 'nobody' && !twists.isSmartDefault,
  ].every(Boolean);

export function drawOpeniked(seed: string, number: number): Combination {
  for (let tries = 0; ; tries++) {
    const one = draw(`${seed}/openiked`, number * 1000 + tries);
    if (isPossible(one)) return { ...simplified(one), seed, number };
  }
}

const steps: readonly Step[] = ['the router renews', 'the router clears'];
const happenings: readonly Happening[] = [
  'charon dies, and begins again',
  'charon dies, and the router begins',
  'the router deletes the child',
  'a volume is used up',
];

/** It is asked for no renewal, and tells nobody that it is new. */
function simplified(one: Combination): Combination {
  const { also, alsoEsp, twists } = one;
  return {
    ...one,
    also: { ...also, charon: also.charon && isOfIke(also.charon) ? also.charon : undefined },
    alsoEsp: { ...alsoEsp, charon: alsoEsp.charon && isOfEsp(alsoEsp.charon) ? alsoEsp.charon : undefined },
    steps: one.steps.filter((step) => steps.includes(step)),
    twists: {
      ...twists,
      cookie: twists.cookie === 'charon' ? 'nobody' : twists.cookie,
      ownTimes: twists.ownTimes === 'authentication' ? undefined : twists.ownTimes,
      connection: { unique: 'never' },
      daemon: {},
      below: { router: false, charon: false },
      named: { router: false, charon: false },
      happenings: twists.happenings.filter((happening) => happenings.includes(happening)),
      wider: { ...nothingWider, isLarge: twists.wider.isLarge },
    },
  };
}

const hashWord = (hash: Hash): string => `hmac-${hash.replace(/^sha(\d\d\d)$/, 'sha2-$1')}`;

function cipherWord({ algorithm, bits }: Cipher): string {
  if (algorithm === '3des') return '3des';
  return `aes-${bits}${algorithm === 'aes-gcm' ? '-gcm' : ''}`;
}

const groupWord = (number: number): string => groups.find((group) => group.number === number)?.charon ?? '';

const integrityWords = (cipher: Cipher, hash: Hash | undefined): string =>
  cipher.algorithm === 'aes-gcm' || hash === undefined ? '' : ` auth ${hashWord(hash)}`;

const ikeWords = ({ cipher, integrity, prf, group }: IkeSuite): string =>
  `ikesa${integrityWords(cipher, integrity)} enc ${cipherWord(cipher)} prf ${hashWord(prf ?? integrity)} group ${groupWord(group)}`;

function espWords({ cipher, integrity }: EspSuite, pfs: number | undefined): string {
  if (cipher === 'null') return '';
  const group = pfs === undefined ? '' : ` group ${groupWord(pfs)}`;
  return `childsa${integrityWords(cipher, integrity)} enc ${cipherWord(cipher)}${group}`;
}

const idOf = (kind: Identity, address: string, named: (kind: Exclude<Identity, 'address'>) => string): string =>
  kind === 'address' ? address : named(kind);

/** Who it says it is, and whom it expects. */
export function identitiesOf({ identity }: Combination, names: Names): { own: string; peer: string } {
  return {
    own: idOf(identity.charon, names.charon, (kind) => identityNames[kind].charon),
    peer: idOf(identity.router, names.own, (kind) => identityNames[kind].router(names)),
  };
}

const present = <T>(...all: (T | undefined)[]): T[] => all.filter((one) => one !== undefined);

/** Seconds after which it renews what is its turn to renew; it does so a little before. */
const ownTime = 30;

/** What follows `ikev2 "name" active`. */
export function policyOf(one: Combination, outside: Names, secret: string): string {
  const names = endsOf(one, outside);
  const { traffic, proof, twists, pfs } = one;
  const [from = '', to = ''] = [names.charonInside, names.routerInside].map((host) =>
    traffic === 'hosts' ? `${host}/32` : host.replace(/1$/, '0/24'),
  );
  const { own, peer } = identitiesOf(one, names);
  return [
    `esp ${traffic === 'icmp' ? 'proto icmp ' : ''}from ${from} to ${to} local ${names.charon} peer ${names.router}`,
    ...present(one.also.charon, one.ike).map(ikeWords),
    ...present(one.alsoEsp.charon, one.esp).map((suite) => espWords(suite, pfs)),
    `srcid ${own} dstid ${peer}`,
    ...(twists.ownTimes === 'association' ? [`ikelifetime ${ownTime}`] : []),
    ...(twists.ownTimes === 'child' ? [`lifetime ${ownTime}`] : []),
    ...(proof.charon === 'psk' ? [`psk "${secret}"`] : []),
  ].join(' ');
}
