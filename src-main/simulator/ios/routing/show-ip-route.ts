/**
 * show ip route: the table by classful networks. From 15 on it is a column wider, lists the router's own addresses, and
 * explains its codes above a part of it as well.
 */
import { formatIpv4, lengthOfMask, networkOf } from '../../../base/address.ts';
import { omit } from '../../../base/omit.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { Route, RoutingTable } from '../../router/routing/routing-table.ts';
import { ageOf } from '../age.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import { routeCodes } from './route-codes.ts';
import { localRoutes } from './route-local.ts';
import { routeEntryLines } from './show-ip-route-entry.ts';
import { routeSummaryLines } from './show-ip-route-summary.ts';
import { classMaskOf } from '../../router/routing/route-class.ts';

export function declareShowIpRoute(): void {
  declareWords();
  declareShortcuts();
  execMode
    .add('show ip route vrf WORD:vrf [{connected|static|ospf|eigrp}:source]', {
      run: (device, { vrf, source }, exec) => {
        const table = tableNamed(device, vrf);
        const shown = shownRoutes(table, device).filter((route) => (source ?? route.source) === route.source);
        exec.print('', `Routing Table: ${vrf}`, ...tableLines(table, device, shown));
      },
    })
    .add('show ip route vrf WORD:vrf A.B.C.D:address [MASK:mask]', {
      run: (device, { vrf, address, mask }, exec) => {
        const installed = entriesOf(tableNamed(device, vrf), device);
        exec.print('', `Routing Table: ${vrf}`);
        exec.print(...routeEntryLines({ installed, now: device.clock.now() }, address, mask));
      },
    })
    .add('show ip route', {
      run: (device, _, exec) => {
        const table = device.router.routes;
        exec.print(...tableLines(table, device, shownRoutes(table, device)));
      },
    })
    .add('show ip route {connected|static|ospf|eigrp}:source', {
      run: (device, { source }, exec) => {
        const table = device.router.routes;
        const own = shownRoutes(table, device).filter((route) => route.source === source);
        exec.print(...(device.flavour.hasLocalRoutes ? tableLines(table, device, own) : groupLines(own, device)));
      },
    })
    .add('show ip route summary', {
      when: ({ flavour }) => flavour.hasLocalRoutes,
      run: (device, _, exec) => exec.print(...routeSummaryLines(shownRoutes(device.router.routes, device))),
    })
    .add('show ip route A.B.C.D:address [MASK:mask]', {
      run: (device, { address, mask }, exec) => {
        const installed = entriesOf(device.router.routes, device);
        exec.print(...routeEntryLines({ installed, now: device.clock.now() }, address, mask));
      },
    });
}

/** What NHRP has found, which is in the table from 15 on. */
function declareShortcuts(): void {
  execMode
    .add('show ip route next-hop-override', {
      when: ({ flavour }) => flavour.hasLocalRoutes,
      run: (device, _, exec) => {
        const table = device.router.routes;
        exec.print(...tableLines(table, device, shownRoutes(table, device), true));
      },
    })
    .add('show ip route nhrp', {
      when: ({ flavour }) => flavour.hasLocalRoutes,
      run: (device, _, exec) => {
        const table = device.router.routes;
        const own = table.installed.filter(({ source }) => source === 'nhrp');
        exec.print(...tableLines(table, device, own));
      },
    });
}

function declareWords(): void {
  execMode.words({
    'show ip route': 'IP routing table',
    'vrf connected': 'Connected',
    'vrf static': 'Static routes',
    'vrf ospf': 'Open Shortest Path First (OSPF)',
    'vrf eigrp': 'Enhanced Interior Gateway Routing Protocol (EIGRP)',
    'vrf address': 'Network to display information about',
    'vrf address mask': 'Network mask',
    'route address': 'Network to display information about or hostname',
    'route address mask': 'Network mask',
    'route vrf': 'Display routes from a VPN Routing/Forwarding instance',
    'route vrf vrf': 'VPN Routing/Forwarding instance name',
    'route summary': 'Summary of all routes',
    'route next-hop-override': 'Show Next hop override routes',
    'route nhrp': 'NHRP routes',
    'route connected': 'Connected',
    'route static': 'Static routes',
    'route ospf': 'Open Shortest Path First (OSPF)',
    'route eigrp': 'Enhanced Interior Gateway Routing Protocol (EIGRP)',
  });
}

function tableNamed({ router }: IosDevice, vrf: string): RoutingTable {
  const table = router.tableOf(vrf);
  if (!table) throw Refusal.because(`% IP routing table ${vrf} does not exist`);
  return table;
}

/** Up to 12.4 what NHRP has found is not in the table: packets take it all the same. */
function entriesOf({ installed }: RoutingTable, { flavour }: IosDevice): readonly Route[] {
  if (flavour.hasLocalRoutes) return installed;
  return installed.flatMap((route) => (route.source === 'nhrp' ? [] : [omit(route, 'override')]));
}

function shownRoutes(table: RoutingTable, device: IosDevice): readonly Route[] {
  const entries = entriesOf(table, device);
  return device.flavour.hasLocalRoutes ? [...entries, ...localRoutes(entries)] : entries;
}

function tableLines(
  table: RoutingTable,
  device: IosDevice,
  shown: readonly Route[],
  isShortcutShown = false,
): string[] {
  const body = groupLines(shown, device, isShortcutShown);
  return [...routeCodes[device.flavour.routeCodes], '', gatewayLine(table), '', ...body];
}

