/** ip route: static routes. */
import { formatIpv4, lengthOfMask, networkOf } from '../../base/address.ts';
import { Refusal } from '../cli/refusal.ts';
import type { StaticRoute } from '../router/routing-table.ts';
import type { IosDevice } from './device.ts';
import { configureMode } from './modes.ts';

interface Typed {
  readonly network: number;
  readonly mask: number;
  readonly nextHop?: number;
  readonly interface?: string;
  readonly distance?: number;
  readonly name?: string;
}

const defaultDistance = 1;

export function declareRouteStatic(): void {
  configureMode
    .words({
      'ip route': 'Establish static routes',
      'ip route network': 'Destination prefix',
      'route network mask': 'Destination prefix mask',
      nextHop: "Forwarding router's address",
      distance: 'Distance metric for this route',
      'mask nextHop name': 'Specify name of the next hop',
      'mask nextHop distance name': 'Specify name of the next hop',
      'mask interface name': 'Specify name of the next hop',
      'mask interface distance name': 'Specify name of the next hop',
      'interface nextHop name': 'Specify name of the next hop',
      'interface nextHop distance name': 'Specify name of the next hop',
      label: 'Name of the next hop',
    })
    .add('ip route A.B.C.D:network MASK:mask ![A.B.C.D:nextHop [<1-255>:distance] [name WORD:label]]', {
      section: 'ip route',
      run: (device, { label, ...route }) => add(device, { ...route, ...nameOf(label) }),
      no: remove,
      show: ({ router }) => [...router.routes.statics].sort(byPrefix).map(lineOf),
    })
    .add(
      'ip route A.B.C.D:network MASK:mask INTERFACE:interface [A.B.C.D:nextHop] [<1-255>:distance] [name WORD:label]',
      {
        run: (device, { label, ...route }) => add(device, { ...route, ...nameOf(label) }),
        no: remove,
      },
    );
}

function nameOf(name: string | undefined): { name?: string } {
  return name === undefined ? {} : { name };
}

function add({ router }: IosDevice, typed: Typed): void {
  const { network, mask, nextHop } = typed;
  if (lengthOfMask(mask) === undefined || networkOf(network, mask) !== network) {
    throw Refusal.because('%Inconsistent address and mask');
  }
  if (nextHop !== undefined && isOwn(router, nextHop)) {
    throw Refusal.because("%Invalid next hop address (it's this router)");
  }
  const { statics } = router.routes;
  const known = statics.findIndex((route) => isSame(route, typed));
  if (known >= 0) statics.splice(known, 1);
  statics.push({
    network,
    mask,
    nextHop,
    interfaceName: typed.interface,
    distance: typed.distance ?? defaultDistance,
    ...nameOf(typed.name),
  });
  router.converge();
}

/** Without a next hop, every route to the prefix. */
function remove({ router }: IosDevice, typed: Typed): void {
  const { statics } = router.routes;
  const isAny = typed.nextHop === undefined && typed.interface === undefined;
  const doomed = statics.filter((route) => (isAny ? isSamePrefix(route, typed) : isSame(route, typed)));
  if (doomed.length === 0) throw Refusal.because('%No matching route to delete');
  for (const route of doomed) statics.splice(statics.indexOf(route), 1);
  router.converge();
}

function isOwn(router: IosDevice['router'], address: number): boolean {
  return [...router.interfaces.values()].some((one) => one.address?.address === address);
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

function lineOf({ network, mask, nextHop, interfaceName, distance, name }: StaticRoute): string {
  const parts = ['ip route', formatIpv4(network), formatIpv4(mask)];
  if (interfaceName !== undefined) parts.push(interfaceName);
  if (nextHop !== undefined) parts.push(formatIpv4(nextHop));
  if (distance !== defaultDistance) parts.push(String(distance));
  if (name !== undefined) parts.push('name', name);
  return parts.join(' ');
}
