/** show crypto isakmp sa detail. Columns as on the consoles of public notes (gh id:20203085365), with the blank I-VRF. */
import { formatIpv4 } from '../../base/address.ts';
import type { IkeAuthentication, IkeHash, IsakmpPolicy } from '../ike/environment.ts';
import type { IsakmpSa } from '../ike/isakmp-sa.ts';
import { clockOf } from './crypto-durations.ts';

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
/** Software numbers its connections from 1, the show commands from 1001: "1074 … SW:74" (gh id:20203085365). */
const firstConnection = 1000;

export function isakmpSaDetailLines(associations: readonly IsakmpSa[]): string[] {
  return [
    ...legend,
    'IPv4 Crypto ISAKMP SA',
    '',
    'C-id  Local           Remote          I-VRF  Status Encr Hash   Auth DH Lifetime Cap.',
    '',
    ...associations.toReversed().flatMap((association) => [...rowOf(association), '']),
    'IPv6 Crypto ISAKMP SA',
    '',
  ];
}

function rowOf({ connectionId, local, remote, policy, lifetimeRemaining, isDeleted }: IsakmpSa): string[] {
  const ends = formatIpv4(local).padEnd(16) + formatIpv4(remote).padEnd(16);
  const isLive = policy && !isDeleted && lifetimeRemaining > 0;
  const suite = isLive ? suiteOf(policy) + clockOf(lifetimeRemaining) : noSuite;
  // No capability is ever agreed on here: no dead peer detection, no NAT traversal, no XAUTH.
  const row = `${String(connectionId).padEnd(6)}${ends}       ACTIVE ${suite}     ${isDeleted ? '(deleted)' : ''}`;
  const engine = connectionId > firstConnection && !isDeleted ? `SW:${connectionId - firstConnection}` : '???';
  return [row, `       Engine-id:Conn-id =  ${engine}`];
}

/** Before a suite is agreed on: no names, group 0, no lifetime. */
const noSuite = `${''.padEnd(17)}0  0       `;

function suiteOf({ cipher, hash, authentication, group }: IsakmpPolicy): string {
  const names = cipher.padEnd(5) + hashes[hash].padEnd(7) + methods[authentication].padEnd(5);
  return names + String(group).padEnd(3);
}
