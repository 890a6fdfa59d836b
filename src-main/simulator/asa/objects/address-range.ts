/** Ranges of addresses: what objects, groups and masks all come down to. */
import { formatIpv4, lengthOfMask, maskOfLength } from '../../../base/address.ts';
import type { AddressMatch } from '../../router/access/access-list.ts';

/** Both ends belong to it. */
export interface AddressRange {
  readonly from: number;
  readonly to: number;
}

export const everywhere: AddressRange = { from: 0, to: 0xffffffff };

export function rangeOfHost(address: number): AddressRange {
  return { from: address, to: address };
}

export function rangeOfSubnet(address: number, mask: number): AddressRange {
  return { from: (address & mask) >>> 0, to: (address | ~mask) >>> 0 };
}

export function sizeOf({ from, to }: AddressRange): number {
  return to - from + 1;
}

export function holds({ from, to }: AddressRange, address: number): boolean {
  return address >= from && address <= to;
}

export function isSameRange(a: AddressRange, b: AddressRange): boolean {
  return a.from === b.from && a.to === b.to;
}

/** The mask of a range that is one subnet; undefined for one that is none. */
function maskOfRange({ from, to }: AddressRange): number | undefined {
  const mask = ~(from ^ to) >>> 0;
  const isSubnet = lengthOfMask(mask) !== undefined && (from & ~mask) === 0;
  return isSubnet ? mask : undefined;
}

/** A range as an access list takes it: the least number of prefixes that make it up. */
export function matchesOf({ from, to }: AddressRange): AddressMatch[] {
  const matches: AddressMatch[] = [];
  for (let at = from; at <= to;) {
    let length = 32;
    while (length > 0 && isAligned(at, length - 1) && endOf(at, length - 1) <= to) length--;
    matches.push({ address: at, wildcard: ~maskOfLength(length) >>> 0 });
    at = endOf(at, length) + 1;
  }
  return matches;
}

function isAligned(address: number, length: number): boolean {
  return (address & ~maskOfLength(length)) === 0;
}

function endOf(address: number, length: number): number {
  return (address | ~maskOfLength(length)) >>> 0;
}

/** As access lists print it: `any`, `host 10.0.0.1`, `10.0.0.0 255.0.0.0`, `range 10.0.0.1 10.0.0.9`. */
export function textOfRange(range: AddressRange): string {
  if (isSameRange(range, everywhere)) return 'any';
  if (range.from === range.to) return `host ${formatIpv4(range.from)}`;
  const mask = maskOfRange(range);
  if (mask === undefined) return `range ${formatIpv4(range.from)} ${formatIpv4(range.to)}`;
  return `${formatIpv4(range.from)} ${formatIpv4(mask)}`;
}

/** As `show nat detail` prints it: `10.0.0.0/8`, `10.0.0.1/32`, `10.0.0.1-10.0.0.9`. */
export function prefixOfRange(range: AddressRange): string {
  const mask = maskOfRange(range);
  if (mask === undefined) return `${formatIpv4(range.from)}-${formatIpv4(range.to)}`;
  return `${formatIpv4(range.from)}/${lengthOfMask(mask) ?? 0}`;
}
