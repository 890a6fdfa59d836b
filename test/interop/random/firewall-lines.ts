/** A combination as one types it at an ASA. */
import { secret, type Names } from '../ios-and-charon.ts';
import type { Cipher, Hash } from './algorithms.ts';
import type { Combination, EspSuite, IkeSuite } from './draw.ts';
import { identityNames, secondNetwork, volume } from './router-lines.ts';
import { secretsOf } from './wider.ts';

/** `aes-256`, as an ASA has it everywhere. */
function cipherWord(cipher: Cipher | 'null'): string {
  if (cipher === 'null') return 'null';
  const { algorithm, bits } = cipher;
  return algorithm.startsWith('aes') && bits !== 128 ? `${algorithm}-${bits}` : algorithm;
}

const policyHash = (hash: Hash): string => (hash === 'sha1' ? 'sha' : hash);
const proposalHash = (hash: Hash): string => hash.replace(/^sha(\d+)$/, 'sha-$1');
export const isCombined = (cipher: Cipher | 'null'): boolean => cipher !== 'null' && cipher.algorithm === 'aes-gcm';

const kept = <T>(...all: (T | undefined)[]): T[] => all.filter((each) => each !== undefined);
const words = <T>(all: readonly T[], of: (one: T) => string): string => [...new Set(all.map(of))].join(' ');

export function firewallLines(one: Combination, names: Names): string {
  return [
    identityLines(one, names),
    trustpointLines(one, names),
    ...policies(one),
    `crypto ikev${one.version} enable outside\n`,
    ...espLines(one),
    one.kind === 'VTI' ? tunnelLines(one, names) : mapLines(one, names),
    groupLines(one, names),
  ].join('');
}

/** By itself it shows the name in its certificate, and its address where it has none. */
function identityLines({ identity, twists }: Combination, names: Names): string {
  if (twists.named.router) return '';
  if (identity.router === 'address') return 'crypto isakmp identity address\n';
  const [host = '', ...domain] = identityNames.fqdn.router(names).split('.');
  return `hostname ${host}\ndomain-name ${domain.join('.')}\ncrypto isakmp identity hostname\n`;
}

const usesCertificates = ({ proof }: Combination): boolean => proof.router !== 'psk' || proof.charon !== 'psk';

function trustpointLines(one: Combination, names: Names): string {
  if (!usesCertificates(one)) return '';
  return `crypto ca trustpoint LAB
 enrollment terminal
 fqdn ${identityNames.fqdn.router(names)}
 subject-name CN=R${names.number},O=QuickMode
 keypair K
 revocation-check none
`;
}

/** What the peer has not goes first; of version 2 one policy may have all of them. */
function policies(one: Combination): string[] {
  const suites = kept(one.also.router, one.ike);
  const isMixed = new Set(suites.map(({ cipher }) => isCombined(cipher))).size > 1;
  const together = one.twists.isOneProposal && !isMixed ? [suites] : suites.map((suite) => [suite]);
  return together.map((all, i) => {
    const head = `crypto ikev${one.version} policy ${10 + 10 * i}\n`;
    return head + (one.version === 1 ? policyLines1(one, all) : policyLines2(one, all));
  });
}

const policyLines1 = ({ proof, lifetime }: Combination, all: readonly IkeSuite[]): string =>
  ` encryption ${words(all, ({ cipher }) => cipherWord(cipher))}
 hash ${words(all, ({ integrity }) => policyHash(integrity))}
 group ${words(all, ({ group }) => String(group))}
 authentication ${proof.router === 'psk' ? 'pre-share' : 'rsa-sig'}
 lifetime ${lifetime.ike}
`;

const policyLines2 = ({ lifetime }: Combination, all: readonly IkeSuite[]): string =>
  ` encryption ${words(all, ({ cipher }) => cipherWord(cipher))}
 integrity ${words(all, ({ cipher, integrity }) => (isCombined(cipher) ? 'null' : policyHash(integrity)))}
 prf ${words(all, ({ prf, integrity }) => policyHash(prf ?? integrity))}
 group ${words(all, ({ group }) => String(group))}
 lifetime seconds ${lifetime.ike}
`;

const espSuites = ({ alsoEsp, esp }: Combination): EspSuite[] => kept(alsoEsp.router, esp);

