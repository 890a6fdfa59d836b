/** Where a router sends what is for an address: by its table where it was shown, else by its configuration. */
import { maskOfLength, parseIpv4 } from '../../base/address.ts';
import type { RunningConfiguration } from '../../parsers/ios/configuration.ts';
import type { RoutingTable } from '../../parsers/ios/show-ip-route.ts';
import { quoteOf, type Capture } from '../facts/captures.ts';
import type { Quote } from '../verdict.ts';
import { contains, type Network } from './flows.ts';

export interface Way {
  network: Network;
  interface: string | undefined;
  nextHop: string | undefined;
  isConnected: boolean;
  quote: Quote;
}

interface Tables {
  configuration: Capture<RunningConfiguration> | undefined;
  routes: Capture<RoutingTable> | undefined;
}

/** The closest of the ways to an address, with the interface it leaves by. @param vrf the global table when left out */
export function wayTo(tables: Tables, address: string, vrf?: string): Way | undefined {
  const wanted = parseIpv4(address);
  if (wanted === undefined) return undefined;
  const ways = waysOf(tables, vrf);
  const best = closest(ways, wanted);
  return best && { ...best, interface: leavesBy(ways, best, 4) };
}

function closest(ways: readonly Way[], address: number): Way | undefined {
  const fitting = ways.filter(({ network }) => contains(network, address));
  return fitting.reduce<Way | undefined>((best, one) => (best && best.network.mask >>> 0 >= one.network.mask >>> 0 ? best : one), undefined); // prettier-ignore
}

function leavesBy(ways: readonly Way[], way: Way, depth: number): string | undefined {
  const hop = parseIpv4(way.nextHop ?? '');
  if (way.interface !== undefined || hop === undefined || depth === 0) return way.interface;
  const next = closest(ways.filter((one) => one !== way), hop); // prettier-ignore
  return next && leavesBy(ways, next, depth - 1);
}

function waysOf({ configuration, routes }: Tables, vrf: string | undefined): Way[] {
  const table = vrf === undefined ? routes?.records.find((one) => one.vrf === undefined) : undefined;
  if (routes && table) return waysOfTable(routes, table);
  return configuration ? waysOfConfiguration(configuration, vrf) : [];
}

function waysOfTable({ evidence }: Capture<RoutingTable>, { routes }: RoutingTable): Way[] {
  return routes.flatMap(({ network, prefixLength, isConnected, nextHops, line }) => {
    const address = parseIpv4(network);
    if (address === undefined) return [];
    const base = { network: { address, mask: maskOfLength(prefixLength) | 0 }, isConnected };
    const hops = nextHops.length > 0 ? nextHops : [{ line, interface: undefined, address: undefined }];
    return hops.map((hop) => ({ ...base, interface: hop.interface, nextHop: hop.address, quote: quoteOf(evidence, hop.line) })); // prettier-ignore
  });
}

/** Connected networks, and those that a static route leads to. */
function waysOfConfiguration({ evidence, records }: Capture<RunningConfiguration>, vrf: string | undefined): Way[] {
  const [configuration] = records;
  const interfaces = (configuration?.interfaces ?? []).filter((one) => one.vrf === vrf && !one.isShutdown);
  const connected = interfaces.flatMap(({ name, address, mask, addressMethod, line, at }) => {
    // What was learned from a DHCP server is not in the configuration: it may lead anywhere.
    if (addressMethod !== undefined) return [way('0.0.0.0', '0.0.0.0', { interface: name, isConnected: true, quote: quoteOf(evidence, at['addressMethod'] ?? line) })].flat(); // prettier-ignore
    return way(address, mask, { interface: name, isConnected: true, quote: quoteOf(evidence, at['address'] ?? line) });
  });
  const told = (configuration?.routes ?? []).filter((one) => one.vrf === vrf);
  return [
    ...connected,
    ...told.flatMap((one) => way(one.network, one.mask, { interface: one.interface, nextHop: one.nextHop, quote: quoteOf(evidence, one.line) })), // prettier-ignore
  ];
}

function way(address: string | undefined, mask: string | undefined, rest: Partial<Way> & Pick<Way, 'quote'>): Way[] {
  const [base, bits] = [parseIpv4(address ?? ''), parseIpv4(mask ?? '')];
  if (base === undefined || bits === undefined) return [];
  return [{ interface: undefined, nextHop: undefined, isConnected: false, ...rest, network: { address: base & bits, mask: bits | 0 } }]; // prettier-ignore
}
