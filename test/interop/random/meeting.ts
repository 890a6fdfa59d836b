/** A combination as a meeting of a router and a charon of its own. */
import { charonFor, type Meeting, type Names, type RouterModel } from '../ios-and-charon.ts';
import type { Charon } from '../charon.ts';
import type { Authorities } from '../enrolment.ts';
import type { Settings } from '../vici-text.ts';
import { charonCipher, charonGroup } from './algorithms.ts';
import { childrenOf, connectionOf, optionsOf } from './charon-side.ts';
import type { Combination, EspSuite, IkeSuite, Release } from './draw.ts';
import { routerLines } from './router-lines.ts';

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
    isBehindNat: one.isBehindNat,
    ios: (names) => routerLines(one, names),
    connection: (names) => connectionOf(one, names),
    child: (names) => childrenOf(one, names)[`net${number}`] ?? {},
    more: (names: Names): Record<string, Settings> => childrenOf(one, names),
  };
}

export function charonOf(place: string, one: Combination, authorities: Authorities): Promise<Charon> {
  return charonFor(place, [meetingOf(one)], { files: authorities.files, ...optionsOf(one) });
}

/** In one line, for whoever reads what was tried. */
export function titleOf(one: Combination): string {
  const { proof, identity, also, alsoEsp } = one;
  return [
    `${one.seed}/${one.number}: IOS ${one.release}, IKE version ${one.version}`,
    ...(one.version === 1 ? [one.mode] : []),
    `${proof.router} and ${proof.charon} as ${identity.router} and ${identity.charon}`,
    `${ikeWords(one.ike)}${others(also, ikeWords)}`,
    `ESP ${espWords(one.esp)}${others(alsoEsp, espWords)}`,
    one.pfs === undefined ? 'no PFS' : `PFS ${charonGroup(one.pfs)}`,
    one.kind === 'VTI' ? 'VTI' : `map for ${one.traffic}${one.hasSecondPair ? ' and a second pair' : ''}`,
    ...(one.hasProfile ? ['a profile'] : []),
    ...(one.isBehindNat ? ['behind NAT'] : []),
    ...(one.isFragmented ? ['in fragments'] : []),
    `DPD ${one.deadPeer.router}${one.deadPeer.charon ? ' and of charon' : ''}`,
    `${one.lifetime.ike} and ${one.lifetime.child} seconds`,
    `${one.begins} begins`,
    ...one.steps,
  ].join(', ');
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
