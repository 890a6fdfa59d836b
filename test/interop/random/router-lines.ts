/** A combination as one types it at a router. */
import { trustpointLines } from '../crypto-as-typed.ts';
import { secret, type Names } from '../ios-and-charon.ts';
import { policyCipher, proposalCipher, shaWord, transformCipher } from './algorithms.ts';
import type { Combination, EspSuite, Identity, IkeSuite } from './draw.ts';
import { secretsOf, type Wider } from './wider.ts';

export const identityNames: Record<
  Exclude<Identity, 'address'>,
  { router: (names: Names) => string; charon: string }
> = {
  fqdn: { router: ({ number }) => `r${number}.lab.example`, charon: 'charon.lab.example' },
  email: { router: ({ number }) => `r${number}@lab.example`, charon: 'charon@lab.example' },
  'key-id': { router: ({ number }) => `key-of-r${number}`, charon: 'key-of-charon' },
};

/** In transport mode the hosts inside are the ends of the association. */
export function endsOf({ twists }: Combination, names: Names): Names {
  const { routerInside: own, charonInside: charon } = names;
  return twists.wider.transport === 'no' ? names : { ...names, own, router: own, charon, peer: charon };
}

export function routerLines(one: Combination, outside: Names): string {
  const names = endsOf(one, outside);
  const usesCertificates = one.proof.router !== 'psk' || one.proof.charon !== 'psk';
  const trust = usesCertificates ? trustpointLines(names) : 'ip domain name lab.example\n';
  return trust + (one.version === 1 ? ikev1Lines(one, names) : ikev2Lines(one, names)) + ipsecLines(one, names);
}

/** As it is typed. */
const keyOf = ({ twists }: Combination): string => secretsOf(twists.wider, secret).router;

const kept = <T>(...all: (T | undefined)[]): T[] => all.filter((each) => each !== undefined);

/** What the peer has not goes first: it has to be passed over. */
const suites = ({ ike, also }: Combination): IkeSuite[] => kept(also.router, ike);

/** Out of one proposal every suite of its algorithms can be made: those of AES-GCM do not go with others. */
function proposalsOf(one: Combination): IkeSuite[][] {
  if (one.twists.isSmartDefault) return [];
  const all = suites(one);
  const isMixed = new Set(all.map(({ cipher }) => cipher.algorithm === 'aes-gcm')).size > 1;
  return one.twists.isOneProposal && !isMixed ? [all] : all.map((suite) => [suite]);
}

function ikev1Lines(one: Combination, names: Names): string {
  const { mode, proof, deadPeer, twists } = one;
  const isShared = proof.router === 'psk';
  const policies = suites(one).map(
    (suite, i) => `crypto isakmp policy ${10 + 10 * i}
 encryption ${policyCipher(suite.cipher)}
 hash ${shaWord(suite.integrity)}
 authentication ${isShared ? 'pre-share' : 'rsa-sig'}
 group ${suite.group}
 lifetime ${one.lifetime.ike}
`,
  );
  const aggressive = `crypto isakmp peer address ${names.peer}\n set aggressive-mode password ${keyOf(one)}\n`;
  // The same name when it begins as when it answers with that of the host: Libreswan hashes the one that it has in its file.
  const endpoint =
    one.identity.router === 'fqdn'
      ? ` set aggressive-mode client-endpoint fqdn ${identityNames.fqdn.router(names).replace('r', 'R')}\n`
      : ` set aggressive-mode client-endpoint ipv4-address ${names.own}\n`;
  return [
    ...policies,
    identityLine(one),
    twists.arePiecesTaken ? 'crypto isakmp fragmentation\n' : '',
    deadPeer.router === 'none'
      ? ''
      : `crypto isakmp keepalive 10 3 ${deadPeer.router === 'periodic' ? 'periodic' : ''}\n`,
    ...(one.hasProfile ? [profileLines(one, names)] : isShared ? [keyLine(one, names)] : []),
    mode === 'aggressive' ? aggressive + (isShared ? endpoint : '') : '',
  ].join('');
}

function identityLine({ identity, twists }: Combination): string {
  if (twists.named.router) return 'crypto isakmp identity dn\n';
  return identity.router === 'fqdn' ? 'crypto isakmp identity hostname\n' : '';
}

const keyLine = (one: Combination, { peer }: Names): string => `crypto isakmp key 0 ${keyOf(one)} address ${peer}\n`;

function profileLines(one: Combination, { charon, peer }: Names): string {
  const { proof, identity } = one;
  const isShared = proof.router === 'psk';
  const keyring = `crypto keyring RING\n pre-shared-key address ${peer} key ${keyOf(one)}\n`;
  const match =
    identity.charon === 'fqdn'
      ? ` match identity host ${identityNames.fqdn.charon}\n`
      : ` match identity address ${charon} 255.255.255.255\n`;
  return `${isShared ? keyring : ''}crypto isakmp profile PROFILE\n${
    isShared ? ' keyring RING\n' : ' ca trust-point LAB\n'
  }${match}${identity.router === 'fqdn' ? ' self-identity fqdn\n' : ''}`;
}

const methods = { psk: 'pre-share', rsa: 'rsa-sig', ecdsa: 'ecdsa-sig' } as const;

