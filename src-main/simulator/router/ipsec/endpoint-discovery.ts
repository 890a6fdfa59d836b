/**
 * Tunnel Endpoint Discovery (`crypto map … ipsec-isakmp dynamic … discover`): who the peer is for a packet that a dynamic
 * map means. A probe goes towards the end of the packet and from its source, as if it were one of the same kind; the
 * router before that end, which has such a map too, takes it from the way and answers with its address and what it
 * protects. Where nobody answers, packets are lost as before, and the next one asks again.
 */
import { networkOf } from '../../../base/address.ts';
import type { Clock } from '../../../base/clock.ts';
import type { Random } from '../../../base/random.ts';
import { emitDiscovery, isDiscovery, parseDiscovery, type DiscoveryMessage } from '../../ike/discovery-message.ts';
import type { IkeEvent } from '../../ike/events.ts';
import { Retransmission } from '../../ike/retransmission.ts';
import { narrow, rangeOf } from '../../ike2/narrowing.ts';
import type { Selector } from '../../ipsec/proposal.ts';
import type { Ipv4Packet } from '../../wire/ipv4.ts';
import { isMalformed } from '../../wire/malformed.ts';
import { parseUdp, udpPorts } from '../../wire/udp.ts';
import { portsOf } from '../access/access-match.ts';
import type { IkeWay } from '../ike/ike-ports.ts';
import type { Interface } from '../interface.ts';
import type { Undiscovered } from './policy-database.ts';
import type { ProtectedFlow } from './protected-flow.ts';
import { textOfSelectors, type SelectorPair } from './selectors.ts';
import type { Endpoints } from '../tunnel/tunnel.ts';
import type { Datagram } from '../udp-endpoint.ts';

export interface DiscoveryOwner {
  clock: Clock;
  random: Random;
  /** What a line of policy would do with a peer; undefined when nothing could be asked of it. */
  flowWith(wanted: Undiscovered, remote: number, selectors: SelectorPair): ProtectedFlow | undefined;
  /** The policy by which a router here answers a probe that has come in by an interface. */
  answering(incoming: Interface, share: (own: SelectorPair) => SelectorPair | undefined): Undiscovered | undefined;
  send(way: IkeWay, message: Uint8Array): void;
  /** A probe leaves for a flow whose peer is still taken to be the end of the packet. */
  asked(flow: ProtectedFlow): void;
  found(flow: ProtectedFlow): void;
  trace: (event: IkeEvent) => void;
}

interface Probe {
  wanted: Undiscovered;
  hosts: Endpoints;
  cookie: Uint8Array;
  retransmission: Retransmission;
}

/** Whoever scans a large network begins so many at once, and no more. */
const mostProbes = 256;

const textOf = (cookie: Uint8Array): string => cookie.join();

/** What both ends protect, if it is meant for these two hosts: others may be protected by somebody else on the way. */
function common(
  { localSelector, remoteSelector }: SelectorPair,
  { own, other }: DiscoveryMessage,
  hosts: Endpoints,
): SelectorPair | undefined {
  const here = narrow(localSelector, [rangeOf(other)]);
  const there = narrow(remoteSelector, [rangeOf(own)]);
  if (!here || !there || !isIn(here, hosts.local) || !isIn(there, hosts.remote)) return undefined;
  return { localSelector: here, remoteSelector: there };
}

const isIn = ({ address, mask }: Selector, host: number): boolean => networkOf(host, mask) === address;

export class EndpointDiscovery {
  readonly #probes = new Map<string, Probe>();

  constructor(private readonly owner: DiscoveryOwner) {}

