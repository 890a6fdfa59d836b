/** show crypto isakmp sa detail. Columns as on the consoles of public notes (gh id:20203085365), with the blank I-VRF. */
import { formatIpv4 } from '../../../../base/address.ts';
import type { IkeAuthentication, IkeHash, IsakmpPolicy } from '../../../ike/environment.ts';
import type { IsakmpSa } from '../../../ike/isakmp-sa.ts';
import { clockOf } from '../crypto-durations.ts';

const legend = [
  'Codes: C - IKE configuration mode, D - Dead Peer Detection',
  '       K - Keepalives, N - NAT-traversal',
  '       T - cTCP encapsulation, X - IKE Extended Authentication',
  '       psk - Preshared key, rsig - RSA signature',
  '       renc - RSA encryption',
];

const hashes: Readonly<Record<IkeHash, string>> = {
  md5: 'md5',
  sha1: 'sha',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
};
const methods: Readonly<Record<IkeAuthentication, string>> = {
  'pre-share': 'psk',
  'rsa-sig': 'rsig',
  'rsa-encr': 'renc',
};

interface Circumstances {
  /** Whether dead peers are looked for (`crypto isakmp keepalive`). */
  readonly asksPeers: boolean;
  /** Software numbers its connections from 1, the show commands after this: "1074 … SW:74" (gh id:20203085365). */
  readonly numbersAfter: number;
}

export function isakmpSaDetailLines(associations: readonly IsakmpSa[], circumstances: Circumstances): string[] {
  return [
    ...legend,
    'IPv4 Crypto ISAKMP SA',
    '',
    'C-id  Local           Remote          I-VRF  Status Encr Hash   Auth DH Lifetime Cap.',
    '',
    ...associations.toReversed().flatMap((association) => [...rowOf(association, circumstances), '']),
    'IPv6 Crypto ISAKMP SA',
    '',
  ];
}

function rowOf(association: IsakmpSa, { asksPeers, numbersAfter }: Circumstances): string[] {
  const { connectionId, local, remote, policy, lifetimeRemaining, isDeleted } = association;
  const ends = formatIpv4(local).padEnd(16) + formatIpv4(remote).padEnd(16);
  const inside = (association.profile?.vrf ?? '').padEnd(6);
  const isLive = policy && !isDeleted && lifetimeRemaining > 0;
  const suite = isLive ? suiteOf(policy) + clockOf(lifetimeRemaining) : noSuite;
  const capabilities = (isLive ? capabilitiesOf(association, asksPeers) : '').padEnd(4);
  const row = `${String(connectionId).padEnd(6)}${ends}${inside} ACTIVE ${suite} ${capabilities}${isDeleted ? '(deleted)' : ''}`;
  const engine = connectionId > numbersAfter && !isDeleted ? `SW:${connectionId - numbersAfter}` : '???';
  return [row, `       Engine-id:Conn-id =  ${engine}`];
}

/**
 * Of the letters in the legend: mode config, dead peer detection that both ends know, a login, a NAT that was found. In
 * the order of documented outputs of Easy VPN ("CX", "CDX", "CXN": from memory).
 */
export function capabilitiesOf({ vendors, isNatFound, access }: IsakmpSa, asksPeers: boolean): string {
  return lettersOf({
    C: access?.isConfigured === true,
    D: asksPeers && vendors?.has('DPD') === true,
    X: access?.isLoggedIn === true,
    N: isNatFound === true,
  });
}

/** The letters that hold, in the order in which they stand. */
export function lettersOf(letters: Readonly<Record<string, boolean>>): string {
  return Object.entries(letters)
    .map(([letter, holds]) => (holds ? letter : ''))
    .join('');
}

/** Before a suite is agreed on: no names, group 0, no lifetime. */
const noSuite = `${''.padEnd(17)}0  0       `;

function suiteOf({ cipher, hash, authentication, group }: IsakmpPolicy): string {
  const names = cipher.padEnd(5) + hashes[hash].padEnd(7) + methods[authentication].padEnd(5);
  return names + String(group).padEnd(3);
}
