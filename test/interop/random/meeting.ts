/** A combination as a meeting of a router and a charon of its own. */
import { charonFor, secret, type Meeting, type Names, type RouterModel } from '../ios-and-charon.ts';
import type { Charon } from '../charon.ts';
import type { Settings } from '../vici-text.ts';
import { charonCipher, charonGroup } from './algorithms.ts';
import { childrenOf, connectionOf, optionsOf } from './charon-side.ts';
import type { Combination, EspSuite, IkeSuite, Release } from './draw.ts';
import { routerLines } from './router-lines.ts';
import { ikeOf } from './smart-defaults.ts';
import { secretsOf, widerWords } from './wider.ts';

const models: Record<Release, RouterModel> = {
  '12.4': { platform: 'ios', model: 'dynamips c3725', interface: 'FastEthernet0/0' },
  '15': { platform: 'ios', model: 'iosv', interface: 'GigabitEthernet0/0' },
  '17': { platform: 'iosxe', model: 'csr1000v', interface: 'GigabitEthernet1' },
};

export function meetingOf(one: Combination): Meeting {
  const number = 1;
  return {
    number,
    model: models[one.release],
    translated: one.twists.translated,
    ...(one.twists.isStormy && { storm: { loss: 20, duplication: 20, jitter: 30, reordering: 10 } }),
    ios: (names) => routerLines(one, names),
    connection: (names) => connectionOf(one, names),
    child: (names) => childrenOf(one, names)[`net${number}`] ?? {},
    more: (names: Names): Record<string, Settings> => childrenOf(one, names),
  };
}

interface CharonsSide {
  meeting: Meeting;
  files: Record<string, string>;
  /** That this machine has while charon runs, besides those that the combination needs. */
  addresses?: readonly string[];
}

/** Who may log in where a router asks for that. */
export const learner = { name: 'learner', password: 'right' };

export function charonOf(place: string, one: Combination, side: CharonsSide): Promise<Charon> {
  const { meeting, files, addresses } = side;
  const secrets = {
    'ike-1': { secret: secretsOf(one.twists.wider, secret).charon },
    'ppk-1': { id: 'quantum', secret: '"not yet there"' },
    'xauth-1': { id: learner.name, secret: `"${learner.password}"` },
  };
  return charonFor(place, [meeting], { files, ...optionsOf(one), secrets, ...(addresses && { addresses }) });
}

/** In one line, for whoever reads what was tried. */
export function titleOf(one: Combination): string {
  const { proof, identity, also, alsoEsp } = one;
  return [
    `${one.seed}/${one.number}: IOS ${one.release}, IKE version ${one.version}`,
    ...(one.version === 1 ? [one.mode] : []),
    `${proof.router} and ${proof.charon} as ${identity.router} and ${identity.charon}`,
    `${ikeWords(ikeOf(one))}${others(also, ikeWords)}`,
    `ESP ${espWords(one.esp)}${others(alsoEsp, espWords)}`,
    one.pfs === undefined ? 'no PFS' : `PFS ${charonGroup(one.pfs)}`,
    one.kind === 'VTI' ? 'VTI' : `map for ${one.traffic}${one.hasSecondPair ? ' and a second pair' : ''}`,
    ...(one.hasProfile ? ['a profile'] : []),
    ...twistWords(one),
    ...(one.isFragmented ? ['in fragments'] : []),
    `DPD ${one.deadPeer.router}${one.deadPeer.charon ? ' and of charon' : ''}`,
    `${one.lifetime.ike} and ${one.lifetime.child} seconds`,
    `${one.begins} begins`,
    ...one.steps,
    ...one.twists.happenings,
  ].join(', ');
}

function twistWords({ twists }: Combination): string[] {
  const { translated, isStormy, cookie, isOneProposal, isSmartDefault, isOpenToAll, ownTimes } = twists;
  const set = Object.entries({ ...twists.connection, ...twists.daemon }).map(([name, value]) => `${name}=${value}`);
  const all: [boolean, string][] = [
    [translated !== 'nobody', `${translated} behind NAT`],
    [isStormy, 'in a storm'],
    [cookie !== 'nobody', `a cookie of ${cookie}`],
    [isOneProposal, 'one proposal'],
    [isSmartDefault, 'smart defaults'],
    [isOpenToAll, 'open to all'],
    [ownTimes !== undefined, `charon renews the ${ownTimes ?? ''} in its own time`],
    [twists.below.router, 'router below'],
    [twists.below.charon, 'charon below'],
    [twists.arePiecesTaken, 'the router takes pieces'],
    [twists.named.router, 'router by its subject'],
    [twists.named.charon, 'charon by its subject'],
  ];
  const plain = all.flatMap(([is, words]) => (is ? [words] : []));
  return [...plain, ...twists.association, ...set, ...widerWords(twists.wider)];
}

function others<T>({ router, charon }: Record<'router' | 'charon', T | undefined>, words: (one: T) => string): string {
  const named = [
    ...(router === undefined ? [] : [`${words(router)} of the router`]),
    ...(charon === undefined ? [] : [`${words(charon)} of charon`]),
  ];
  return named.length === 0 ? '' : ` (also ${named.join(', ')})`;
}

const ikeWords = ({ cipher, integrity, prf, group }: IkeSuite): string =>
  [charonCipher(cipher), integrity, ...(prf === undefined ? [] : [`prf${prf}`]), charonGroup(group)].join('-');

const espWords = ({ cipher, integrity }: EspSuite): string =>
  [charonCipher(cipher), ...(integrity === undefined ? [] : [integrity])].join('-');
