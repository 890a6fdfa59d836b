/** Traffic selectors as labs write them. */
import { formatIpv4, maskOfLength, networkOf, parseIpv4 } from '../../base/address.ts';
import type { Exercise } from '../../lab/exercise.ts';
import type { Selector } from '../../sa/model.ts';
import { Unreadable } from './captures.ts';
import { addressNamed } from './places.ts';

const PROTOCOLS: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17, gre: 47 };

/** "any", "R1.wan", "gre R1.wan", "icmp 10.1.1.0/24". @throws {Unreadable} for anything else */
export function selectorOf(text: string, exercise: Exercise): Selector {
  const [, word, place = text] = /^(icmp|tcp|udp|gre) (.+)$/.exec(text) ?? [];
  return { ...networkNamed(place, exercise), protocol: PROTOCOLS[word ?? ''] ?? 0, port: 0 };
}

function networkNamed(place: string, exercise: Exercise): Pick<Selector, 'address' | 'mask'> {
  if (place === 'any') return { address: '0.0.0.0', mask: '0.0.0.0' };
  return /^[A-Za-z]/.test(place)
    ? { address: addressNamed(exercise, place), mask: '255.255.255.255' }
    : networkIn(place);
}

function networkIn(text: string): Pick<Selector, 'address' | 'mask'> {
  const [written = '', length = '32'] = text.split('/');
  const address = parseIpv4(written);
  if (address === undefined || !/^(?:\d|[12]\d|3[0-2])$/.test(length))
    throw new Unreadable(`"${text}" is no selector.`);
  const mask = maskOfLength(Number(length));
  return { address: formatIpv4(networkOf(address, mask)), mask: formatIpv4(mask) };
}
