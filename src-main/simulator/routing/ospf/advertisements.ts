/** What a router tells of itself: its own advertisements, made from its interfaces and neighbours (RFC 2328 section 12.4). */
import { hostMask, networkOf } from '../../../base/address.ts';
import { emitNetworkBody, emitRouterBody, routerLinkTypes, type RouterLink } from '../../wire/ospf/lsa.ts';
import type { OspfInterface } from './ospf-interface.ts';

export function routerBodyOf(
  interfaces: readonly OspfInterface[],
  flags: { isBorder: boolean; isExternalBorder: boolean },
): Uint8Array {
  return emitRouterBody({ ...flags, links: interfaces.flatMap(linksOf) });
}

function linksOf(own: OspfInterface): RouterLink[] {
  const { networkType, address, mask, cost } = own.parameters;
  // A loopback is told as a host, whatever its mask.
  if (networkType === 'loopback') return [{ id: address, data: hostMask, type: routerLinkTypes.stub, metric: 1 }];
  const stub = { id: networkOf(address, mask), data: mask, type: routerLinkTypes.stub, metric: cost };
  if (networkType !== 'broadcast') {
    const full = [...own.neighbours.values()].filter(({ state }) => state === 'FULL');
    const links = full.map(({ router }) => ({
      id: router,
      data: address,
      type: routerLinkTypes.pointToPoint,
      metric: cost,
    }));
    // Of many that are not all joined to one another each is told as a host (RFC 2328 section 12.4.1.4).
    const host = { id: address, data: hostMask, type: routerLinkTypes.stub, metric: 0 };
    return [...links, networkType === 'point-to-multipoint' ? host : stub];
  }
  return isTransit(own) ? [{ id: own.designated, data: address, type: routerLinkTypes.transit, metric: cost }] : [stub];
}

/** A network is more than a stub when this router has a common database with its designated one, or is it. */
function isTransit(own: OspfInterface): boolean {
  const full = [...own.neighbours.values()].filter(({ state }) => state === 'FULL');
  if (own.designated === own.parameters.address) return full.length > 0;
  return full.some(({ address }) => address === own.designated);
}

/** Undefined where this router is not the designated one, or alone. */
export function networkBodyOf(own: OspfInterface, self: number): Uint8Array | undefined {
  const { networkType, address, mask } = own.parameters;
  if (networkType !== 'broadcast' || own.designated !== address || !isTransit(own)) return undefined;
  const full = [...own.neighbours.values()].filter(({ state }) => state === 'FULL');
  return emitNetworkBody({ mask, attached: [self, ...full.map(({ router }) => router)] });
}
