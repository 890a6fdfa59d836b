/**
 * The tag of a VLAN in an Ethernet frame (IEEE 802.1Q). It stands between the addresses and the type; a frame with a
 * tag is four bytes longer.
 *
 *   0                   6                  12       14                     16      18
 *   +-------------------+-------------------+--------+----------------------+-------+----------
 *   | destination       | source            | 0x8100 | priority, VLAN (12)  | type  | payload
 *   +-------------------+-------------------+--------+----------------------+-------+----------
 */
import { concat, putU16, u16 } from '../../base/bytes.ts';

const TYPE = 12;
const TAG = 14;
const INNER_TYPE = 16;

const vlanEtherType = 0x8100;

/** Which VLAN a frame belongs to; undefined for a frame without a tag. */
export function vlanOf(frame: Uint8Array): number | undefined {
  const isTagged = frame.length >= INNER_TYPE + 2 && u16(frame, TYPE) === vlanEtherType;
  return isTagged ? u16(frame, TAG) & 0xfff : undefined;
}

/** The frame with a tag of normal priority. */
export function withVlanTag(frame: Uint8Array, vlan: number): Uint8Array {
  const tag = new Uint8Array(4);
  putU16(tag, 0, vlanEtherType);
  putU16(tag, 2, vlan);
  return concat(frame.subarray(0, TYPE), tag, frame.subarray(TYPE));
}

/** A frame that has a tag, without it. */
export function withoutVlanTag(frame: Uint8Array): Uint8Array {
  return concat(frame.subarray(0, TYPE), frame.subarray(INNER_TYPE));
}
