/** The vendor ID payload (RFC 2408 section 3.16): bytes that a vendor or a document chose, often the MD5 of its name. */
import { bytesOfHex, hexOf } from '../../../base/bytes.ts';
import { payloadTypes } from './numbers.ts';
import { opaque } from './opaque.ts';

/**
 * The ones that IOS routers and strongSwan send. RFC 3947 section 3.1 and its drafts: MD5 of the document's name;
 * DPD: RFC 3706 section 5.1, the last two bytes are its version; XAUTH: draft-beaulieu-ike-xauth-02; Unity and
 * fragmentation: as strongSwan 5.9 and Wireshark 4.0 know them (the latter is the MD5 of its name, and bits of what can
 * be in pieces follow it or do not).
 */
const known = {
  'NAT-T RFC 3947': '4a131c81070358455c5728f20e95452f',
  'NAT-T draft 07': '439b59f8ba676c4c7737ae22eab8f582',
  'NAT-T draft 03': '7d9419a65310ca6f2c179d9215529d56',
  'NAT-T draft 02': '90cb80913ebb696e086381b5ec427b1f',
  'NAT-T draft 02 without line end': 'cd60464335df21f87cfdb2fc68b6a448',
  DPD: 'afcad71368a1f1c96b8696fc77570100',
  XAUTH: '09002689dfd6b712',
  Unity: '12f5f28c457168a9702d9fe274cc0100',
  fragmentation: '4048b7d56ebce88525e7de7f00d6c2d3',
} as const;

export type KnownVendor = keyof typeof known;

/** As bytes: there are several in every negotiation, and their text takes longer to read than their message to make. */
const ids = Object.entries(known).map(([name, hex]) => ({ name: name as KnownVendor, id: bytesOfHex(hex) }));
const idsByName = new Map(ids.map(({ name, id }) => [name, id]));
/** All that Cisco's devices announce (strongSwan's isakmp_vendor.c): messages of main, aggressive and base mode. */
idsByName.set('fragmentation', bytesOfHex(`${known.fragmentation}c0000000`));

export function vendorIdOf(vendor: KnownVendor): Uint8Array {
  return idsByName.get(vendor) ?? bytesOfHex(known[vendor]);
}

/** By its beginning: some senders append capabilities. */
export function nameOfVendorId(data: Uint8Array): KnownVendor | undefined {
  for (const { name, id } of ids) if (isBeginning(id, data)) return name;
  return undefined;
}

function isBeginning(id: Uint8Array, data: Uint8Array): boolean {
  for (let i = 0; i < id.length; i++) if (id[i] !== data[i]) return false;
  return true;
}

export const vendorId = opaque('vendorId', payloadTypes.VID, (data) => nameOfVendorId(data) ?? hexOf(data));
