/** ip route: static routes. */
import { formatIpv4, lengthOfMask, networkOf } from '../../../base/address.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { RoutingTable, StaticRoute } from '../../router/routing/routing-table.ts';
import type { Router } from '../../router/router.ts';
import type { IosDevice } from '../device.ts';
import { configureMode, execMode } from '../modes.ts';

interface Typed {
  readonly vrf?: string;
  readonly network: number;
  readonly mask: number;
  readonly nextHop?: number;
  readonly interface?: string;
  readonly distance?: number;
  readonly label?: string;
  readonly permanent?: string;
  readonly track?: number;
  readonly global?: string;
  readonly tag?: number;
}

const defaultDistance = 1;
const options = '*[name WORD:label] *[permanent:permanent] *[track <1-1000>:track] *[tag <1-4294967295>:tag]';

export function declareRouteStatic(): void {
  configureMode
    .words({
      'ip route': 'Establish static routes',
      'route vrf': 'Configure static route for a VPN Routing/Forwarding instance',
      'route vrf vrf': 'VPN Routing/Forwarding instance name',
      'route network': 'Destination prefix',
      'vrf network': 'Destination prefix',
      'network mask': 'Destination prefix mask',
      nextHop: "Forwarding router's address",
      distance: 'Distance metric for this route',
      label: 'Name of the next hop',
      ...after(['nextHop', 'distance', 'interface', 'global'], {
        name: 'Specify name of the next hop',
        permanent: 'permanent route',
        track: 'Install route depending on tracked item',
        tag: 'Set tag for this route',
      }),
      global: 'Next hop address is global',
      'track track': 'tracked object number',
      'tag tag': 'Tag value',
    })
    .add(`ip route [vrf WORD:vrf] A.B.C.D:network MASK:mask ![A.B.C.D:nextHop [<1-255>:distance] ${options}]`, {
      section: 'ip route',
      run: add,
      no: remove,
      show: ({ router }) => staticsOf(router).map(({ line }) => line),
    })
    .add(
      `ip route vrf WORD:vrf A.B.C.D:network MASK:mask A.B.C.D:nextHop [<1-255>:distance] global:global ${options}`,
      {
        run: add,
        no: remove,
      },
    )
    .add(
      `ip route [vrf WORD:vrf] A.B.C.D:network MASK:mask INTERFACE:interface [A.B.C.D:nextHop] [<1-255>:distance] ${options}`,
      { run: add, no: remove },
    );
  execMode.words({ 'route track-table': 'IP static routes that track objects' }).add('show ip route track-table', {
    run: ({ router }, _, exec) => exec.print(...trackLines(router)),
  });
}

/** Layout: gh id:32321187721. */
function trackLines(router: Router): string[] {
  return staticsOf(router).flatMap(({ route: { track }, line }) =>
    track === undefined ? [] : [` ${line} state is [${router.routes.isTrackUp(track) ? 'up' : 'down'}]`],
  );
}

function after(places: readonly string[], words: Readonly<Record<string, string>>): Record<string, string> {
  const pairs = places.flatMap((place) => Object.entries(words).map(([word, help]) => [`${place} ${word}`, help]));
  return Object.fromEntries(pairs) as Record<string, string>;
}

function tableOf({ router }: IosDevice, { vrf }: Pick<Typed, 'vrf'>): RoutingTable {
  const table = router.tableOf(vrf);
  if (!table) throw Refusal.because(`% VRF ${vrf ?? ''} does not exist`);
  return table;
}

function add(device: IosDevice, typed: Typed): void {
  const { router } = device;
  const { network, mask, nextHop } = typed;
  if (lengthOfMask(mask) === undefined || networkOf(network, mask) !== network) {
    throw Refusal.because('%Inconsistent address and mask');
  }
  if (nextHop !== undefined && isOwn(router, nextHop)) {
    throw Refusal.because("%Invalid next hop address (it's this router)");
  }
  const { statics } = tableOf(device, typed);
  const known = statics.findIndex((route) => isSame(route, typed));
  if (known >= 0) statics.splice(known, 1);
  statics.push(routeOf(typed));
  router.converge();
}

function routeOf({
  network,
  mask,
  nextHop,
  distance,
  label,
  permanent,
  track,
  tag,
  global,
  ...typed
}: Typed): StaticRoute {
  return {
    network,
    mask,
    nextHop,
    interfaceName: typed.interface,
    distance: distance ?? defaultDistance,
    ...(label !== undefined && { name: label }),
    ...(permanent !== undefined && { isPermanent: true }),
    ...(global !== undefined && { isGlobal: true }),
    ...(track !== undefined && { track }),
    ...(tag !== undefined && { tag }),
  };
}

/** Without a next hop, every route to the prefix. */
function remove(device: IosDevice, typed: Typed): void {
  const { statics } = tableOf(device, typed);
  const isAny = typed.nextHop === undefined && typed.interface === undefined;
  const doomed = statics.filter((route) => (isAny ? isSamePrefix(route, typed) : isSame(route, typed)));
  if (doomed.length === 0) throw Refusal.because('%No matching route to delete');
  for (const route of doomed) statics.splice(statics.indexOf(route), 1);
  device.router.converge();
}

function isOwn(router: IosDevice['router'], address: number): boolean {
  return [...router.interfaces.values()].some((one) => one.addresses.some((own) => own.address === address));
}

function isSamePrefix(route: StaticRoute, typed: Typed): boolean {
  return route.network === typed.network && route.mask === typed.mask;
}

function isSame(route: StaticRoute, typed: Typed): boolean {
  return isSamePrefix(route, typed) && route.nextHop === typed.nextHop && route.interfaceName === typed.interface;
}

function byPrefix(a: StaticRoute, b: StaticRoute): number {
  return a.network - b.network || a.mask - b.mask || a.distance - b.distance;
}

/** As they are configured, those of the global table first. */
function staticsOf(router: Router): { route: StaticRoute; line: string }[] {
  const of = ({ statics }: RoutingTable, vrf: string): { route: StaticRoute; line: string }[] =>
    [...statics].sort(byPrefix).map((route) => ({ route, line: lineOf(route, vrf) }));
  return [
    ...of(router.routes, ''),
    ...[...router.vrfs.values()].flatMap(({ name, routes }) => of(routes, `vrf ${name} `)),
  ];
}

function lineOf(route: StaticRoute, vrf: string): string {
  const { network, mask, nextHop, interfaceName, distance } = route;
  const parts = [`ip route ${vrf}${formatIpv4(network)}`, formatIpv4(mask)];
  if (interfaceName !== undefined) parts.push(interfaceName);
  if (nextHop !== undefined) parts.push(formatIpv4(nextHop));
  if (distance !== defaultDistance) parts.push(String(distance));
  if (route.isGlobal) parts.push('global');
  if (route.tag !== undefined) parts.push(`tag ${route.tag}`);
  // The order is that of the configurations that Ansible's ios_static_routes reads.
  if (route.isPermanent) parts.push('permanent');
  if (route.name !== undefined) parts.push(`name ${route.name}`);
  if (route.track !== undefined) parts.push(`track ${route.track}`);
  return parts.join(' ');
}
