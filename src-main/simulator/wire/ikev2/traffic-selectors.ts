/**
 * Traffic selectors (RFC 7296 section 3.13): ranges of addresses and ports, of one protocol or of all.
 *
 *   # of selectors | 0 0 0
 *   selector:  type | protocol | length (2) | start port (2) | end port (2) | first address | last address
 */
import { concat, putU16, putU32, u16, u32, u8 } from '../../../base/bytes.ts';
import { formatIpv4 } from '../../../base/address.ts';
import { Malformed } from '../malformed.ts';
import { selectorTypes } from './numbers.ts';

/** Of IPv4. */
export interface TrafficSelector {
  /** 0 is any. */
  protocol: number;
  startPort: number;
  endPort: number;
  start: number;
  end: number;
}

export interface TrafficSelectors {
  selectors: readonly TrafficSelector[];
  /** Of other address families, whole: they are handed on and not looked at. */
  others: readonly Uint8Array[];
}

const layer = 'IKEv2 traffic selector';
const first = 4;
const ipv4Length = 16;

export function parseTrafficSelectors(body: Uint8Array): TrafficSelectors | Malformed {
  const selectors: TrafficSelector[] = [];
  const others: Uint8Array[] = [];
  let offset = first;
  for (let left = u8(body, 0); left > 0; left--) {
    const length = u16(body, offset + 2);
    if (length < 8 || length > body.length - offset) return new Malformed(layer, `length ${length}`);
    const whole = body.subarray(offset, offset + length);
    if (u8(whole, 0) !== selectorTypes.IPV4_RANGE) others.push(whole);
    else if (length !== ipv4Length) return new Malformed(layer, `${length} bytes for IPv4`);
    else selectors.push(parseSelector(whole));
    offset += length;
  }
  if (offset !== body.length) return new Malformed(layer, `${body.length - offset} bytes after the last one`);
  return { selectors, others };
}

function parseSelector(bytes: Uint8Array): TrafficSelector {
  return {
    protocol: u8(bytes, 1),
    startPort: u16(bytes, 4),
    endPort: u16(bytes, 6),
    start: u32(bytes, 8),
    end: u32(bytes, 12),
  };
}

export function emitTrafficSelectors({ selectors, others }: TrafficSelectors): Uint8Array {
  const head = Uint8Array.of(selectors.length + others.length, 0, 0, 0);
  return concat(head, ...selectors.map(emitSelector), ...others);
}

function emitSelector({ protocol, startPort, endPort, start, end }: TrafficSelector): Uint8Array {
  const bytes = new Uint8Array(ipv4Length);
  bytes[0] = selectorTypes.IPV4_RANGE;
  bytes[1] = protocol;
  putU16(bytes, 2, ipv4Length);
  putU16(bytes, 4, startPort);
  putU16(bytes, 6, endPort);
  putU32(bytes, 8, start);
  putU32(bytes, 12, end);
  return bytes;
}

export function describeTrafficSelectors({ selectors }: TrafficSelectors): string {
  return selectors
    .map(
      ({ protocol, startPort, endPort, start, end }) =>
        `${formatIpv4(start)}-${formatIpv4(end)} protocol ${protocol} ports ${startPort}-${endPort}`,
    )
    .join(', ');
}
