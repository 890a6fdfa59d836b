/** A small network of routers without a command line: R1 - R2 - R3, as in seed 000. */
import { parseIpv4 } from '../../../src-main/base/address.ts';
import { seededRandom } from '../../../src-main/base/random.ts';
import { Link } from '../../../src-main/simulator/network/link.ts';
import { VirtualClock } from '../../../src-main/simulator/network/virtual-clock.ts';
import type { ProbeOutcome } from '../../../src-main/simulator/router/icmp-endpoint.ts';
import type { Interface } from '../../../src-main/simulator/router/interface.ts';
import { Router } from '../../../src-main/simulator/router/router.ts';
import type { Tunnel } from '../../../src-main/simulator/router/tunnel/tunnel.ts';

export function ip(text: string): number {
  const address = parseIpv4(text);
  if (address === undefined) throw new Error(`not an address: ${text}`);
  return address;
}

export const mask30 = ip('255.255.255.252');

export interface SmallNetwork {
  clock: VirtualClock;
  r1: Router;
  r2: Router;
  r3: Router;
  west: Link;
  east: Link;
}

/** Addresses and default routes as in the exercise; no tunnel yet. */
export function smallNetwork(seed = 'network'): SmallNetwork {
  const clock = new VirtualClock();
  const random = seededRandom(seed);
  const [r1, r2, r3] = ['R1', 'R2', 'R3'].map((name) => new Router(clock, random.fork(name))) as [
    Router,
    Router,
    Router,
  ];
  const west = new Link(clock);
  const east = new Link(clock);
  port(r1, 'FastEthernet0/0', 1, '172.16.0.1').carrier.plugIn(west.a);
  port(r2, 'FastEthernet0/0', 2, '172.16.0.2').carrier.plugIn(west.b);
  port(r2, 'FastEthernet0/1', 3, '172.16.0.5').carrier.plugIn(east.a);
  port(r3, 'FastEthernet0/0', 4, '172.16.0.6').carrier.plugIn(east.b);
  defaultRoute(r1, '172.16.0.2');
  defaultRoute(r3, '172.16.0.5');
  for (const router of [r1, r2, r3]) router.converge();
  return { clock, r1, r2, r3, west, east };
}

function port(router: Router, name: string, number: number, address: string): ReturnType<Router['addEthernet']> {
  const one = router.addEthernet(name, Uint8Array.from([2, 0, 0, 0, 0, number]));
  one.address = { address: ip(address), mask: mask30 };
  one.isShutdown = false;
  return one;
}

export function defaultRoute(router: Router, nextHop: string): void {
  router.routes.statics.push({ network: 0, mask: 0, nextHop: ip(nextHop), interfaceName: undefined, distance: 1 });
}

export function tunnel(router: Router, inner: string, destination: string): Interface<Tunnel> {
  const one = router.addTunnel('Tunnel0');
  one.address = { address: ip(inner), mask: mask30 };
  Object.assign(one.carrier.settings, { source: { interface: 'FastEthernet0/0' }, destination: ip(destination) });
  router.converge();
  return one;
}

export interface PingOptions {
  count?: number;
  size?: number;
  dontFragment?: boolean;
  source?: number;
}

/** The outcomes of pings sent one after the other. */
export function ping(
  { clock }: SmallNetwork,
  from: Router,
  destination: string,
  { count = 5, ...asked }: PingOptions = {},
): ProbeOutcome[] {
  const identifier = from.icmp.newIdentifier();
  const outcomes: ProbeOutcome[] = [];
  const probe = { destination: ip(destination), size: 100, dontFragment: false, timeout: 2000, ...asked };
  const next = (): void => {
    if (outcomes.length < count) {
      from.icmp.probe(probe, identifier, outcomes.length, (outcome) => {
        outcomes.push(outcome);
        next();
      });
    }
  };
  next();
  while (outcomes.length < count && clock.runInstant());
  return outcomes;
}

export const marks = (outcomes: readonly ProbeOutcome[]): string =>
  outcomes.map(({ kind }) => ({ reply: '!', timeout: '.', unreachable: 'U', 'time-exceeded': '&' })[kind]).join('');
