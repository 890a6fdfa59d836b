/** Subnets of a lab, as its author wrote them or as a seed moves them. */
import { broadcastOf, formatIpv4, maskOfLength, networkOf, parseIpv4 } from '../base/address.ts';
import type { Random } from '../base/random.ts';

export interface Subnet {
  /** The network address. */
  address: number;
  length: number;
}

/** Reads A.B.C.D/LENGTH. @returns what is wrong with it, in words, where it is no subnet */
export function parseSubnet(text: string): Subnet | string {
  const [addressText = '', lengthText = ''] = text.split('/');
  const address = parseIpv4(addressText);
  const length = Number(lengthText);
  if (address === undefined) return `expected four numbers up to 255, found ${addressText}`;
  if (length < 8 || length > 32) return `expected a length from 8 to 32, found ${lengthText}`;
  const network = networkOf(address, maskOfLength(length));
  if (network !== address) return `${text} is an address inside a subnet, which starts at ${formatIpv4(network)}`;
  return { address, length };
}

export function overlaps(a: Subnet, b: Subnet): boolean {
  const mask = maskOfLength(Math.min(a.length, b.length));
  return networkOf(a.address, mask) === networkOf(b.address, mask);
}

/** The private ranges of RFC 1918. */
const privateRanges: readonly Subnet[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((text) => {
  const range = parseSubnet(text);
  if (typeof range === 'string') throw new Error(range);
  return range;
});

/**
 * Another private subnet of the same length, in the private range of the given one where that has room.
 * @returns undefined when every place tried is taken
 */
export function movedSubnet(original: Subnet, taken: readonly Subnet[], random: Random): Subnet | undefined {
  const home = privateRanges.filter((range) => overlaps(range, original) && range.length < original.length);
  for (const range of [...home, ...privateRanges])
    for (let tries = 0; tries < 200 && range.length < original.length; tries++) {
      const subnet = subnetWithin(range, original.length, random);
      if (!taken.some((other) => overlaps(other, subnet))) return subnet;
    }
  return undefined;
}

function subnetWithin(range: Subnet, length: number, random: Random): Subnet {
  const index = random.int(2 ** (length - range.length));
  return { address: range.address + index * 2 ** (32 - length), length };
}

/** What a template can say about a subnet: {{west}} is 172.16.0.0/30, {{west.first}} is 172.16.0.1. */
export function subnetWords({ address, length }: Subnet): Record<string, string> {
  const mask = maskOfLength(length);
  // A /31 joins two routers without network and broadcast address (RFC 3021); a /32 is one address.
  const [first, last] =
    length < 31 ? [address + 1, broadcastOf(address, mask) - 1] : [address, broadcastOf(address, mask)];
  const words: Record<string, string> = {
    '': `${formatIpv4(address)}/${length}`,
    address: formatIpv4(address),
    length: String(length),
    mask: formatIpv4(mask),
    wildcard: formatIpv4(~mask >>> 0),
    first: formatIpv4(first),
    last: formatIpv4(last),
  };
  if (first + 1 <= last) words.second = formatIpv4(first + 1);
  if (first + 2 <= last) words.third = formatIpv4(first + 2);
  return words;
}
