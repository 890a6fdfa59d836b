/** `ip address`, `ip link`, `ip route` and `ip neigh`: shown, added, deleted, set. Words may be cut: `ip a`, `ip r`. */
import { Refusal } from '../../cli/refusal.ts';
import { formatIpv4, formatMac, lengthOfMask, networkOf, parseIpv4 } from '../../../base/address.ts';
import type { Route, StaticRoute } from '../../router/routing/routing-table.ts';
import type { Interface } from '../../router/interface.ts';
import type { HostPort } from '../host-port.ts';
import type { HostMachine } from '../host-shell.ts';
import type { HostStack } from '../host-stack.ts';
import { addressRows, linkRows } from './address-rows.ts';
import { addressOf, keywordsOf, networkNamed } from './prefix.ts';
import { shownRoutes } from './shown-routes.ts';

type Words = readonly string[];
type Act = (stack: HostStack, words: Words) => readonly string[];

const usage = [
  'Usage: ip [OPTIONS] address|route|link|neigh [ARGS]',
  '',
  'ip addr add|del IFADDR dev IFACE | show|flush [dev IFACE]',
  'ip route show | add|del ROUTE via ADDRESS [dev IFACE]',
  'ip link set IFACE up|down',
];

const objects: readonly (readonly [name: string, acts: Readonly<Record<string, Act>>])[] = [
  ['address', { show: showAddress, list: showAddress, add: addAddress, del: deleteAddress, flush: flushAddress }],
  ['route', { show: showRoutes, list: showRoutes, add: addRoute, del: deleteRoute }],
  ['link', { show: ({ ports }) => linkRows(ports), list: ({ ports }) => linkRows(ports), set: setLink }],
  ['neighbour', { show: showNeighbours, list: showNeighbours }],
  ['neighbor', { show: showNeighbours, list: showNeighbours }],
];

export function ip({ stack }: HostMachine, words: Words): readonly string[] {
  const [object = '', verb = 'show', ...rest] = words.filter((word) => word !== '-4');
  if (object === '') return usage;
  const acts = objects.find(([name]) => name.startsWith(object))?.[1];
  if (!acts) throw Refusal.because(`ip: ${object}: not simulated`);
  const name = Object.keys(acts).find((one) => one.startsWith(verb));
  const act = name === undefined ? undefined : acts[name];
  if (!act) throw Refusal.because(`ip: invalid argument '${verb}' to 'ip'`);
  return act(stack, rest);
}

function showAddress({ ports }: HostStack, words: Words): readonly string[] {
  const only = words.find((word) => word !== 'dev');
  if (only !== undefined && only !== 'lo' && !ports.has(only)) throw Refusal.because(noDevice(only));
  return addressRows(ports, only);
}

function addAddress(stack: HostStack, [text = '', ...words]: Words): readonly string[] {
  const address = addressOf(text);
  const port = portNamed(stack, words);
  if (!address) throw Refusal.because(`ip: invalid argument '${text}' to 'inet prefix'`);
  if (port.addresses.some((one) => one.address === address.address))
    throw Refusal.because('ip: RTNETLINK answers: File exists');
  stack.setAddresses(port, [...port.addresses, address]);
  return [];
}

function deleteAddress(stack: HostStack, [text = '', ...words]: Words): readonly string[] {
  const address = addressOf(text);
  const port = portNamed(stack, words);
  const left = port.addresses.filter((one) => one.address !== address?.address);
  if (left.length === port.addresses.length)
    throw Refusal.because('ip: RTNETLINK answers: Cannot assign requested address');
  stack.setAddresses(port, left);
  return [];
}

function flushAddress(stack: HostStack, words: Words): readonly string[] {
  const port = portNamed(stack, words.length === 1 ? ['dev', ...words] : words);
  stack.setAddress(port, undefined);
  return [];
}

