/** A combination as Libreswan's configuration has it. */
import type { Names } from '../ios-and-charon.ts';
import type { Cipher, Hash } from '../random/algorithms.ts';
import type { Combination, EspSuite, Identity, IkeSuite } from '../random/draw.ts';
import { identityNames } from '../random/router-lines.ts';

const hashWord = (hash: Hash): string => hash.replace(/^sha(\d\d\d)$/, 'sha2_$1');

function cipherWord(cipher: Cipher | 'null'): string {
  if (cipher === 'null') return 'null';
  return cipher.algorithm === '3des' ? '3des' : `${cipher.algorithm.replace('-', '_')}${cipher.bits}`;
}

const groupWord = (group: number): string => `dh${group}`;

const ikeWords = ({ cipher, integrity, prf, group }: IkeSuite): string =>
  `${cipherWord(cipher)}-${hashWord(cipher.algorithm === 'aes-gcm' ? (prf ?? integrity) : integrity)};${groupWord(group)}`;

function espWords({ cipher, integrity }: EspSuite, pfs: number | undefined): string {
  const words = [cipherWord(cipher), ...(integrity === undefined ? [] : [hashWord(integrity)])].join('-');
  return pfs === undefined ? words : `${words};${groupWord(pfs)}`;
}

const present = <T>(...all: (T | undefined)[]): T[] => all.filter((one) => one !== undefined);

const proofWords = { psk: 'secret', rsa: 'rsasig', ecdsa: 'ecdsa' } as const;

function identityOf(kind: Identity, names: { address: string; named: (kind: Exclude<Identity, 'address'>) => string }) {
  if (kind === 'address') return names.address;
  const name = names.named(kind);
  if (kind === 'key-id') return `@[${name}]`;
  return kind === 'fqdn' ? `@${name}` : name;
}

/** Its certificate's name in the database of NSS. */
export const certificateName = (kind: 'rsa' | 'ecdsa', isBelow: boolean): string => (isBelow ? `${kind}-sub` : kind);

export const connectionName = ({ number }: Names): string => `gw${number}`;

/** The lines of its section `conn`, which has the same name as charon's connection. */
export function connectionLines(one: Combination, names: Names): string[] {
  const { version, mode, proof, traffic, kind, pfs, identity, twists } = one;
  const charonsId = identityOf(identity.charon, {
    address: names.charon,
    named: (which) => identityNames[which].charon,
  });
  const routersId = identityOf(identity.router, {
    address: names.own,
    named: (which) => identityNames[which].router(names),
  });
  const isShared = proof.router === 'psk' && proof.charon === 'psk';
  const ends =
    kind === 'VTI'
      ? ['0.0.0.0/0', '0.0.0.0/0']
      : [names.charonInside, names.routerInside].map((inside) =>
          traffic === 'hosts' ? `${inside}/32` : inside.replace(/1$/, '0/24'),
        );
  return [
    `left=${names.charon}`,
    `right=${names.router}`,
    `leftid=${twists.named.charon ? '%fromcert' : charonsId}`,
    `rightid=${twists.named.router ? '%fromcert' : routersId}`,
    `leftsubnet=${ends[0]}`,
    `rightsubnet=${ends[1]}`,
    ...(kind !== 'VTI' && traffic === 'icmp' ? ['leftprotoport=icmp', 'rightprotoport=icmp'] : []),
    'leftupdown=%disabled',
    version === 1 ? 'ikev2=no' : 'ikev2=insist',
    ...(mode === 'aggressive' ? ['aggressive=yes'] : []),
    ...proofLines(one, isShared),
    `ike=${present(one.also.charon, one.ike).map(ikeWords).join(',')}`,
    `phase2alg=${present(one.alsoEsp.charon, one.esp)
      .map((suite) => espWords(suite, pfs))
      .join(',')}`,
    `pfs=${pfs === undefined ? 'no' : 'yes'}`,
    ...(one.isFragmented ? ['fragmentation=force'] : []),
    ...(one.deadPeer.charon ? ['dpddelay=3', 'dpdtimeout=30', 'dpdaction=hold'] : []),
    ...ownTimeLines(one),
    ...one.twists.association.flatMap((line) => (line.startsWith('replay disable') ? ['replay-window=0'] : [])),
  ];
}

function proofLines({ proof, version, twists }: Combination, isShared: boolean): string[] {
  if (isShared) return ['authby=secret'];
  const own =
    proof.charon === 'psk'
      ? []
      : [`leftcert=${certificateName(proof.charon, twists.below.charon)}`, 'leftsendcert=always'];
  const how =
    version === 1 || proof.router === proof.charon
      ? [`authby=${proof.router === 'ecdsa' ? 'ecdsa' : 'rsasig'}`]
      : [`leftauth=${proofWords[proof.charon]}`, `rightauth=${proofWords[proof.router]}`];
  return [...own, ...how, 'rightca=%any'];
}

/** Seconds after which it renews what is its turn to renew. */
function ownTimeLines({ twists: { ownTimes } }: Combination): string[] {
  if (ownTimes === undefined) return [];
  return [ownTimes === 'child' ? 'salifetime=40s' : 'ikelifetime=40s', 'rekeymargin=34s', 'rekeyfuzz=0%'];
}
