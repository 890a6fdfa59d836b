/** Selectors of IPsec as traffic selectors of IKE, and how the two are brought to what both have (RFC 7296 section 2.9). */
import { lengthOfMask, maskOfLength, networkOf } from '../../base/address.ts';
import type { Selector } from '../ipsec/proposal.ts';
import type { TrafficSelector } from '../wire/ikev2/traffic-selectors.ts';

const lastPort = 0xffff;

export function rangeOf({ address, mask, protocol, port }: Selector): TrafficSelector {
  const start = networkOf(address, mask);
  const end = (start | ~mask) >>> 0;
  return { protocol, startPort: port, endPort: port === 0 ? lastPort : port, start, end };
}

/** Undefined when a range is no network, or its ports are neither one nor all. */
export function selectorOf(range: TrafficSelector): Selector | undefined {
  const { protocol, startPort, endPort, start, end } = range;
  const mask = ~(start ^ end) >>> 0;
  const isNetwork = lengthOfMask(mask) !== undefined && networkOf(start, mask) === start;
  const isAnyPort = startPort === 0 && endPort === lastPort;
  if (!isNetwork || (!isAnyPort && startPort !== endPort)) return undefined;
  return { address: start, mask, protocol, port: isAnyPort ? 0 : startPort };
}

export function isWithin(inner: TrafficSelector, outer: TrafficSelector): boolean {
  return (
    (outer.protocol === 0 || outer.protocol === inner.protocol) &&
    outer.start <= inner.start &&
    inner.end <= outer.end &&
    outer.startPort <= inner.startPort &&
    inner.endPort <= outer.endPort
  );
}

/**
 * What a policy of ours and an offer have in common, the most that a selector can say; undefined when it is nothing. The
 * first range of an offer may be that of the packet which it is for: of the others one that it lies in is better.
 */
export function narrow(own: Selector, offered: readonly TrafficSelector[]): Selector | undefined {
  let best: Selector | undefined;
  for (const range of offered) {
    const common = intersection(rangeOf(own), range);
    const selector = common && (selectorOf(common) ?? largestNetworkIn(common));
    if (selector && (!best || isWithin(rangeOf(best), rangeOf(selector)))) best = selector;
  }
  return best;
}

function intersection(a: TrafficSelector, b: TrafficSelector): TrafficSelector | undefined {
  if (a.protocol !== 0 && b.protocol !== 0 && a.protocol !== b.protocol) return undefined;
  const common = {
    protocol: a.protocol === 0 ? b.protocol : a.protocol,
    start: Math.max(a.start, b.start),
    end: Math.min(a.end, b.end),
    startPort: Math.max(a.startPort, b.startPort),
    endPort: Math.min(a.endPort, b.endPort),
  };
  return common.start > common.end || common.startPort > common.endPort ? undefined : common;
}

/** Of a range that is no network: the largest one that lies in it, from the front. */
function largestNetworkIn({ protocol, startPort, endPort, start, end }: TrafficSelector): Selector | undefined {
  const isAnyPort = startPort === 0 && endPort === lastPort;
  if (!isAnyPort && startPort !== endPort) return undefined;
  for (let length = 0; length <= 32; length++) {
    const mask = maskOfLength(length);
    const size = (~mask >>> 0) + 1;
    const address = Math.ceil(start / size) * size;
    if (address + size - 1 <= end) return { address, mask, protocol, port: isAnyPort ? 0 : startPort };
  }
  return undefined;
}
