/** A combination as charon's configuration has it. */
import type { CharonOptions } from '../charon.ts';
import type { Names } from '../ios-and-charon.ts';
import type { Settings } from '../vici-text.ts';
import { charonCipher, charonGroup } from './algorithms.ts';
import type { Combination, EspSuite, Identity, IkeSuite } from './draw.ts';
import { identityNames, secondInside, secondNetwork } from './router-lines.ts';
import { ikeOf } from './smart-defaults.ts';

export function connectionOf(one: Combination, names: Names): Settings {
  const { twists } = one;
  const offers = [one.also.charon, ikeOf(one)].filter((suite) => suite !== undefined);
  return {
    version: one.version,
    proposals: offers.map(ikeProposal).join(','),
    ...(one.mode === 'aggressive' && { aggressive: 'yes' }),
    ...(one.deadPeer.charon && { dpd_delay: '2s' }),
    ...(one.isFragmented && { fragmentation: 'yes' }),
    ...twists.connection,
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

const charonsEnd = ({ proof: { charon: proof } }: Combination): Settings =>
  proof === 'psk' ? { auth: 'psk' } : { auth: 'pubkey', certs: `${proof}.pem` };

/** Seconds after which charon renews what is its turn to renew. */
const ownTime = 6;

function ownTimesOf({ twists: { ownTimes } }: Combination): Settings {
  const at = (what: string): Settings => ({ [what]: ownTime, rand_time: 0, over_time: 60 });
  if (ownTimes === 'association') return at('rekey_time');
  return ownTimes === 'authentication' ? { ...at('reauth_time'), rekey_time: 0 } : {};
}

function idOf(kind: Identity, named: (kind: Exclude<Identity, 'address'>) => string, address: string): string {
  if (kind === 'address') return address;
  return kind === 'key-id' ? `"@#${Buffer.from(named(kind)).toString('hex')}"` : named(kind);
}

function ikeProposal({ cipher, integrity, prf, group }: IkeSuite): string {
  return [
    charonCipher(cipher),
    ...(cipher.algorithm === 'aes-gcm' ? [] : [integrity]),
    ...(prf === undefined ? [] : [`prf${prf}`]),
    charonGroup(group),
  ].join('-');
}

/** The child `netN`, and `moreN` where version 1 has another one for the second pair of networks. */
export function childrenOf(one: Combination, names: Names): Record<string, Settings> {
  const offers = [one.alsoEsp.charon, one.esp].filter((suite) => suite !== undefined);
  const proposals = {
    esp_proposals: offers.map((suite) => espProposal(suite, one.pfs)).join(','),
    ...(one.twists.ownTimes === 'child' && { rekey_time: ownTime, rand_time: 0, life_time: 60 }),
  };
  const name = `net${names.number}`;
  const theirs = network(names.routerInside);
  const second = { local_ts: secondNetwork, remote_ts: theirs, ...proposals };
  const first = { ...trafficOf(one, names), ...proposals };
  return { [name]: first, ...(one.hasSecondPair && { [`more${names.number}`]: second }) };
}

function espProposal({ cipher, integrity }: EspSuite, pfs: number | undefined): string {
  return [
    charonCipher(cipher),
    ...(integrity === undefined ? [] : [integrity]),
    ...(pfs === undefined ? [] : [charonGroup(pfs)]),
  ].join('-');
}

const network = (inside: string): string => inside.replace(/1$/, '0/24');

function trafficOf({ kind, traffic }: Combination, { routerInside, charonInside }: Names): Settings {
  if (kind === 'VTI') return { local_ts: '0.0.0.0/0', remote_ts: '0.0.0.0/0' };
  switch (traffic) {
    case 'networks':
      return { local_ts: network(charonInside), remote_ts: network(routerInside) };
    case 'hosts':
      return { local_ts: `${charonInside}/32`, remote_ts: `${routerInside}/32` };
    case 'icmp':
      return { local_ts: `${network(charonInside)}[icmp]`, remote_ts: `${network(routerInside)}[icmp]` };
    case 'more at charon':
      return { local_ts: '10.61.0.0/23', remote_ts: '10.61.0.0/16' };
  }
}

export function optionsOf(one: Combination): Partial<CharonOptions> {
  return {
    ...(one.hasSecondPair && { addresses: ['10.61.0.1', secondInside] }),
    settings: {
      ...one.twists.daemon,
      ...(one.isFragmented && { fragment_size: 400 }),
      ...(one.twists.cookie === 'charon' && { cookie_threshold: 1 }),
      ...(one.twists.isStormy && { retransmit_timeout: 1, retransmit_base: 1.2, retransmit_tries: 12 }),
    },
  };
}
