/** What routers on the way say about packets of tunnels: GRE that was too large for their next link. */
import { unreachableCodes } from '../wire/icmp.ts';
import { ipProtocols } from '../wire/ipv4.ts';
import { leastMtu } from './carriers.ts';
import type { IcmpError } from './icmp-endpoint.ts';
import type { Interface } from './interface.ts';
import type { Tunnel } from './tunnel.ts';

export function tellTunnels(tunnels: Iterable<Interface<Tunnel>>, error: IcmpError): void {
  const { kind, code, protocol, destination, nextHopMtu } = error;
  const isAboutSize = kind === 'unreachable' && code === unreachableCodes.fragmentationNeeded;
  if (!isAboutSize || protocol !== ipProtocols.gre || nextHopMtu < leastMtu) return;
  for (const { carrier } of tunnels)
    if (carrier.isGre && leadsTo(carrier, destination)) carrier.heedTooLarge(nextHopMtu);
}

function leadsTo({ endpoints, peers }: Tunnel, destination: number): boolean {
  return endpoints?.remote === destination || peers.some(({ nbma }) => nbma === destination);
}