function gatewayLine({ installed }: RoutingTable): string {
  const gateway = installed.find(({ mask }) => mask === 0);
  if (!gateway) return 'Gateway of last resort is not set';
  return `Gateway of last resort is ${formatIpv4(gateway.nextHop ?? 0)} to network 0.0.0.0`;
}

/** All ways to one prefix. */
type Ways = readonly [Route, ...Route[]];

function groupLines(shown: readonly Route[], { flavour, clock }: IosDevice, isShortcutShown = false): string[] {
  const look = { extra: flavour.hasLocalRoutes ? 1 : 0, now: clock.now(), isShortcutShown };
  const groups = new Map<number, Ways[]>();
  for (const ways of byPrefix(shown)) {
    const network = networkOf(ways[0].network, classMaskOf(ways[0].network));
    groups.set(network, [...(groups.get(network) ?? []), ways]);
  }
  const rank = flavour.hasLocalRoutes ? (): number => 0 : rankOf;
  const ordered = [...groups].sort(([a, one], [b, other]) => rank(one) - rank(other) || a - b);
  return ordered.flatMap(([network, group]) => classLines(network, group, look));
}

function byPrefix(installed: readonly Route[]): Ways[] {
  const prefixes = new Map<string, Ways>();
  for (const route of [...installed].sort((a, b) => a.network - b.network || a.mask - b.mask)) {
    const key = `${route.network} ${route.mask}`;
    const known = prefixes.get(key);
    prefixes.set(key, known ? [...known, route] : [route]);
  }
  return [...prefixes.values()];
}

/** Up to 12.4: what begins with a prefix that is shorter than its class comes late, the default route at the very end. */
function rankOf([first]: readonly Ways[]): number {
  const { network, mask } = first?.[0] ?? { network: 0, mask: 0 };
  if (mask === 0) return 2;
  return mask < classMaskOf(network) ? 1 : 0;
}

interface Look {
  /** Columns beyond those of 12.4. */
  extra: number;
  /** On the virtual clock. */
  now: number;
  isShortcutShown: boolean;
}

/** What is subnetted has a heading, and its prefixes further in; they show their lengths where these differ. */
function classLines(network: number, group: readonly Ways[], { extra, ...look }: Look): string[] {
  const [outer, inner] = [5 + extra, 8 + extra];
  const classMask = classMaskOf(network);
  if (group.every(([{ mask }]) => mask <= classMask))
    return group.flatMap((ways) => routeLines(ways, { column: outer, isLengthShown: true, ...look }));
  const subnets = group.filter(([{ mask }]) => mask >= classMask);
  const supernets = group.filter(([{ mask }]) => mask < classMask);
  const [mask = 0, ...others] = new Set(subnets.map(([first]) => first.mask));
  const isVariable = others.length > 0;
  const length = lengthOfMask(isVariable ? classMask : mask);
  const kind = isVariable ? 'variably subnetted' : 'subnetted';
  const masks = isVariable ? `, ${others.length + 1} masks` : '';
  return [
    `${' '.repeat(outer)}${formatIpv4(network)}/${length} is ${kind}, ${subnets.length} subnets${masks}`,
    ...subnets.flatMap((ways) => routeLines(ways, { column: inner, isLengthShown: isVariable, ...look })),
    ...supernets.flatMap((ways) => routeLines(ways, { column: outer, isLengthShown: true, ...look })),
  ];
}

interface Layout {
  /** Whether what NHRP has found stands below the route that it goes before. */
  isShortcutShown: boolean;
  /** Where the prefix begins. */
  column: number;
  isLengthShown: boolean;
  /** On the virtual clock. */
  now: number;
}

/** A second way to the same prefix stands below the first, without code and prefix. */
function routeLines(ways: Ways, { column, isLengthShown, now, isShortcutShown }: Layout): string[] {
  const [{ source, network, mask, code, override }] = ways;
  const letter = code ?? (source === 'connected' ? 'C' : 'S');
  const flagged = override
    ? `${letter.padEnd(4)}%`
    : mask === 0
      ? `${letter.slice(0, 1)}*${letter.slice(1).trim()}`
      : letter;
  const prefix = formatIpv4(network) + (isLengthShown ? `/${lengthOfMask(mask)}` : '');
  const start = `${flagged.padEnd(column)}${prefix} `;
  const lines = ways.map((route, index) => (index === 0 ? start : ' '.repeat(start.length)) + wayOf(route, now));
  return isShortcutShown && override ? [...lines, ' '.repeat(start.length) + shortcutText(override, now)] : lines;
}

function shortcutText({ nextHop, via, since }: NonNullable<Route['override']>, now: number): string {
  return `[NHO][250/255] via ${formatIpv4(nextHop)}, ${ageOf(now - since)}, ${via.name}`;
}

function wayOf(route: Route, now: number): string {
  const { nextHop, via, distance, metric, since } = route;
  const age = since === undefined ? '' : `, ${ageOf(now - since)}`;
  const out = via ? `, ${via.name}` : '';
  if (route.source === 'connected' || nextHop === undefined) return `${natureOf(route)}${age}${out || ', '}`;
  return `[${distance}/${metric}] via ${formatIpv4(nextHop)}${age}${out}`;
}

/** Of what has no next hop: what protocols tell together, or what is at hand. */
function natureOf({ source, nextHop }: Route): string {
  const isTold = source === 'ospf' || source === 'eigrp';
  return nextHop === undefined && isTold ? 'is a summary' : 'is directly connected';
}
