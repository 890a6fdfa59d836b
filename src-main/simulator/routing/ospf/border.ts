/** What a router between areas tells each of them of the others (RFC 2328 section 12.4.3). */
import { broadcastOf } from '../../../base/address.ts';
import { emitSummaryBody, lsaTypes } from '../../wire/ospf/lsa.ts';
import type { Area } from './routes.ts';

interface Prefix {
  network: number;
  mask: number;
}

interface Summary {
  type: number;
  id: number;
  body: Uint8Array;
}

/** What is not of the backbone goes into the backbone only. Without other areas there is nothing to tell. */
export function summariesFor(area: Area, others: readonly Area[], self: number): Summary[] {
  return [...networksFor(area, others), ...externalBordersFor(area, others, self)];
}

function networksFor({ tree }: Area, others: readonly Area[]): Summary[] {
  const inside = new Set(tree.routes.filter(({ kind }) => kind === 'intra').map(prefixOf));
  const routes = others.flatMap((other) => other.tree.routes.filter(({ kind }) => kind === 'intra' || other.id === 0));
  // The cheapest comes last, and stays, where several areas have the same prefix.
  const byPrefix = new Map(routes.sort((a, b) => b.cost - a.cost).map((route) => [prefixOf(route), route]));
  const told = [...byPrefix].filter(([prefix]) => !inside.has(prefix)).map(([, route]) => route);
  return told.map((route) => ({
    type: lsaTypes.summary,
    id: linkStateIdOf(route, told),
    body: emitSummaryBody({ mask: route.mask, metric: route.cost }),
  }));
}

/** Of two prefixes with one address only the shorter has it as its id; the other's host bits are set (appendix E). */
export function linkStateIdOf({ network, mask }: Prefix, told: readonly Prefix[]): number {
  const isLonger = told.some((other) => other.network === network && other.mask < mask);
  return isLonger ? broadcastOf(network, mask) : network;
}

/** Where to find those that lead out of OSPF, for an area that they are not in. */
function externalBordersFor({ tree }: Area, others: readonly Area[], self: number): Summary[] {
  const routers = others.flatMap((other) => [...other.tree.routers]);
  return routers
    .filter(([id, { isExternalBorder }]) => isExternalBorder && id !== self && !tree.routers.has(id))
    .map(([id, { cost }]) => ({ type: lsaTypes.summaryAsbr, id, body: emitSummaryBody({ mask: 0, metric: cost }) }));
}

function prefixOf({ network, mask }: Prefix): string {
  return `${network} ${mask}`;
}