  /** A packet has to wait for a peer that nobody knows; it is lost meanwhile. */
  seek(wanted: Undiscovered, { source, destination }: Ipv4Packet): void {
    const key = `${wanted.map.on.name} ${destination} ${textOfSelectors(wanted.selectors)}`;
    if (this.#probes.has(key) || this.#probes.size >= mostProbes) return;
    const flow = this.owner.flowWith(wanted, destination, wanted.selectors);
    if (!flow) return;
    const { clock, random, trace } = this.owner;
    const way: IkeWay = { local: source, remote: destination, frontDoor: wanted.map.on.vrf };
    const retransmission = new Retransmission(clock, {
      transmit: (message) => {
        trace({ kind: 'discovery-sent', remote: destination, role: 'initiator' });
        this.owner.send(way, message);
      },
      retransmitting: (attempt) => trace({ kind: 'discovery-repeated', remote: destination, attempt }),
      exhausted: () => {
        this.#probes.delete(key);
        trace({ kind: 'discovery-failed', remote: destination });
      },
    });
    const cookie = random.bytes(8);
    const hosts = { local: source, remote: destination };
    this.#probes.set(key, { wanted, hosts, cookie, retransmission });
    this.owner.asked(flow);
    trace({ kind: 'discovery-begun', local: wanted.map.local, remote: destination, source, ...wanted.selectors });
    const { localSelector: own, remoteSelector: other } = wanted.selectors;
    const speaker = wanted.map.local;
    retransmission.send(
      emitDiscovery({ initiatorCookie: cookie, responderCookie: undefined, speaker, own, other }),
      'answer',
    );
  }

  /** A packet that comes in by an interface with a crypto map, for whomever: whether it was a probe, and is taken. */
  takes(packet: Ipv4Packet, incoming: Interface): boolean {
    if (portsOf(packet)?.[1] !== udpPorts.isakmp) return false;
    const datagram = parseUdp(packet.payload, packet);
    const probe = isMalformed(datagram) ? undefined : parseDiscovery(datagram.payload);
    if (!probe || probe.responderCookie) return false;
    const found = this.owner.answering(incoming, (own) =>
      common(own, probe, { local: packet.destination, remote: packet.source }),
    );
    if (!found) return false;
    this.#answer(probe, found, packet.source);
    return true;
  }

  #answer(probe: DiscoveryMessage, { map, selectors }: Undiscovered, host: number): void {
    const { trace, random } = this.owner;
    const { initiatorCookie, speaker: remote } = probe;
    trace({ kind: 'discovery-received', remote: host, role: 'responder' });
    trace({ kind: 'discovery-answered', remote, ...selectors });
    trace({ kind: 'discovery-sent', remote, role: 'responder' });
    const { localSelector: own, remoteSelector: other } = selectors;
    this.owner.send(
      { local: map.local, remote, frontDoor: map.on.vrf },
      emitDiscovery({ initiatorCookie, responderCookie: random.bytes(8), speaker: map.local, own, other }),
    );
  }

  /** A datagram for port 500 of this router: whether it was about discovery. */
  hears({ source }: Datagram, bytes: Uint8Array): boolean {
    if (!isDiscovery(bytes)) return false;
    const answer = parseDiscovery(bytes);
    if (answer?.responderCookie) this.#hear(answer, source);
    return true;
  }

  #hear(answer: DiscoveryMessage, source: number): void {
    const meant = [...this.#probes].find(([, { cookie }]) => textOf(cookie) === textOf(answer.initiatorCookie));
    // Whoever answers speaks for itself.
    if (!meant || answer.speaker !== source) return;
    const [key, { wanted, hosts, retransmission }] = meant;
    const { trace } = this.owner;
    trace({ kind: 'discovery-received', remote: source, role: 'initiator' });
    const selectors = common(wanted.selectors, answer, hosts);
    if (!selectors) return;
    retransmission.clear();
    this.#probes.delete(key);
    trace({ kind: 'discovery-done', remote: source, ...selectors });
    const flow = this.owner.flowWith(wanted, source, selectors);
    if (flow) this.owner.found(flow);
  }

  /** Nothing is looked for any more. */
  stop(): void {
    for (const { retransmission } of this.#probes.values()) retransmission.clear();
    this.#probes.clear();
  }
}
