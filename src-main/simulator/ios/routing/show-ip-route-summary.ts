/**
 * show ip route summary, as it is from 15 on: how many routes each source has, by networks that are as long as their class
 * and by subnets, and what they cost (corpus muninn ios show_ip_route_summary: 96 and 288 bytes for each).
 */
import { networkOf } from '../../../base/address.ts';
import type { Route } from '../../router/routing/routing-table.ts';
import { classMaskOf } from '../../router/routing/route-class.ts';

const bytesOfRoute = { overhead: 96, memory: 288 };
/** Of the entry that stands for a network with subnets. */
const bytesOfNetwork = 496;

interface Row {
  networks: number;
  subnets: number;
}

export function routeSummaryLines(shown: readonly Route[]): string[] {
  const sources = ['connected', 'static', 'application', 'nhrp', ...learnedSources(shown)];
  const rows = sources.map((name) => ({ name, row: rowOf(shown.filter((route) => nameOf(route) === name)) }));
  const total = rowOf(shown);
  const internal = new Set(shown.filter(isSubnet).map(({ network }) => networkOf(network, classMaskOf(network)))).size;
  const memory = String(internal * bytesOfNetwork);
  return [
    'IP routing table name is default (0x0)',
    'IP routing table maximum-paths is 32',
    line('Route Source', 'Networks', 'Subnets', 'Replicates', 'Overhead', 'Memory (bytes)'),
    ...rows.flatMap(({ name, row }) => [
      counts(name, row, 0),
      ...(name.startsWith('ospf') ? ospfLines(shown.filter((route) => nameOf(route) === name)) : []),
    ]),
    line('internal', String(internal), '', '', '', memory),
    counts('Total', { networks: total.networks + internal, subnets: total.subnets }, internal),
  ];
}

function learnedSources(shown: readonly Route[]): string[] {
  return [...new Set(shown.filter(({ process }) => process !== undefined).map(nameOf))];
}

function nameOf({ source, process }: Route): string {
  return process === undefined ? source : `${source} ${process}`;
}

function isSubnet({ network, mask }: Route): boolean {
  return mask > classMaskOf(network);
}

function rowOf(routes: readonly Route[]): Row {
  const subnets = routes.filter(isSubnet).length;
  return { networks: routes.length - subnets, subnets };
}

/** @param internal entries that stand for a network with subnets, among its networks */
function counts(name: string, { networks, subnets }: Row, internal: number): string {
  const routes = networks + subnets - internal;
  const memory = routes * bytesOfRoute.memory + internal * bytesOfNetwork;
  return line(name, String(networks), String(subnets), '0', String(routes * bytesOfRoute.overhead), String(memory));
}

function ospfLines(routes: readonly Route[]): string[] {
  const count = (code: string): number => routes.filter((route) => route.code === code).length;
  return [
    `  Intra-area: ${count('O')} Inter-area: ${count('O IA')} External-1: ${count('O E1')} External-2: ${count('O E2')}`,
    '  NSSA External-1: 0 NSSA External-2: 0',
  ];
}

function line(name: string, ...cells: readonly string[]): string {
  return [name.padEnd(16), ...cells.map((cell) => cell.padEnd(12))].join('').trimEnd();
}