function setLink(stack: HostStack, words: Words): readonly string[] {
  const [name = '', state = ''] = words.filter((word) => word !== 'dev');
  const port = stack.ports.get(name);
  if (!port) throw Refusal.because(noDevice(name));
  if (state !== 'up' && state !== 'down') throw Refusal.because(`ip: not simulated: link set ${state}`);
  stack.setShutdown(port, state === 'down');
  return [];
}

function showRoutes({ routes }: HostStack): readonly string[] {
  return shownRoutes(routes).map((route) => routeRow(route, routes));
}

function routeRow(route: Route, routes: HostStack['routes']): string {
  const { network, mask, nextHop } = route;
  const prefix = mask === 0 ? 'default' : `${formatIpv4(network)}/${lengthOfMask(mask)}`;
  const out = route.via ?? (nextHop === undefined ? undefined : routes.lookup(nextHop)?.out);
  const name = out?.name ?? '';
  if (nextHop !== undefined) return `${prefix} via ${formatIpv4(nextHop)} dev ${name} `;
  return `${prefix} dev ${name} scope link  src ${formatIpv4(ownAddressIn(network, out))} `;
}

function ownAddressIn(network: number, out: Route['via']): number {
  const own = out?.addresses.find(({ address, mask }) => networkOf(address, mask) === networkOf(network, mask));
  return own?.address ?? out?.sourceAddress ?? 0;
}

function addRoute(stack: HostStack, [text = '', ...words]: Words): readonly string[] {
  const prefix = networkNamed(text);
  const keywords = keywordsOf(words, ['via', 'dev', 'metric']);
  if (!prefix) throw Refusal.because(`ip: invalid argument '${text}' to 'inet prefix'`);
  if (!keywords) throw Refusal.because(`ip: invalid argument '${words.join(' ')}' to 'ip route'`);
  const nextHop = parseIpv4(keywords.get('via') ?? '');
  const route = { ...prefix, nextHop, interfaceName: keywords.get('dev'), distance: 1 };
  assertPossible(stack, route);
  stack.addRoute(route);
  return [];
}

/** What the kernel says of a route that cannot be. */
function assertPossible(stack: HostStack, { network, mask, nextHop, interfaceName }: StaticRoute): void {
  if (interfaceName !== undefined && !stack.ports.has(interfaceName)) throw Refusal.because(noDevice(interfaceName));
  if (nextHop !== undefined && !isNeighbour(stack, nextHop))
    throw Refusal.because('ip: RTNETLINK answers: Network unreachable');
  if (nextHop === undefined && interfaceName === undefined)
    throw Refusal.because('ip: RTNETLINK answers: No such device');
  if (stack.routes.statics.some((one) => one.network === network && one.mask === mask))
    throw Refusal.because('ip: RTNETLINK answers: File exists');
}

function isNeighbour({ routes }: HostStack, address: number): boolean {
  return routes.match(address)?.source === 'connected';
}

function deleteRoute(stack: HostStack, [text = '']: Words): readonly string[] {
  const prefix = networkNamed(text);
  if (!prefix) throw Refusal.because(`ip: invalid argument '${text}' to 'inet prefix'`);
  if (!stack.removeRoute(prefix)) throw Refusal.because('ip: RTNETLINK answers: No such process');
  return [];
}

function showNeighbours({ ports }: HostStack): readonly string[] {
  return [...ports.values()].flatMap(({ name, carrier }) =>
    carrier.ethernet.arp
      .entries()
      .map(
        ([address, { mac }]) =>
          `${formatIpv4(address)} dev ${name} lladdr ${formatMac(mac)} used 0/0/0 probes 1 REACHABLE`,
      ),
  );
}

function portNamed({ ports }: HostStack, words: Words): Interface<HostPort> {
  const at = words.indexOf('dev');
  const name = words[at + 1];
  if (at < 0 || name === undefined) throw Refusal.because('ip: "dev" is required');
  const port = ports.get(name);
  if (!port) throw Refusal.because(noDevice(name));
  return port;
}

function noDevice(name: string): string {
  return `ip: can't find device '${name}'`;
}
