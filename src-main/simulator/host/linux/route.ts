/** `route [-n]`, `route add|del {default | -net NETWORK[/LENGTH] [netmask MASK] | -host ADDRESS} gw ADDRESS [dev CARD]` */
import { Refusal } from '../../cli/refusal.ts';
import { formatIpv4, parseIpv4 } from '../../../base/address.ts';
import type { Route } from '../../router/routing/routing-table.ts';
import type { HostMachine } from '../host-shell.ts';
import type { HostStack } from '../host-stack.ts';
import { keywordsOf, networkNamed } from './prefix.ts';
import { shownRoutes } from './shown-routes.ts';

const header = 'Destination     Gateway         Genmask         Flags Metric Ref    Use Iface';

export function route({ stack }: HostMachine, words: readonly string[]): readonly string[] {
  const [verb, ...rest] = words.filter((word) => word !== '-n' && word !== '-e');
  if (verb === undefined) return ['Kernel IP routing table', header, ...rowsOf(stack)];
  if (verb !== 'add' && verb !== 'del') throw Refusal.because(`route: invalid argument '${verb}'`);
  return change(stack, verb, rest);
}

function change(stack: HostStack, verb: 'add' | 'del', words: readonly string[]): readonly string[] {
  const [network = '', ...rest] = words.filter((word) => word !== '-net' && word !== '-host');
  const { keywords, card } = splitOff(rest);
  if (!keywords) throw Refusal.because(`route: invalid argument '${rest.join(' ')}'`);
  const netmask = keywords.get('netmask');
  const prefix = networkNamed(netmask === undefined ? network : `${network}/${netmask}`);
  if (!prefix) throw Refusal.because(`route: bad address '${network}'`);
  if (verb === 'add') add(stack, prefix, { gateway: keywords.get('gw'), card: keywords.get('dev') ?? card });
  else if (!stack.removeRoute(prefix)) throw Refusal.because('route: SIOCDELRT: No such process');
  return [];
}

function add(
  stack: HostStack,
  prefix: { network: number; mask: number },
  { gateway, card }: { gateway: string | undefined; card: string | undefined },
): void {
  const nextHop = parseIpv4(gateway ?? '');
  if (card !== undefined && !stack.ports.has(card)) throw Refusal.because('route: SIOCADDRT: No such device');
  if (nextHop !== undefined && stack.routes.match(nextHop)?.source !== 'connected')
    throw Refusal.because('route: SIOCADDRT: Network unreachable');
  stack.addRoute({ ...prefix, nextHop, interfaceName: card, distance: 1 });
}

/** A card may stand at the end without `dev` before it. */
function splitOff(words: readonly string[]): { keywords: Map<string, string> | undefined; card: string | undefined } {
  const isOdd = words.length % 2 === 1;
  const card = isOdd ? words.at(-1) : undefined;
  return { keywords: keywordsOf(isOdd ? words.slice(0, -1) : words, ['gw', 'dev', 'netmask', 'metric']), card };
}

function rowsOf({ routes }: HostStack): string[] {
  return shownRoutes(routes).map((one) => rowOf(one, one.via?.name ?? routes.lookup(one.nextHop ?? 0)?.out.name ?? ''));
}

function rowOf({ network, mask, nextHop }: Route, card: string): string {
  const cells = [network, nextHop ?? 0, mask].map((address) => formatIpv4(address).padEnd(15));
  return `${cells.join(' ')} ${(nextHop === undefined ? 'U' : 'UG').padEnd(5)} 0      0        0 ${card}`;
}
