/** What lifetimes two ends agreed on, as the debug of a negotiation says. */
import type { Readings } from '../../../lab/question.ts';
import { quoteOf, type Moment } from '../../facts/captures.ts';
import { readLog, type LogMessage, type Place } from '../../facts/logs.ts';
import { outerAddresses } from '../../facts/places.ts';
import { numberValue, type Value } from '../value.ts';

/** @throws {Unreadable} */
export function agreedLifetimes(
  { on, peer, of, unit = 'seconds' }: Readings['lifetime'],
  place: Place,
  moment: Moment,
): Value[] {
  const { evidence, messages } = readLog(place, on, moment);
  const peers = outerAddresses(place.exercise, peer);
  const saying = of === 'ike' ? messages.filter(({ event }) => event === 'lifetime') : messages.filter((one) => isInstalled(one, peers)); // prettier-ignore
  return saying.flatMap(({ line, fields }) => {
    const agreed = fields[unit];
    return typeof agreed === 'number' && agreed > 0 ? [numberValue(agreed, [quoteOf(evidence, line)])] : [];
  });
}

/** What is asked of the key engine before there is an SPI is an offer. */
function isInstalled({ event, fields }: LogMessage, peers: readonly string[]): boolean {
  if (event !== 'key-message' || !fields['spi']) return false;
  return [fields['local'], fields['remote']].some((address) => peers.some((one) => startsWith(address, one)));
}

/** 12.2 prints "172.16.1.1", later releases "172.16.1.1:0". */
function startsWith(address: unknown, peer: string): boolean {
  return typeof address === 'string' && (address === peer || address.startsWith(`${peer}:`));
}
