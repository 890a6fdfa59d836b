/** A combination as charon's configuration has it. */
import type { CharonOptions } from '../charon.ts';
import type { Names } from '../ios-and-charon.ts';
import type { Settings } from '../vici-text.ts';
import { charonCipher, charonGroup, type Cipher } from './algorithms.ts';
import type { Combination, EspSuite, Identity, IkeSuite } from './draw.ts';
import { identityNames, secondInside, secondNetwork } from './router-lines.ts';
import { ikeOf } from './smart-defaults.ts';
import type { Wider } from './wider.ts';

export function connectionOf(one: Combination, names: Names): Settings {
  const { twists } = one;
  return {
    version: one.version,
    proposals: ikeOffer(one),
    ...(one.mode === 'aggressive' && { aggressive: 'yes' }),
    ...(one.deadPeer.charon && { dpd_delay: '2s' }),
    ...(one.isFragmented && { fragmentation: 'yes' }),
    ...twists.connection,
    ...twists.wider.connection,
    ...ownTimesOf(one),
    local: { ...charonsEnd(one), id: twists.named.charon ? subjects.charon : charonsId(one, names) },
    remote: {
      auth: one.proof.router === 'psk' ? 'psk' : 'pubkey',
      id: twists.named.router ? subjects.router(names) : routersId(one, names),
    },
  };
}

const subjects = {
  charon: '"CN=charon, O=QuickMode"',
  // IOS puts the name of the host into the subject.
  router: (names: Names): string =>
    `"O=QuickMode, CN=R${names.number}, unstructuredName=${identityNames.fqdn.router(names)}"`,
};

const charonsId = (one: Combination, names: Names): string =>
  idOf(one.identity.charon, (kind) => identityNames[kind].charon, names.charon);

const routersId = (one: Combination, names: Names): string =>
  idOf(one.identity.router, (kind) => identityNames[kind].router(names), names.own);

function charonsEnd({ proof: { charon: proof }, twists: { wider } }: Combination): Settings {
  if (proof === 'psk') return { auth: 'psk' };
  const auth = wider.signature === '' ? 'pubkey' : `${proof}-${wider.signature}`;
  return { auth, certs: `${proof}.pem` };
}

/** Seconds after which charon renews what is its turn to renew. */
const ownTime = 6;

function ownTimesOf({ mode, twists: { ownTimes } }: Combination): Settings {
  // What overtakes the last message of aggressive mode comes again after ten seconds, over the same association.
  const seconds = mode === 'aggressive' ? 15 : ownTime;
  const at = (what: string): Settings => ({ [what]: seconds, rand_time: 0, over_time: 60 });
  if (ownTimes === 'association') return at('rekey_time');
  return ownTimes === 'authentication' ? { ...at('reauth_time'), rekey_time: 0 } : {};
}

function idOf(kind: Identity, named: (kind: Exclude<Identity, 'address'>) => string, address: string): string {
  if (kind === 'address') return address;
  return kind === 'key-id' ? `"@#${Buffer.from(named(kind)).toString('hex')}"` : named(kind);
}

function ikeOffer(one: Combination): string {
  const { strange, isOneOfCharon } = one.twists.wider;
  const offers = [one.also.charon, ikeOf(one)].filter((suite) => suite !== undefined);
  const together = isOneOfCharon.ike && areOfOneKind(offers) ? [offers] : offers.map((suite) => [suite]);
  return [...(strange.ike === undefined ? [] : [strange.ike]), ...together.map(ikeProposal)].join(',');
}

/** A cipher that needs integrity and one that does not are no alternatives of one proposal (RFC 7296 section 3.3). */
const areOfOneKind = (suites: readonly { cipher: Cipher | 'null' }[]): boolean =>
  new Set(suites.map(({ cipher }) => cipher !== 'null' && cipher.algorithm === 'aes-gcm')).size === 1;

/** Every suite that can be made of the algorithms of these. */
function ikeProposal(suites: readonly IkeSuite[]): string {
  const hasPrf = suites.some(({ prf }) => prf !== undefined);
  const words = [
    ...suites.map(({ cipher }) => charonCipher(cipher)),
    ...suites.flatMap(({ cipher, integrity }) => (cipher.algorithm === 'aes-gcm' ? [] : [integrity])),
    ...suites.flatMap(({ prf, integrity }) => (hasPrf ? [`prf${prf ?? integrity}`] : [])),
    ...suites.map(({ group }) => charonGroup(group)),
  ];
  return [...new Set(words)].join('-');
}