function ikev2Lines(one: Combination, names: Names): string {
  const proposals = proposalsOf(one).map((together, i) => proposalLines(together, `P${i}`));
  const usesSecret = one.proof.router === 'psk' || one.proof.charon === 'psk';
  const keyring = `crypto ikev2 keyring K
 peer C
  address ${names.peer}
  pre-shared-key ${keyOf(one)}
`;
  const trust = one.proof.router === 'psk' && one.proof.charon === 'psk' ? '' : ' pki trustpoint LAB\n';
  const policy = proposals.map((_, i) => ` proposal P${i}\n`).join('');
  return `${proposals.join('')}${policy === '' ? '' : `crypto ikev2 policy P\n${policy}`}${
    one.twists.cookie === 'router' ? 'crypto ikev2 cookie-challenge 1\n' : ''
  }${one.isFragmented ? 'crypto ikev2 fragmentation mtu 576\n' : ''}${usesSecret ? keyring : ''}crypto ikev2 profile F
${identityLines(one, names)} authentication remote ${methods[one.proof.charon]}
 authentication local ${methods[one.proof.router]}
${usesSecret ? ' keyring local K\n' : ''}${trust}${
    one.deadPeer.router === 'none' ? '' : ` dpd 10 2 ${one.deadPeer.router}\n`
  } lifetime ${one.lifetime.ike}
`;
}

function identityLines({ identity, twists }: Combination, names: Names): string {
  const { charon, router } = identity;
  const known =
    charon === 'address' ? `address ${names.charon} 255.255.255.255` : `${charon} ${identityNames[charon].charon}`;
  const named = router === 'address' ? '' : ` identity local ${router} ${identityNames[router].router(names)}\n`;
  return ` match identity remote ${twists.named.charon ? 'any' : known}\n${twists.named.router ? ' identity local dn\n' : named}`;
}

function proposalLines(together: readonly IkeSuite[], name: string): string {
  const words = (of: (suite: IkeSuite) => string): string => [...new Set(together.map(of))].join(' ');
  const isCombined = together.some(({ cipher }) => cipher.algorithm === 'aes-gcm');
  const hasPrf = together.some(({ prf }) => prf !== undefined);
  return `crypto ikev2 proposal ${name}
 encryption ${words(({ cipher }) => proposalCipher(cipher))}
${isCombined ? '' : ` integrity ${words(({ integrity }) => integrity)}\n`}${
    hasPrf ? ` prf ${words(({ prf, integrity }) => prf ?? integrity)}\n` : ''
  } group ${words(({ group }) => String(group))}
`;
}

function transformWords({ cipher, integrity }: EspSuite, { isAh }: Wider): string {
  if (isAh && integrity) return `ah-${shaWord(integrity)}-hmac`;
  return [transformCipher(cipher), ...(integrity ? [`esp-${shaWord(integrity)}-hmac`] : [])].join(' ');
}

function ipsecLines(one: Combination, names: Names): string {
  const sets = kept(one.alsoEsp.router, one.esp);
  const mode = one.twists.wider.transport === 'no' ? 'tunnel' : 'transport';
  const lines = sets.map(
    (set, i) => `crypto ipsec transform-set T${i} ${transformWords(set, one.twists.wider)}\n mode ${mode}\n`,
  );
  const common = `crypto ipsec security-association lifetime seconds ${one.lifetime.child}\n${lines.join('')}`;
  const terms = [
    ...one.twists.association.map((line) => `set security-association ${line}`),
    ...(one.twists.happenings.includes('a volume is used up') ? [volumeLine] : []),
    `set transform-set ${sets.map((_, i) => `T${i}`).join(' ')}`,
    ...(one.pfs === undefined ? [] : [`set pfs group${one.pfs}`]),
    ...(one.version === 2 ? ['set ikev2-profile F'] : []),
    ...(one.hasProfile ? ['set isakmp-profile PROFILE'] : []),
  ];
  const written = terms.map((term) => ` ${term}\n`).join('');
  return common + (one.kind === 'VTI' ? tunnelLines(written, names) : mapLines(one, written, names));
}

/** The least that IOS takes. */
export const volume = 2560;
const volumeLine = `set security-association lifetime kilobytes ${volume}`;

function tunnelLines(terms: string, { peer, charonInside, interface: source }: Names): string {
  return `crypto ipsec profile V
${terms}interface Tunnel0
 ip unnumbered Loopback0
 tunnel source ${source}
 tunnel destination ${peer}
 tunnel mode ipsec ipv4
 tunnel protection ipsec profile V
ip route ${charonInside} 255.255.255.255 Tunnel0
`;
}

function mapLines({ traffic, hasSecondPair, twists }: Combination, terms: string, names: Names): string {
  const { peer, routerInside, charonInside } = names;
  const networks = [routerInside, charonInside].map((one) => one.replace(/1$/, '0 0.0.0.255')).join(' ');
  const second = `${routerInside.replace(/1$/, '0 0.0.0.255')} ${secondNetwork.replace('/24', ' 0.0.0.255')}`;
  const list = {
    networks: `permit ip ${networks}`,
    hosts: `permit ip host ${routerInside} host ${charonInside}`,
    icmp: `permit icmp ${networks}`,
    'more at charon': `permit ip ${networks}`,
  }[traffic];
  const local = twists.wider.transport === 'no' ? '' : 'crypto map M local-address Loopback0\n';
  return `${local}ip access-list extended TRAFFIC
 ${list}
${twists.wider.hasService ? ` permit tcp host ${routerInside} eq telnet ${networks.split(' ').slice(2).join(' ')}\n` : ''}${hasSecondPair ? ` permit ip ${second}\nip route ${secondNetwork.replace('/24', ' 255.255.255.0')} ${names.gateway}\n` : ''}${
    twists.isOpenToAll ? 'crypto dynamic-map D 10' : `crypto map M 10 ipsec-isakmp\n set peer ${peer}`
  }
${terms} match address TRAFFIC
${twists.isOpenToAll ? 'crypto map M 10 ipsec-isakmp dynamic D\n' : ''}`;
}

/** Behind charon, too. */
export const secondNetwork = '10.62.0.0/24';
export const secondInside = '10.62.0.1';
