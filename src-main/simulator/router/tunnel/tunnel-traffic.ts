/** GRE that comes in: which tunnel it is for, and of which tunnel was what was too large for a link on the way. */
import { ipProtocols, type Ipv4Packet } from '../../wire/ipv4.ts';
import { isAboutSize } from '../ipsec/carriers.ts';
import type { IcmpError } from '../icmp-endpoint.ts';
import type { Interface } from '../interface.ts';
import type { ProtectedFlow } from '../ipsec/protected-flow.ts';
import type { Tunnel } from './tunnel.ts';

type Tunnels = Iterable<Interface<Tunnel>>;

/** Whether a tunnel has taken it. */
export function receiveGre(tunnels: Tunnels, packet: Ipv4Packet): boolean {
  return tunnelsFor(tunnels, packet).some((tunnel) => tunnel.receiveGre(packet.payload, packet.source));
}

/** Those with this far end before those with many. */
function tunnelsFor(tunnels: Tunnels, { source, destination }: Ipv4Packet): Tunnel[] {
  const [ofTwo, ofMany]: [Tunnel[], Tunnel[]] = [[], []];
  for (const { carrier, isShutdown } of tunnels) {
    const isTo = carrier.isBetween(destination, source);
    const isOfMany = carrier.isMultipoint && carrier.localAddress === destination;
    // What comes back to a tunnel that is down for want of keepalives brings it up again.
    if (isShutdown || !carrier.isGre || !(isTo || isOfMany) || !carrier.canSend) continue;
    (isTo ? ofTwo : ofMany).push(carrier);
  }
  return [...ofTwo, ...ofMany];
}

/** What has come protected for one tunnel is for another one that shares its protection, told by its key. */
export function receiveShared(tunnels: Tunnels, { origin, remote }: ProtectedFlow, packet: Ipv4Packet): void {
  if (origin.kind !== 'tunnel' || !origin.tunnel.carrier.settings.isProtectionShared) return;
  for (const { carrier } of tunnels) {
    const { isProtectionShared, protection } = carrier.settings;
    const isSharing = isProtectionShared && protection === origin.profile && carrier !== origin.tunnel.carrier;
    if (isSharing && carrier.receiveGre(packet.payload, remote)) return;
  }
}

/** A router on the way has refused a packet for its size: the tunnel that leads there learns of it. */
export function tellTunnels(tunnels: Tunnels, error: IcmpError): void {
  const { protocol, destination, nextHopMtu } = error;
  if (!isAboutSize(error) || protocol !== ipProtocols.gre) return;
  for (const { carrier } of tunnels)
    if (carrier.isGre && leadsTo(carrier, destination)) carrier.heedTooLarge(nextHopMtu);
}

function leadsTo({ endpoints, peers }: Tunnel, destination: number): boolean {
  return endpoints?.remote === destination || peers.some(({ nbma }) => nbma === destination);
}
