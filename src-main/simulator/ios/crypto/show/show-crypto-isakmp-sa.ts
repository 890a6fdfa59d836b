/**
 * show crypto isakmp sa: columns of seed 000 (12.4 has a slot, later releases do not, 12.2 has no status and no family:
 * reference/device-output.md section 3). A deleted association is listed as MM_NO_STATE beside the one that took its
 * place, the newer first: "MM_NO_STATE 0 ACTIVE", "MM_NO_STATE 0 ACTIVE (deleted)" is what a protected end shows whose
 * peer has no protection (device capture, gh id:71413604881, W1).
 */
import { formatIpv4 } from '../../../../base/address.ts';
import type { IsakmpSa } from '../../../ike/isakmp-sa.ts';
import type { Flavour } from '../../flavour.ts';

const addressWidth = 16;
const stateWidth = 15;
const connectionWidth = 7;
const slotWidth = 5;

/** @param associations the oldest first */
export function isakmpSaLines(associations: readonly IsakmpSa[], { isakmpSaColumns }: Flavour): string[] {
  const heading = `dst             src             state          ${isakmpSaColumns}`;
  const rows = associations.toReversed().map((one) => rowOf(one, isakmpSaColumns));
  if (isakmpSaColumns === 'conn-id slot') return [heading, ...rows, ''];
  return ['IPv4 Crypto ISAKMP SA', heading, ...rows, '', 'IPv6 Crypto ISAKMP SA', ''];
}

function rowOf(association: IsakmpSa, columns: Flavour['isakmpSaColumns']): string {
  const { responder, initiator, connectionId, isDeleted } = association;
  const addresses = [responder, initiator].map((address) => formatIpv4(address).padEnd(addressWidth)).join('');
  const slot = columns.includes('slot') ? '0'.padStart(slotWidth) : '';
  const numbers = String(connectionId).padStart(connectionWidth) + slot;
  const status = columns.includes('status') ? ' ACTIVE' : '';
  return `${addresses}${stateOf(association).padEnd(stateWidth)}${numbers}${status}${isDeleted ? ' (deleted)' : ''}`;
}

function stateOf({ isDeleted, mode, state }: IsakmpSa): string {
  if (!isDeleted) return state;
  return mode === 'aggressive' ? 'AG_NO_STATE' : 'MM_NO_STATE';
}

/** show crypto isakmp sa count (command reference of 12.4T, sample output). */
export function isakmpSaCountLines(associations: readonly IsakmpSa[]): string[] {
  const live = associations.filter(({ isDeleted }) => !isDeleted);
  const active = live.filter(({ state }) => state === 'QM_IDLE').length;
  return [
    `Active ISAKMP SA's: ${active}`,
    "Standby ISAKMP SA's: 0",
    `Currently being negotiated ISAKMP SA's: ${live.length - active}`,
    `Dead ISAKMP SA's: ${associations.length - live.length}`,
  ];
}
