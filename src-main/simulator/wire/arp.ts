/**
 * ARP for IPv4 over Ethernet (RFC 826).
 *
 *   0        2          4     5     6           8            14              18           24             28
 *   +--------+----------+-----+-----+-----------+------------+---------------+------------+--------------+
 *   | 1      | 0x0800   | 6   | 4   | operation | sender MAC | sender IPv4   | target MAC | target IPv4  |
 *   +--------+----------+-----+-----+-----------+------------+---------------+------------+--------------+
 */
import { formatIpv4, formatMac } from '../../base/address.ts';
import { putU16, putU32, u16, u32 } from '../../base/bytes.ts';
import { Malformed } from './malformed.ts';

const HARDWARE_TYPE = 0;
const PROTOCOL_TYPE = 2;
const ADDRESS_LENGTHS = 4;
const OPERATION = 6;
const SENDER_MAC = 8;
const SENDER_ADDRESS = 14;
const TARGET_MAC = 18;
const TARGET_ADDRESS = 24;
const LENGTH = 28;

const ETHERNET = 1;
const IPV4 = 0x0800;
const SIX_AND_FOUR = 0x0604;
const REQUEST = 1;
const REPLY = 2;

export interface ArpPacket {
  operation: 'request' | 'reply';
  senderMac: Uint8Array;
  senderAddress: number;
  /** Zeros in a request. */
  targetMac: Uint8Array;
  targetAddress: number;
}

export function parseArp(bytes: Uint8Array): ArpPacket | Malformed {
  if (bytes.length < LENGTH) return new Malformed('ARP', `${bytes.length} bytes of ${LENGTH}`);
  if (u16(bytes, HARDWARE_TYPE) !== ETHERNET || u16(bytes, PROTOCOL_TYPE) !== IPV4)
    return new Malformed('ARP', 'not for IPv4 over Ethernet');
  if (u16(bytes, ADDRESS_LENGTHS) !== SIX_AND_FOUR) return new Malformed('ARP', 'address lengths are not 6 and 4');
  const operation = u16(bytes, OPERATION);
  if (operation !== REQUEST && operation !== REPLY) return new Malformed('ARP', `unknown operation ${operation}`);
  return {
    operation: operation === REQUEST ? 'request' : 'reply',
    senderMac: bytes.subarray(SENDER_MAC, SENDER_ADDRESS),
    senderAddress: u32(bytes, SENDER_ADDRESS),
    targetMac: bytes.subarray(TARGET_MAC, TARGET_ADDRESS),
    targetAddress: u32(bytes, TARGET_ADDRESS),
  };
}

export function emitArp({ operation, senderMac, senderAddress, targetMac, targetAddress }: ArpPacket): Uint8Array {
  const bytes = new Uint8Array(LENGTH);
  putU16(bytes, HARDWARE_TYPE, ETHERNET);
  putU16(bytes, PROTOCOL_TYPE, IPV4);
  putU16(bytes, ADDRESS_LENGTHS, SIX_AND_FOUR);
  putU16(bytes, OPERATION, operation === 'request' ? REQUEST : REPLY);
  bytes.set(senderMac, SENDER_MAC);
  putU32(bytes, SENDER_ADDRESS, senderAddress);
  bytes.set(targetMac, TARGET_MAC);
  putU32(bytes, TARGET_ADDRESS, targetAddress);
  return bytes;
}

export function describeArp({ operation, senderMac, senderAddress, targetAddress }: ArpPacket): string {
  return operation === 'request'
    ? `ARP who has ${formatIpv4(targetAddress)}? tell ${formatIpv4(senderAddress)}`
    : `ARP ${formatIpv4(senderAddress)} is at ${formatMac(senderMac)}`;
}
