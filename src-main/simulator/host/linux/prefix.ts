/** Addresses and networks as they are typed on a Linux host. */
import { lengthOfMask, maskOfLength, networkOf, parseIpv4 } from '../../../base/address.ts';
import type { InterfaceAddress } from '../../router/interface.ts';

/** `192.168.1.10/24`, `192.168.1.10/255.255.255.0`, or an address alone with all its bits. */
export function addressOf(text: string): InterfaceAddress | undefined {
  const [first = '', second = '32', ...more] = text.split('/');
  const address = parseIpv4(first);
  const mask = /^\d{1,2}$/.test(second) ? maskOfLength(Number(second)) : parseIpv4(second);
  if (address === undefined || mask === undefined || lengthOfMask(mask) === undefined || more.length > 0)
    return undefined;
  return Number(second) > 32 ? undefined : { address, mask };
}

/** A network, or `default`. */
export function networkNamed(text: string): { network: number; mask: number } | undefined {
  const prefix = addressOf(text === 'default' ? '0.0.0.0/0' : text);
  return prefix && { network: networkOf(prefix.address, prefix.mask), mask: prefix.mask };
}

/** Keywords with their values: `via 10.0.0.1 dev eth0`. Undefined when a value or a keyword is missing. */
export function keywordsOf(words: readonly string[], known: readonly string[]): Map<string, string> | undefined {
  const found = new Map<string, string>();
  for (let index = 0; index < words.length; index += 2) {
    const [key = '', value] = words.slice(index, index + 2);
    if (!known.includes(key) || value === undefined) return undefined;
    found.set(key, value);
  }
  return found;
}
