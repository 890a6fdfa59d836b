/** show ip route A.B.C.D [MASK]: the entry that serves an address. */
import { formatIpv4, lengthOfMask, networkOf } from '../../base/address.ts';
import type { Route, RoutingTable } from '../router/routing-table.ts';
import { classMaskOf } from './route-class.ts';

export function routeEntryLines(table: RoutingTable, address: number, mask?: number): string[] {
  const ways = waysTo(table, address, mask);
  const [first] = ways;
  if (!first) return [`% ${isNetworkKnown(table, address) ? 'Subnet' : 'Network'} not in table`];
  const { source, network, distance, metric } = first;
  const length = lengthOfMask(first.mask) ?? 0;
  const supernet = first.mask < classMaskOf(network) ? ', supernet' : '';
  const connected = source === 'connected' ? ' (connected, via interface)' : '';
  const candidate = first.mask === 0 ? ', candidate default path' : '';
  return [
    `Routing entry for ${formatIpv4(network)}/${length}${supernet}`,
    `  Known via "${source}", distance ${distance}, metric ${metric}${connected || connectedStatic(first)}${candidate}`,
    '  Routing Descriptor Blocks:',
    ...ways.flatMap((route, index) => descriptorLines(route, index === 0)),
  ];
}

/** The default route serves an address only when it is asked for itself: 0.0.0.0. */
function waysTo({ installed }: RoutingTable, address: number, mask: number | undefined): Route[] {
  const best = installed.find((route) => {
    if (mask !== undefined) return route.mask === mask && route.network === networkOf(address, mask);
    return networkOf(address, route.mask) === route.network && (route.mask !== 0 || address === 0);
  });
  return best ? installed.filter(({ network, mask: other }) => network === best.network && other === best.mask) : [];
}

function isNetworkKnown({ installed }: RoutingTable, address: number): boolean {
  const classMask = classMaskOf(address);
  return installed.some(
    ({ network, mask }) => mask !== 0 && networkOf(network, classMask) === networkOf(address, classMask),
  );
}

function connectedStatic({ source, nextHop }: Route): string {
  return source === 'static' && nextHop === undefined ? ' (connected)' : '';
}

function descriptorLines({ nextHop, via, metric }: Route, isNext: boolean): string[] {
  const hop = nextHop === undefined ? 'directly connected' : formatIpv4(nextHop);
  return [
    `  ${isNext ? '*' : ' '} ${hop}${via ? `, via ${via.name}` : ''}`,
    `      Route metric is ${metric}, traffic share count is 1`,
  ];
}
