/**
 * `debug crypto isakmp`: Tunnel Endpoint Discovery. Words and order: Cisco's "Configuring IPsec Router-to-Router with
 * Tunnel Endpoint Discovery", sample debugs of both ends.
 */
import { formatIpv4 } from '../../../base/address.ts';
import type { IkeEvent } from '../../ike/events.ts';
import type { Selector } from '../../ipsec/proposal.ts';
import { isakmp, roleOf, type LinesOf } from './debug-crypto-spelling.ts';

type Kinds = Extract<IkeEvent['kind'], `discovery-${string}`>;

/** There is no association yet. */
const none = 0;

const networkText = ({ address, mask }: Selector): string => `${formatIpv4(address)}/${formatIpv4(mask)}`;
const proxyText = (selector: Selector): string => `${networkText(selector)}:${selector.port}`;

export const discoveryLines: LinesOf<IkeEvent, Kinds> = {
  'discovery-begun': ({ local, remote, source, localSelector }) => [
    'ISAKMP: received ke message (1/1)',
    'ISAKMP: GOT A PEER DISCOVERY MESSAGE FROM THE SA MANAGER!!!',
    `src = ${formatIpv4(source)} to ${formatIpv4(remote)}, protocol ${localSelector.protocol}`,
    `proxy source is ${networkText(localSelector)} and my address (not used now) is ${formatIpv4(local)}`,
    isakmp(none, ' beginning peer discovery exchange'),
  ],
  'discovery-sent': ({ remote, role }) => [
    isakmp(none, ` sending packet to ${formatIpv4(remote)} my_port 500 peer_port 500 ${roleOf(role)} PEER_DISCOVERY`),
  ],
  'discovery-received': ({ remote, role }) => [
    role === 'initiator'
      ? isakmp(none, ` received packet from ${formatIpv4(remote)} dport 500 sport 500 Global (I) PEER_DISCOVERY`)
      : isakmp(none, ` received packet from ${formatIpv4(remote)} dport 500 sport 500 Global (N) NEW SA`),
    isakmp(none, ' processing vendor id payload'),
    isakmp(none, ' processing ID payload. message ID = 0'),
  ],
  'discovery-repeated': ({ attempt }) => [
    isakmp(none, ' retransmitting phase 1 PEER_DISCOVERY...'),
    isakmp(none, `: incrementing error counter on sa, attempt ${attempt} of 5: retransmit phase 1`),
  ],
  'discovery-failed': ({ remote }) => [
    isakmp(
      none,
      `deleting SA reason "Death by retransmission P1" state (I) PEER_DISCOVERY (peer ${formatIpv4(remote)})`,
    ),
  ],
  'discovery-answered': ({ remote, localSelector, remoteSelector }) => [
    isakmp(none, ' responding to peer discovery probe!'),
    `peer's address is ${formatIpv4(remote)}`,
    `src (him) 4, ${networkText(remoteSelector)} to dst (me) 4, ${networkText(localSelector)}`,
  ],
  'discovery-done': ({ remote, localSelector, remoteSelector }) => [
    isakmp(none, ' received response to my peer discovery probe!'),
    isakmp(none, ' ted negotiated proxies:'),
    `\t0 {${proxyText(localSelector)}, ${proxyText(remoteSelector)}}`,
    isakmp(none, `initiating IKE to ${formatIpv4(remote)} in response to probe.`),
  ],
};
