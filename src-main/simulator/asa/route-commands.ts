/** route: static routes by the name of an interface; and what they come to while that name is there. */
import { formatIpv4, lengthOfMask, networkOf, parseIpv4 } from '../../base/address.ts';
import { Refusal } from '../cli/refusal.ts';
import type { NamedRoute } from './configuration.ts';
import type { AsaDevice } from './device.ts';
import { configureMode } from './modes.ts';

export function declareRouteCommands(): void {
  configureMode
    .words({
      route: 'Configure a static route for an interface',
      'route name': 'Name of the interface',
      'name network': 'Foreign network, 0 or 0.0.0.0 for the default route',
      'network mask': 'Mask of the network',
      gateway: 'Address of the gateway',
      'gateway distance': 'Distance to the gateway',
    })
    .add('route WORD:name WORD:network WORD:mask A.B.C.D:gateway [<1-255>:distance]', {
      run: (device, args) => add(device, routeOf(device, args)),
      no: (device, args) => remove(device, routeOf(device, args)),
      show: ({ configuration }) => configuration.routes.map(routeLine),
    });
}

/** The router's own table follows from the names: an interface that has lost its name has no routes. */
export function applyRoutes({ router, configuration }: AsaDevice): void {
  const { statics } = router.routes;
  statics.length = 0;
  for (const { interfaceName, network, mask, gateway, distance } of configuration.routes) {
    const named = configuration.interfaces.byName(interfaceName);
    if (named) statics.push({ network, mask, nextHop: gateway, interfaceName: named.one.name, distance });
  }
  router.converge();
}

interface RouteArguments {
  readonly name: string;
  readonly network: string;
  readonly mask: string;
  readonly gateway: number;
  readonly distance?: number;
}

function routeOf(
  { configuration }: AsaDevice,
  { name, network, mask, gateway, distance = 1 }: RouteArguments,
): NamedRoute {
  const named = configuration.interfaces.byName(name);
  if (named?.name === undefined) throw Refusal.invalid('name');
  const address = addressOf(network, 'network');
  const wanted = addressOf(mask, 'mask');
  const isNetwork = lengthOfMask(wanted) !== undefined && networkOf(address, wanted) === address;
  if (!isNetwork) {
    throw Refusal.because(`ERROR: Invalid address or mask: ${formatIpv4(address)} ${formatIpv4(wanted)}`);
  }
  return { interfaceName: named.name, network: address, mask: wanted, gateway, distance };
}

/** `0` stands for 0.0.0.0. */
function addressOf(word: string, argument: string): number {
  const address = word === '0' ? 0 : parseIpv4(word);
  if (address === undefined) throw Refusal.invalid(argument);
  return address;
}

function add(device: AsaDevice, route: NamedRoute): void {
  const { routes, interfaces } = device.configuration;
  const own = interfaces.byName(route.interfaceName)?.address;
  const isSelf = own?.address === route.gateway;
  if (isSelf) throw Refusal.because('ERROR: Invalid next hop address, it belongs to one of our interfaces');
  if (routes.some((one) => routeLine(one) === routeLine(route))) throw Refusal.because('ERROR: Route already exists');
  routes.push(route);
  applyRoutes(device);
}

function remove(device: AsaDevice, route: NamedRoute): void {
  const { routes } = device.configuration;
  const index = routes.findIndex((one) => isSameWay(one, route));
  if (index < 0) throw Refusal.because('ERROR: No matching route to delete');
  routes.splice(index, 1);
  applyRoutes(device);
}

function isSameWay(one: NamedRoute, other: NamedRoute): boolean {
  return (
    one.interfaceName === other.interfaceName &&
    one.network === other.network &&
    one.mask === other.mask &&
    one.gateway === other.gateway
  );
}

function routeLine({ interfaceName, network, mask, gateway, distance }: NamedRoute): string {
  return `route ${interfaceName} ${formatIpv4(network)} ${formatIpv4(mask)} ${formatIpv4(gateway)} ${distance}`;
}
