/** The packets in which peers speak to one another: what carries protected packets, and how small it may be. */
import { u16, u32 } from '../../../base/bytes.ts';
import { unreachableCodes } from '../../wire/icmp.ts';
import { ipProtocols, type Ipv4Packet } from '../../wire/ipv4.ts';
import { udpPorts } from '../../wire/udp.ts';
import { portsOf } from '../access/access-match.ts';
import type { IcmpError } from '../icmp-endpoint.ts';
import type { ProtectedFlow } from './protected-flow.ts';

/** RFC 791: every link lets so much through, so less than it is no honest answer. */
const leastMtu = 68;

/** Whether an error says that a packet was too large for the next link. */
export function isAboutSize({ kind, code, nextHopMtu }: IcmpError): boolean {
  return kind === 'unreachable' && code === unreachableCodes.fragmentationNeeded && nextHopMtu >= leastMtu;
}

/**
 * Whether a packet that an error quotes was one of this flow's: told by the index of its association, as RFC 4301 section
 * 6.1.1 asks, or where ESP is in UDP by the peer's port, for no more is quoted.
 */
export function isQuotedOf({ remote, pairs }: ProtectedFlow, { protocol, destination, start }: IcmpError): boolean {
  if (remote !== destination || start.length < 8) return false;
  return pairs.some(({ ah, esp, encapsulation }) => {
    if (encapsulation) return protocol === ipProtocols.udp && u16(start, 2) === encapsulation.remote;
    if (ah) return protocol === ipProtocols.ah && u32(start, 4) === ah.outbound.spi;
    return protocol === ipProtocols.esp && u32(start, 0) === esp?.outbound.spi;
  });
}

/** Between the peers themselves: it is not protected once more. */
export function isKeyExchangeOrIpsec(packet: Ipv4Packet): boolean {
  const { protocol } = packet;
  if (protocol === ipProtocols.esp || protocol === ipProtocols.ah) return true;
  const { isakmp, natTraversal } = udpPorts;
  const isIke = (port: number): boolean => port === isakmp || port === natTraversal;
  // Later pieces of a long message have no ports.
  return protocol === ipProtocols.udp && (portsOf(packet)?.some(isIke) ?? packet.fragmentOffset > 0);
}
