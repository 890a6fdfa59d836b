/** show ip route A.B.C.D [MASK]: the entry that serves an address. What is learned: corpus genie iosxe show_ip_route_word. */
import { formatIpv4, lengthOfMask, networkOf } from '../../../base/address.ts';
import type { Route } from '../../router/routing/routing-table.ts';
import { ageOf } from '../age.ts';
import { classMaskOf } from '../../router/routing/route-class.ts';

interface TableView {
  installed: readonly Route[];
  /** On the virtual clock. */
  now: number;
}

export function routeEntryLines(table: TableView, address: number, mask?: number): string[] {
  const ways = waysTo(table, address, mask);
  const [first] = ways;
  if (!first) return [`% ${isNetworkKnown(table, address) ? 'Subnet' : 'Network'} not in table`];
  const { network } = first;
  const length = lengthOfMask(first.mask) ?? 0;
  const supernet = first.mask < classMaskOf(network) ? ', supernet' : '';
  return [
    `Routing entry for ${formatIpv4(network)}/${length}${supernet}`,
    knownLine(first),
    ...(first.tag === undefined ? [] : [`  Tag ${first.tag}`]),
    ...learnedLines(first, table),
    '  Routing Descriptor Blocks:',
    ...ways.flatMap((route, index) => descriptorLines(route, index === 0, table)),
  ];
}

function knownLine(route: Route): string {
  const { source, process, distance, metric, mask } = route;
  const via = process === undefined ? source : `${source} ${process}`;
  const connected = source === 'connected' ? ' (connected, via interface)' : connectedStatic(route);
  const candidate = mask === 0 ? ', candidate default path' : '';
  return `  Known via "${via}", distance ${distance}, metric ${metric}${connected}${candidate}${typeText(route)}`;
}

const ospfTypes: Readonly<Record<string, string>> = {
  O: 'intra area',
  'O IA': 'inter area',
  'O E1': 'extern 1',
  'O E2': 'extern 2',
};

function typeText({ source, code = '' }: Route): string {
  if (source === 'eigrp') return `, type ${code === 'D EX' ? 'external' : 'internal'}`;
  const type = source === 'ospf' ? ospfTypes[code] : undefined;
  return type === undefined ? '' : `, type ${type}`;
}

function learnedLines({ source, process, nextHop, via, since }: Route, { now }: TableView): string[] {
  if (since === undefined) return [];
  return [
    ...(source === 'eigrp' ? [`  Redistributing via eigrp ${process ?? ''}`] : []),
    `  Last update from ${formatIpv4(nextHop ?? 0)} on ${via?.name ?? ''}, ${ageOf(now - since)} ago`,
  ];
}

/** The default route serves an address only when it is asked for itself: 0.0.0.0. */
function waysTo({ installed }: TableView, address: number, mask: number | undefined): Route[] {
  const best = installed.find((route) => {
    if (mask !== undefined) return route.mask === mask && route.network === networkOf(address, mask);
    return networkOf(address, route.mask) === route.network && (route.mask !== 0 || address === 0);
  });
  return best ? installed.filter(({ network, mask: other }) => network === best.network && other === best.mask) : [];
}

function isNetworkKnown({ installed }: TableView, address: number): boolean {
  const classMask = classMaskOf(address);
  return installed.some(
    ({ network, mask }) => mask !== 0 && networkOf(network, classMask) === networkOf(address, classMask),
  );
}

function connectedStatic({ source, nextHop }: Route): string {
  return source === 'static' && nextHop === undefined ? ' (connected)' : '';
}

/** OSPF would name the router that told it, which is not kept here: only the time stands there then. */
function descriptorLines(route: Route, isNext: boolean, { now }: TableView): string[] {
  const { source, nextHop, via, metric, since } = route;
  const hop = nextHop === undefined ? 'directly connected' : formatIpv4(nextHop);
  const from = source === 'eigrp' ? `, from ${hop}` : '';
  const update = since === undefined ? '' : `${from}, ${ageOf(now - since)} ago`;
  return [
    `  ${isNext ? '*' : ' '} ${hop}${update}${via ? `, via ${via.name}` : ''}`,
    `      Route metric is ${metric}, traffic share count is 1`,
    ...(route.tag === undefined ? [] : [`      Route tag ${route.tag}`]),
  ];
}
