/** A combination as Libreswan's configuration has it. */
import type { Names } from '../ios-and-charon.ts';
import type { Cipher, Hash } from '../random/algorithms.ts';
import type { Combination, EspSuite, Identity, IkeSuite } from '../random/draw.ts';
import type { Wider } from '../random/wider.ts';
import { endsOf, identityNames } from '../random/router-lines.ts';

const hashWord = (hash: Hash): string => hash.replace(/^sha(\d\d\d)$/, 'sha2_$1');

function cipherWord(cipher: Cipher | 'null'): string {
  if (cipher === 'null') return 'null';
  return cipher.algorithm === '3des' ? '3des' : `${cipher.algorithm.replace('-', '_')}${cipher.bits}`;
}

const groupWord = (group: number): string => `dh${group}`;

const ikeWords = ({ cipher, integrity, prf, group }: IkeSuite): string =>
  `${cipherWord(cipher)}-${hashWord(cipher.algorithm === 'aes-gcm' ? (prf ?? integrity) : integrity)};${groupWord(group)}`;

function espWords({ cipher, integrity }: EspSuite, { pfs, isAh }: { pfs: number | undefined; isAh: boolean }): string {
  const hash = integrity === undefined ? [] : [hashWord(integrity)];
  const words = [...(isAh ? [] : [cipherWord(cipher)]), ...hash].join('-');
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

export const connectionName = ({ number }: Names): string => `gw${number}`;

/** The lines of its section `conn`, which has the same name as charon's connection. */
export function connectionLines(one: Combination, names: Names): string[] {
  const { version, mode, pfs } = one;
  const { isAh } = one.twists.wider;
  return [
    ...endLines(one, names),
    'leftupdown=%disabled',
    version === 1 ? 'ikev2=no' : 'ikev2=insist',
    ...(mode === 'aggressive' ? ['aggressive=yes'] : []),
    ...proofLines(one),
    `ike=${present(one.also.charon, one.ike).map(ikeWords).join(',')}`,
    `phase2=${isAh ? 'ah' : 'esp'}`,
    `phase2alg=${present(one.alsoEsp.charon, one.esp)
      .map((suite) => espWords(suite, { pfs, isAh }))
      .join(',')}`,
    `pfs=${pfs === undefined ? 'no' : 'yes'}`,
    ...transportLines(one.twists.wider),
    ...(one.isFragmented || one.twists.arePiecesTaken ? ['fragmentation=force'] : []),
    'initial-contact=yes',
    ...(one.deadPeer.charon ? ['dpddelay=3', 'dpdtimeout=30', 'dpdaction=hold'] : []),
    ...ownTimeLines(one),
    ...(one.twists.association.includes('replay disable') ? ['replay-window=0'] : []),
  ];
}

function endLines(one: Combination, outside: Names): string[] {
  const { traffic, kind, identity, twists } = one;
  const names = endsOf(one, outside);
  const charonsId = identityOf(identity.charon, {
    address: names.charon,
    named: (which) => identityNames[which].charon,
  });
  // In aggressive mode it hashes what is written here, and not the host's name as that was told, with its capital letter.
  const asTold = (name: string): string => (one.mode === 'aggressive' ? name.replace('r', 'R') : name);
  const routersId = identityOf(identity.router, {
    address: names.own,
    named: (which) => asTold(identityNames[which].router(names)),
  });
  const inside = [names.charonInside, names.routerInside].map((host) =>
    traffic === 'hosts' ? `${host}/32` : host.replace(/1$/, '0/24'),
  );
  const [left, right] = kind === 'VTI' ? ['0.0.0.0/0', '0.0.0.0/0'] : inside;
  return [
    `left=${names.charon}`,
    // Over a cable there is no gateway that would hide the router from whoever is behind a translator.
    `right=${twists.translated === 'charon' ? names.own : names.router}`,
    `leftid=${twists.named.charon ? '%fromcert' : charonsId}`,
    `rightid=${twists.named.router ? '%fromcert' : routersId}`,
    `leftsubnet=${left}`,
    `rightsubnet=${right}`,
    ...(kind !== 'VTI' && traffic === 'icmp' ? ['leftprotoport=icmp', 'rightprotoport=icmp'] : []),
  ];
}

function proofLines({ proof, version }: Combination): string[] {
  if (proof.router === 'psk' && proof.charon === 'psk') return ['authby=secret'];
  const own = proof.charon === 'psk' ? [] : ['leftcert=own', 'leftsendcert=always', 'sendca=all'];
  const how =
    version === 1 || proof.router === proof.charon
      ? [`authby=${proof.router === 'ecdsa' ? 'ecdsa' : 'rsasig'}`]
      : [`leftauth=${proofWords[proof.charon]}`, `rightauth=${proofWords[proof.router]}`];
  return [...own, ...how, 'rightca=%any'];
}

function transportLines({ transport }: Wider): string[] {
  if (transport === 'no') return [];
  return ['type=transport', ...(transport === 'in UDP' ? ['encapsulation=yes'] : [])];
}

/** Seconds after which it renews what is its turn to renew. */
function ownTimeLines({ twists: { ownTimes } }: Combination): string[] {
  if (ownTimes === undefined) return [];
  return [ownTimes === 'child' ? 'salifetime=40s' : 'ikelifetime=40s', 'rekeymargin=34s', 'rekeyfuzz=0%'];
}
