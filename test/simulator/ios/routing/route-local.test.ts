import { expect, it } from 'vitest';
import { loopbackCarrier, Interface } from '../../../../src-main/simulator/router/interface.ts';
import type { Route } from '../../../../src-main/simulator/router/routing/routing-table.ts';
import { localRoutes } from '../../../../src-main/simulator/ios/routing/route-local.ts';
import { routeSummaryLines } from '../../../../src-main/simulator/ios/routing/show-ip-route-summary.ts';

const mask24 = 0xffffff00;
const host = 0xffffffff;
const via = new Interface('Loopback0', loopbackCarrier);
via.address = { address: 0x0a010101, mask: mask24 };
via.secondaries = [{ address: 0x0a020202, mask: host }];

function connected(network: number, mask: number): Route {
  return { source: 'connected', network, mask, distance: 0, metric: 0, nextHop: undefined, via };
}

const installed = [connected(0x0a010100, mask24), connected(0x0a020202, host)];

it('an address of the router is a route, unless it is all of its network', () => {
  expect(localRoutes(installed)).toMatchObject([{ network: 0x0a010101, mask: host, code: 'L', via }]);
});

it('a summary counts subnets, and an entry for each network that has some', () => {
  const learned: Route = { ...connected(0xc0a80100, mask24), source: 'ospf', process: 1, code: 'O' };
  expect(routeSummaryLines([...installed, learned]).slice(3)).toEqual([
    'connected       0           2           0           192         576',
    'static          0           0           0           0           0',
    'application     0           0           0           0           0',
    'nhrp            0           0           0           0           0',
    'ospf 1          1           0           0           96          288',
    '  Intra-area: 1 Inter-area: 0 External-1: 0 External-2: 0',
    '  NSSA External-1: 0 NSSA External-2: 0',
    'internal        1                                               496',
    'Total           2           2           0           288         1360',
  ]);
});
