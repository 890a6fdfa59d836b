/** The packets in which peers speak to one another: what carries protected packets, and how small it may be. */
import { ipProtocols, type Ipv4Packet } from '../wire/ipv4.ts';
import { udpPorts } from '../wire/udp.ts';
import { portsOf } from './access-match.ts';

/** RFC 791: every link lets so much through, so less than it is no honest answer. */
export const leastMtu = 68;
/** What protected packets travel in. */
export const carriers = new Set<number>([ipProtocols.esp, ipProtocols.ah, ipProtocols.udp]);

/** Between the peers themselves: it is not protected once more. */
export function isKeyExchangeOrIpsec(packet: Ipv4Packet): boolean {
  const { protocol } = packet;
  if (protocol === ipProtocols.esp || protocol === ipProtocols.ah) return true;
  const { isakmp, natTraversal } = udpPorts;
  const isIke = (port: number): boolean => port === isakmp || port === natTraversal;
  // Later pieces of a long message have no ports.
  return protocol === ipProtocols.udp && (portsOf(packet)?.some(isIke) ?? packet.fragmentOffset > 0);
}