/** The child `netN`, and `moreN` where version 1 has another one for the second pair of networks. */
export function childrenOf(one: Combination, names: Names): Record<string, Settings> {
  const { wider } = one.twists;
  const proposals = {
    esp_proposals: espOffer(one),
    ...wider.child,
    ...(one.twists.ownTimes === 'child' && { rekey_time: ownTime, rand_time: 0, life_time: 60 }),
  };
  const name = `net${names.number}`;
  const theirs = network(names.routerInside);
  const second = { local_ts: secondNetwork, remote_ts: theirs, ...proposals };
  const first = { ...trafficOf(one, names), ...proposals };
  const telnet = {
    local_ts: `${network(names.charonInside)}[tcp]`,
    remote_ts: `${names.routerInside}/32[tcp/23]`,
    ...proposals,
  };
  return {
    [name]: first,
    ...(one.hasSecondPair && { [`more${names.number}`]: second }),
    ...(wider.hasService && { [serviceName(names)]: telnet }),
  };
}

/** Of the child for Telnet. */
export const serviceName = ({ number }: Names): string => `telnet${number}`;

function espOffer(one: Combination): string {
  const { pfs, twists } = one;
  const { strange, isOneOfCharon, sequence, pfs: another } = twists.wider;
  const offers = [one.alsoEsp.charon, one.esp].filter((suite) => suite !== undefined);
  const together = isOneOfCharon.esp && areOfOneKind(offers) ? [offers] : offers.map((suite) => [suite]);
  const groups = [another, pfs].flatMap((group) => (group === undefined ? [] : [charonGroup(group)]));
  const numbers = { short: [], 'long or short': ['esn', 'noesn'], 'short or long': ['noesn', 'esn'] }[sequence];
  const first = strange.esp === undefined ? [] : [[strange.esp]];
  return [...first, ...together.map(espWords)].map((words) => [...words, ...groups, ...numbers].join('-')).join(',');
}

function espWords(suites: readonly EspSuite[]): string[] {
  const words = [
    ...suites.map(({ cipher }) => charonCipher(cipher)),
    ...suites.flatMap(({ integrity }) => integrity ?? []),
  ];
  return [...new Set(words)];
}

const network = (inside: string): string => inside.replace(/1$/, '0/24');

function trafficOf({ kind, traffic, twists }: Combination, { routerInside, charonInside }: Names): Settings {
  if (kind === 'VTI') return { local_ts: '0.0.0.0/0', remote_ts: '0.0.0.0/0' };
  switch (traffic) {
    case 'networks':
      return networksOf(twists.wider, { routerInside, charonInside });
    case 'hosts':
      return { local_ts: `${charonInside}/32`, remote_ts: `${routerInside}/32` };
    case 'icmp':
      return { local_ts: `${network(charonInside)}[icmp]`, remote_ts: `${network(routerInside)}[icmp]` };
    case 'more at charon':
      return { local_ts: '10.61.0.0/23', remote_ts: '10.61.0.0/16' };
  }
}

/** Of what is more than one the router has one at most. */
function networksOf({ selectors }: Wider, ends: Pick<Names, 'routerInside' | 'charonInside'>): Settings {
  const [theirs, own] = [network(ends.routerInside), network(ends.charonInside)];
  switch (selectors) {
    case 'one':
      return { local_ts: own, remote_ts: theirs };
    case 'several':
      return { local_ts: `${own},10.63.0.0/16`, remote_ts: `${theirs},10.64.1.0/24` };
    case 'several, the strange ones first':
      return { local_ts: `10.63.0.0/16,${own}`, remote_ts: `10.64.1.0/24,10.64.3.7/32,${theirs}` };
    case 'range':
      return { local_ts: upTo99(ends.charonInside), remote_ts: upTo99(ends.routerInside) };
  }
}

const upTo99 = (inside: string): string => `${inside.replace(/1$/, '0')}-${inside.replace(/1$/, '99')}`;

export function optionsOf(one: Combination): Partial<CharonOptions> {
  return {
    ...(one.hasSecondPair && { addresses: ['10.61.0.1', secondInside] }),
    settings: {
      ...one.twists.daemon,
      ...one.twists.wider.daemon,
      ...(one.isFragmented && { fragment_size: 400 }),
      ...(one.twists.cookie === 'charon' && { cookie_threshold: 1 }),
      // Of version 1 it forgets how an exchange was sealed when so many others have begun, as those of keepalives: three.
      ...(one.twists.isStormy && {
        retransmit_timeout: 1,
        retransmit_base: 1.2,
        retransmit_tries: 12,
        max_ikev1_exchanges: 30,
      }),
    },
  };
}
