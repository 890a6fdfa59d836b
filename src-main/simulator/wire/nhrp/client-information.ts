/**
 * A client information entry of NHRP (RFC 2332 section 5.2.0.1), with addresses of IPv4:
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +---------------+---------------+-------------------------------+
 *   |     Code      | Prefix length |            unused             |  0
 *   +---------------+---------------+-------------------------------+
 *   |    Maximum transmission unit  |         Holding time          |  4
 *   +---------------+---------------+---------------+---------------+
 *   |  NBMA length  |  subaddress   | protocol len. |  Preference   |  8
 *   +---------------+---------------+---------------+---------------+
 *   |         NBMA address, then protocol address: what there is of them
 */
import { putU16, putU32, u16, u32, u8 } from '../../../base/bytes.ts';
import { Malformed } from '../malformed.ts';

export interface ClientInformation {
  /** 0 in a request, and where all is well. */
  code: number;
  /** Bits of the protocol address that the entry is for; 255: this address alone, and nobody else may have it. */
  prefixLength: number;
  mtu: number;
  /** Seconds. */
  holdingTime: number;
  /** Left out where it is that of the packet's sender. */
  nbma: number | undefined;
  protocol: number | undefined;
  preference: number;
}

const LEAST = 12;

export function emitClient(client: ClientInformation): Uint8Array {
  const { nbma, protocol } = client;
  const [nbmaLength, protocolLength] = [lengthOf(nbma), lengthOf(protocol)];
  const bytes = new Uint8Array(LEAST + nbmaLength + protocolLength);
  bytes[0] = client.code;
  bytes[1] = client.prefixLength;
  putU16(bytes, 4, client.mtu);
  putU16(bytes, 6, client.holdingTime);
  bytes[8] = nbmaLength;
  bytes[10] = protocolLength;
  bytes[11] = client.preference;
  if (nbma !== undefined) putU32(bytes, LEAST, nbma);
  if (protocol !== undefined) putU32(bytes, LEAST + nbmaLength, protocol);
  return bytes;
}

/** All entries that stand in a row, to the last byte. */
export function parseClients(bytes: Uint8Array): ClientInformation[] | Malformed {
  const clients: ClientInformation[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const rest = bytes.subarray(offset);
    if (rest.length < LEAST) return new Malformed('NHRP', `${rest.length} bytes are no client information`);
    const [nbmaLength, protocolLength] = [u8(rest, 8), u8(rest, 10)];
    if (!isLength(nbmaLength) || !isLength(protocolLength) || u8(rest, 9) !== 0)
      return new Malformed('NHRP', 'a client whose addresses are not of IPv4');
    const length = LEAST + nbmaLength + protocolLength;
    if (rest.length < length) return new Malformed('NHRP', `${rest.length} bytes of a client of ${length}`);
    clients.push({
      code: u8(rest, 0),
      prefixLength: u8(rest, 1),
      mtu: u16(rest, 4),
      holdingTime: u16(rest, 6),
      nbma: nbmaLength === 0 ? undefined : u32(rest, LEAST),
      protocol: protocolLength === 0 ? undefined : u32(rest, LEAST + nbmaLength),
      preference: u8(rest, 11),
    });
    offset += length;
  }
  return clients;
}

const lengthOf = (address: number | undefined): number => (address === undefined ? 0 : 4);
const isLength = (length: number): boolean => length === 0 || length === 4;