function espLines(one: Combination): string[] {
  return espSuites(one).map(({ cipher, integrity }, i) => {
    if (one.version === 1)
      return `crypto ipsec ikev1 transform-set T${i} esp-${cipherWord(cipher)} esp-${policyHash(integrity ?? 'sha1')}-hmac\n`;
    const hash = integrity === undefined ? 'null' : proposalHash(integrity);
    return `crypto ipsec ikev2 ipsec-proposal T${i}\n protocol esp encryption ${cipherWord(cipher)}\n protocol esp integrity ${hash}\n`;
  });
}

/** Of a map's entry, and of a profile. */
function terms(one: Combination): string[] {
  const sets = espSuites(one).map((_, i) => `T${i}`);
  return [
    `set ikev${one.version} ${one.version === 1 ? 'transform-set' : 'ipsec-proposal'} ${sets.join(' ')}`,
    ...(one.pfs === undefined ? [] : [`set pfs group${one.pfs}`]),
    `set security-association lifetime seconds ${one.lifetime.child}`,
    ...(one.twists.happenings.includes('a volume is used up')
      ? [`set security-association lifetime kilobytes ${volume}`]
      : []),
  ];
}

function replayLines({ twists: { association } }: Combination): string {
  return association
    .filter((line) => line.startsWith('replay'))
    .map((line) => `crypto ipsec security-association ${line}\n`)
    .join('');
}

function mapLines(one: Combination, { peer, gateway, routerInside, charonInside }: Names): string {
  const mask = (address: string): string => address.replace(/1$/, '0 255.255.255.0');
  const network = secondNetwork.replace('/24', ' 255.255.255.0');
  const second = `access-list TRAFFIC extended permit ip ${mask(routerInside)} ${network}\nroute outside ${network} ${gateway} 1\n`;
  const isOpen = one.twists.isOpenToAll;
  const entry = isOpen ? 'crypto dynamic-map D 10' : 'crypto map M 10';
  const all = ['match address TRAFFIC', ...(isOpen ? [] : [`set peer ${peer}`]), ...terms(one)];
  return `${replayLines(one)}access-list TRAFFIC extended permit ${one.traffic === 'icmp' ? 'icmp' : 'ip'} ${mask(routerInside)} ${mask(charonInside)}
${one.hasSecondPair ? second : ''}${all.map((line) => `${entry} ${line}\n`).join('')}${
    usesCertificates(one) && one.version === 1 ? `${entry} set trustpoint LAB\n` : ''
  }${isOpen ? 'crypto map M 10 ipsec-isakmp dynamic D\n' : ''}crypto map M interface outside
`;
}

function tunnelLines(one: Combination, { peer, charonInside }: Names): string {
  const trust = usesCertificates(one) && one.version === 1 ? ' set trustpoint LAB\n' : '';
  return `${replayLines(one)}crypto ipsec profile V
${terms(one)
  .map((line) => ` ${line}\n`)
  .join('')}${trust}interface Tunnel1
 nameif vti
 ip address 10.60.0.1 255.255.255.252
 tunnel source interface outside
 tunnel destination ${peer}
 tunnel mode ipsec ipv4
 tunnel protection ipsec profile V
route vti ${charonInside} 255.255.255.255 10.60.0.2 1
`;
}

function groupLines(one: Combination, { peer }: Names): string {
  const name = one.twists.isOpenToAll ? 'DefaultL2LGroup' : peer;
  const head = one.twists.isOpenToAll ? '' : `tunnel-group ${name} type ipsec-l2l\n`;
  const keepalive = one.deadPeer.router === 'none' ? 'disable' : 'threshold 10 retry 2';
  const lines = one.version === 1 ? proofLines1(one) : proofLines2(one);
  return `${head}tunnel-group ${name} ipsec-attributes\n isakmp keepalive ${keepalive}\n${lines.map((line) => ` ${line}\n`).join('')}`;
}

const keyOf = ({ twists }: Combination): string => secretsOf(twists.wider, secret).router;

const proofLines1 = (one: Combination): string[] =>
  one.proof.router === 'psk' ? [`ikev1 pre-shared-key ${keyOf(one)}`] : ['ikev1 trust-point LAB'];

const proofLines2 = (one: Combination): string[] => [
  `ikev2 remote-authentication ${one.proof.charon === 'psk' ? `pre-shared-key ${keyOf(one)}` : 'certificate'}`,
  `ikev2 local-authentication ${one.proof.router === 'psk' ? `pre-shared-key ${keyOf(one)}` : 'certificate LAB'}`,
];
