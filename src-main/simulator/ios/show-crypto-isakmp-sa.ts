/**
 * show crypto isakmp sa: columns of seed 000 (12.4 has a slot, later releases do not). A deleted association is listed
 * as MM_NO_STATE beside the one that took its place, the newer first: "MM_NO_STATE 0 ACTIVE", "MM_NO_STATE 0 ACTIVE
 * (deleted)" is what a protected end shows whose peer has no protection (device capture, gh id:71413604881, W1).
 */
import { formatIpv4 } from '../../base/address.ts';
import type { IsakmpSa } from '../ike/isakmp-sa.ts';

const addressWidth = 16;
const stateWidth = 15;
const connectionWidth = 7;
const slotWidth = 5;

/** @param associations the oldest first */
export function isakmpSaLines(associations: readonly IsakmpSa[]): string[] {
  return [
    'IPv4 Crypto ISAKMP SA',
    'dst             src             state          conn-id slot status',
    ...associations.toReversed().map(rowOf),
    '',
    'IPv6 Crypto ISAKMP SA',
    '',
  ];
}

function rowOf({ responder, initiator, state, connectionId, isDeleted }: IsakmpSa): string {
  const addresses = [responder, initiator].map((address) => formatIpv4(address).padEnd(addressWidth)).join('');
  const name = (isDeleted ? 'MM_NO_STATE' : state).padEnd(stateWidth);
  const numbers = String(connectionId).padStart(connectionWidth) + '0'.padStart(slotWidth);
  return `${addresses}${name}${numbers} ACTIVE${isDeleted ? ' (deleted)' : ''}`;
}
