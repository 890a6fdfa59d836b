/**
 * IPsec on a router: which flows are protected and the security associations they have. Keys come from IKE, which is
 * asked for them when a protected flow needs them, and asked again while they do not come; or from the operator.
 */
import type { Clock } from '../../base/clock.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Random } from '../../base/random.ts';
import type { ChildJudgement, ChildOffer, ChildRequest, ChildSa, Traffic } from '../ike/environment.ts';
import type { IkeEvent } from '../ike/events.ts';
import { Ikev1 } from '../ike/ikev1.ts';
import type { Deletion, IpsecEvent } from '../ipsec/events.ts';
import { unreachableCodes } from '../wire/icmp.ts';
import { ipProtocols, type Ipv4Packet } from '../wire/ipv4.ts';
import { udpPorts } from '../wire/udp.ts';
import { portsOf } from './access-match.ts';
import { AssociationRequests } from './association-requests.ts';
import { endsOf, judgeOffer, requestFor, termsOf } from './flow-policy.ts';
import type { IcmpError } from './icmp-endpoint.ts';
import { ikev1Environment } from './ike-environment.ts';
import { noticeOf } from './ike-notices.ts';
import { IkePorts } from './ike-ports.ts';
import type { Interface } from './interface.ts';
import { IpsecPath, type PathOwner } from './ipsec-path.ts';
import { manualChild } from './manual-keys.ts';
import { volumeUsed, watchLifetime } from './pair-lifetime.ts';
import { PolicyDatabase, type PolicyOwner } from './policy-database.ts';
import type { ProtectedFlow } from './protected-flow.ts';
import { reverseRoutesOf } from './reverse-routes.ts';
import type { StaticRoute } from './routing-table.ts';
import { describePair, pairOfChild, type SaPair } from './sa-pair.ts';
import type { TunnelProtector } from './tunnel.ts';
import type { Datagram, UdpEndpoint } from './udp-endpoint.ts';

/** What IPsec needs of the router it is part of. */
export interface IpsecOwner extends PolicyOwner, PathOwner {
  clock: Clock;
  random: Random;
  udp: UdpEndpoint;
  /** Associations have come or gone: line protocols and routes may follow. */
  changed(): void;
}

/** For how long the associations of an earlier negotiation still receive, so that nothing in flight is lost. */
const overlap = 30_000;

export class IpsecService {
  readonly ike: Ikev1;
  /** What IKE does, for debugging. */
  readonly ikeEvents = new Emitter<IkeEvent>();
  /** What IPsec does, likewise. */
  readonly ipsecEvents = new Emitter<IpsecEvent>();
  /** Associations that have come into use. */
  readonly installed = new Emitter<SaPair>();
  readonly #policies: PolicyDatabase;
  readonly #path: IpsecPath;
  readonly #ports: IkePorts;
  readonly #requests: AssociationRequests;
  #lastConnectionId = 0;

  constructor(private readonly owner: IpsecOwner) {
    const { clock, random, crypto, stack, udp } = owner;
    this.#policies = new PolicyDatabase(owner);
    this.#path = new IpsecPath(owner, {
      unknownSpi: () => undefined,
      used: (flow, pair) => this.#noteUse(flow, pair),
    });
    this.#ports = new IkePorts(udp, {
      message: (version, datagram, message) => this.#hear(version, datagram, message),
      esp: (datagram) => this.#hearEsp(datagram),
    });
    this.#requests = new AssociationRequests({
      clock,
      requestFor: (flow) => (this.isOn ? requestFor(crypto, flow) : undefined),
      ask: (flow, request) => this.#ask(flow, request),
      timerFired: (flow, count) => this.ipsecEvents.emit({ kind: 'request-timer', ...endsOf(flow), count }),
      givenUp: (flow) => this.#forgetTransient(flow),
    });
    this.ike = new Ikev1(
      ikev1Environment({
        clock,
        random: random.fork('ike'),
        crypto,
        ports: this.#ports,
        ipsec: {
          allocateSpi: () => this.#allocateSpi(),
          judge: (offer) => this.#judge(offer),
          install: (child) => this.#install(child),
          deletedByPeer: (remote, spi) => this.#deletedByPeer(remote, spi),
          failed: (request) => this.#failed(request),
        },
        traffic: (local, remote) => this.#trafficWith(local, remote),
        trace: (event) => this.#note(event),
      }),
    );
    stack.filters.push((packet, one) => this.#arrive(packet, one));
    stack.outbound.push((packet, one, incoming) => this.#leave(packet, one, incoming));
  }

  /** One for each protected tunnel and each permitted line of a crypto map's access list, and those that peers made. */
  get flows(): readonly ProtectedFlow[] {
    return this.#policies.flows;
  }

  /** Whether ISAKMP is on: something needs it. Its UDP ports are open only then. */
  get isOn(): boolean {
    return this.#ports.areOpen;
  }

  get reverseRoutes(): readonly StaticRoute[] {
    return reverseRoutesOf(this.flows);
  }

  protectorOf(name: string): TunnelProtector {
    const flow = (): ProtectedFlow | undefined => this.#policies.tunnelFlow(name);
    return {
      isProtected: () => flow()?.current !== undefined,
      protect: (packet) => this.#path.protect(flow(), this.owner.stack.packetOf(packet, packet.source)),
      protectWhole: (packet) => this.#path.protect(flow(), packet),
      roomIn: (outerMtu) => this.#path.roomIn(flow(), outerMtu),
    };
  }

  receiveEsp(packet: Ipv4Packet): boolean {
    this.#path.receiveEsp(packet);
    return true;
  }

  receiveAh(packet: Ipv4Packet): boolean {
    this.#path.receiveAh(packet);
    return true;
  }

  /** Whether a packet between the two ends of a protected tunnel has come in clear: it is dropped, and complained of. */
  refusesInClear({ source, destination, protocol }: Ipv4Packet): boolean {
    const isOurs = ({ local, remote, tunnel }: ProtectedFlow): boolean =>
      tunnel !== undefined && local === destination && remote === source;
    if (!this.flows.some(isOurs)) return false;
    this.#path.complaints.make({ kind: 'not-ipsec', local: destination, remote: source, protocol });
    return true;
  }

  /** A router on the way says that ours was too large for its next link (RFC 4301 section 8.2). */
  heedError({ kind, code, protocol, destination, nextHopMtu }: IcmpError): void {
    const isAboutSize = kind === 'unreachable' && code === unreachableCodes.fragmentationNeeded;
    if (!isAboutSize || nextHopMtu < leastMtu || !carriers.has(protocol)) return;
    for (const flow of this.flows)
      if (flow.remote === destination) flow.pathMtu = Math.min(flow.pathMtu ?? Infinity, nextHopMtu);
  }

  /** Brings the protected flows in line with the configuration, and asks for the associations that are missing. */
  refresh(): void {
    for (const flow of this.#policies.refresh()) {
      this.#removeAll(flow, 'configuration');
      this.#requests.stop(flow);
      this.#policies.forget(flow);
    }
    this.#switch(this.#policies.needsIke && this.owner.crypto.isIsakmpEnabled);
    for (const flow of this.flows) this.#complete(flow);
  }

  /** `clear crypto sa`: every association goes, here and, told of it, at the peer. */
  clear(isMeant: (flow: ProtectedFlow) => boolean = () => true): void {
    for (const flow of this.flows.filter(isMeant)) {
      this.#removeAll(flow, 'cleared');
      this.#requests.stop(flow);
      this.#forgetTransient(flow);
    }
    this.owner.changed();
  }

  /** A tunnel has its associations without traffic, and so has a flow with manual keys. */
  #complete(flow: ProtectedFlow): void {
    if (flow.current) return;
    if (flow.entry?.type.kind === 'manual') this.#installManual(flow);
    else if (flow.tunnel && this.isOn) this.#requests.begin(flow);
  }

  #installManual(flow: ProtectedFlow): void {
    const { crypto } = this.owner;
    const [proposal] = crypto.proposalsOf(termsOf(crypto, flow) ?? { transformSets: [] });
    const child = proposal && manualChild(flow, proposal);
    if (child && !this.#path.hasInbound(child.inbound.spi)) this.#use(flow, child, true);
  }

  #switch(isOn: boolean): void {
    if (isOn === this.isOn) return;
    if (isOn) this.#ports.open();
    else {
      for (const flow of this.flows) this.#requests.stop(flow);
      this.ike.clear();
      this.#ports.close();
    }
    this.owner.notify({ kind: 'isakmp', isOn });
  }

  #hear(version: number, { source, sourcePort, destination, destinationPort }: Datagram, message: Uint8Array): void {
    const ports = { local: destinationPort, remote: sourcePort };
    if (version !== 2) this.ike.receive(destination, source, message, ports);
  }

  #hearEsp({ source, sourcePort, destination, destinationPort, payload }: Datagram): void {
    const packet = this.owner.stack.packetOf({ protocol: ipProtocols.esp, destination, payload }, source);
    this.#path.receiveEsp(packet, { local: destinationPort, remote: sourcePort });
  }

  /** Between access list and translation: what must not come in clear is dropped. */
  #arrive(packet: Ipv4Packet, incoming: Interface): Ipv4Packet | 'taken' {
    if (isKeyExchangeOrIpsec(packet) && this.owner.stack.isOwn(packet.destination)) return packet;
    if (!this.#policies.refuses(packet, incoming)) return packet;
    const { source, destination, protocol } = packet;
    this.#path.complaints.make({ kind: 'not-ipsec', local: destination, remote: source, protocol });
    return 'taken';
  }

  #leave(packet: Ipv4Packet, out: Interface, incoming: Interface | undefined): Ipv4Packet | 'taken' {
    if (!incoming && isKeyExchangeOrIpsec(packet)) return packet;
    const found = this.#policies.outgoing(packet, out);
    if (!found) return packet;
    if (found.kind === 'no-association') {
      const { map, sequence } = found.entry;
      const { source, destination } = packet;
      this.ipsecEvents.emit({ kind: 'no-association', map, sequence, source, destination });
      return 'taken';
    }
    const { flow } = found;
    this.#path.protect(flow, packet);
    if (!flow.current && flow.entry?.type.kind !== 'manual') {
      this.#policies.keep(flow);
      this.#requests.begin(flow);
    }
    return 'taken';
  }

  #ask(flow: ProtectedFlow, request: ChildRequest): void {
    const { lifetime } = request;
    for (const proposal of request.proposals)
      this.ipsecEvents.emit({ kind: 'requested', ...endsOf(flow), proposal, lifetime });
    this.ike.request(request);
  }

  #allocateSpi(): number {
    for (;;) {
      const spi = this.owner.random.u32();
      if (spi >= leastSpi && !this.#path.hasInbound(spi)) return spi;
    }
  }

  #judge(offer: ChildOffer): ChildJudgement {
    const { judgement } = this.#chosenFor(offer);
    for (const proposal of offer.proposals)
      this.ipsecEvents.emit({ kind: 'proposal-judged', ...endsOf(offer), proposal, verdict: judgement.kind });
    return judgement;
  }

  /** The first flow whose terms fit an offer; otherwise what the first one has against it. */
  #chosenFor(offer: ChildOffer): { judgement: ChildJudgement; flow?: ProtectedFlow } {
    let first: ChildJudgement | undefined;
    for (const flow of this.#policies.candidates(offer)) {
      const judgement = judgeOffer(this.owner.crypto, flow, offer);
      if (judgement.kind === 'accepted') return { judgement, flow };
      first ??= judgement;
    }
    return { judgement: first ?? { kind: 'no-identity' } };
  }

  #install(child: ChildSa): void {
    const { flow } = this.#chosenFor({ ...child, proposals: [child.proposal] });
    // What it was for went away while it was being negotiated.
    if (!flow) return this.ike.deleteChild(child.local, child.remote, child.inbound.spi);
    this.#policies.keep(flow);
    flow.remote = child.remote;
    // Two negotiations may cross. Each end is told by the other when a pair goes, so only one of them may see to it:
    // the initiator of the younger pair, as with IKE version 2 (RFC 7296 section 2.8).
    if (child.isInitiator) for (const older of flow.pairs) this.#retire(flow, older);
    this.#use(flow, child, false);
    this.owner.changed();
  }

  #use(flow: ProtectedFlow, child: ChildSa, isManual: boolean): void {
    const { clock, random, crypto } = this.owner;
    const terms = termsOf(crypto, flow);
    const pair = pairOfChild(child, {
      now: clock.now(),
      random,
      nextConnectionId: () => ++this.#lastConnectionId,
      // RFC 4303 section 3.3.3: without IKE nobody could begin anew, so replays are not looked for.
      replayWindow: isManual ? 0 : (terms?.replayWindow ?? crypto.replayWindow),
      isManual,
    });
    pair.stopExpiry = watchLifetime(clock, pair, terms?.idleTime ?? crypto.idleTime, {
      renew: (why) => this.#renew(flow, pair, why),
      expire: (why) => this.#expire(flow, pair, why),
    });
    flow.pairs.push(pair);
    flow.upSince ??= clock.now();
    this.#path.addInbound(flow, pair);
    this.#requests.stop(flow);
    this.ipsecEvents.emit({ kind: 'installed', ...describePair(pair), isInitiator: child.isInitiator });
    this.installed.emit(pair);
  }

  #failed({ local, remote, ...selectors }: ChildRequest): void {
    // Of the others the request timer takes care: IOS, too, keeps trying for as long as a tunnel wants protection.
    const [flow] = this.#policies.candidates({ local, remote, ...selectors });
    if (flow) this.#requests.failed(flow, remote);
  }

  #deletedByPeer(remote: number, spi: number): void {
    for (const flow of this.flows)
      for (const pair of flow.pairs.filter(({ child, outbound }) => child.remote === remote && outbound.spi === spi))
        this.#remove(flow, pair, 'by-peer');
    this.owner.changed();
  }

  /** When packets last went to and came from a peer. */
  #trafficWith(local: number, remote: number): Traffic {
    const pairs = this.flows.flatMap((flow) => (flow.local === local ? flow.pairs : []));
    const used = pairs.filter(({ child, isManual }) => child.remote === remote && !isManual);
    const latest = (times: number[]): number | undefined => (times.length === 0 ? undefined : Math.max(...times));
    return {
      sentAt: latest(used.filter(({ outbound }) => outbound.packets > 0).map(({ sentAt }) => sentAt)),
      receivedAt: latest(used.filter(({ inbound }) => inbound.packets > 0).map(({ receivedAt }) => receivedAt)),
    };
  }

  #note(event: IkeEvent): void {
    this.ikeEvents.emit(event);
    const notice = noticeOf(event);
    if (notice) this.owner.notify(notice);
  }

  /** A packet has passed: the volume may be used up. */
  #noteUse(flow: ProtectedFlow, pair: SaPair): void {
    const used = volumeUsed(pair);
    if (used === 'all') this.#expire(flow, pair, 'expired');
    else if (used === 'much') this.#renew(flow, pair, 'kilobytes');
  }

  /** A pair that has carried nothing is let go: the next packet asks for another. A tunnel is never without. */
  #renew(flow: ProtectedFlow, pair: SaPair, why: 'seconds' | 'kilobytes'): void {
    const isUsed = pair.inbound.packets + pair.outbound.packets > 0;
    if (pair.isBeingRenewed || pair !== flow.current || !(isUsed || flow.tunnel)) return;
    pair.isBeingRenewed = true;
    this.ipsecEvents.emit({ kind: 'renewal', ...describePair(pair), why });
    this.#requests.begin(flow);
  }

  #retire(flow: ProtectedFlow, older: SaPair): void {
    older.stopExpiry();
    older.stopExpiry = this.owner.clock.after(overlap, () => this.#expire(flow, older, 'replaced'));
  }

  #expire(flow: ProtectedFlow, pair: SaPair, why: Deletion): void {
    this.#remove(flow, pair, why);
    this.owner.changed();
  }

  #removeAll(flow: ProtectedFlow, why: Deletion): void {
    for (const pair of [...flow.pairs]) this.#remove(flow, pair, why);
  }

  #remove(flow: ProtectedFlow, pair: SaPair, why: Deletion): void {
    const index = flow.pairs.indexOf(pair);
    if (index < 0) return;
    flow.pairs.splice(index, 1);
    if (flow.pairs.length === 0) flow.upSince = undefined;
    pair.stopExpiry();
    this.#path.removeInbound(pair);
    this.ipsecEvents.emit({ kind: 'deleted', ...describePair(pair), byPeer: why === 'by-peer', why });
    this.#forgetTransient(flow);
    if (why !== 'by-peer' && !pair.isManual) this.ike.deleteChild(flow.local, pair.child.remote, pair.inbound.spi);
  }

  #forgetTransient(flow: ProtectedFlow): void {
    if (flow.isTransient && flow.pairs.length === 0 && !flow.waiting) this.#policies.forget(flow);
  }
}

/** RFC 4303 section 2.1: 1 to 255 are reserved. */
const leastSpi = 256;
/** RFC 791: every link lets so much through, so less than it is no honest answer. */
const leastMtu = 68;
/** What protected packets travel in. */
const carriers = new Set<number>([ipProtocols.esp, ipProtocols.ah, ipProtocols.udp]);

/** Between the peers themselves: it is not protected once more. */
function isKeyExchangeOrIpsec(packet: Ipv4Packet): boolean {
  const { protocol } = packet;
  if (protocol === ipProtocols.esp || protocol === ipProtocols.ah) return true;
  const { isakmp, natTraversal } = udpPorts;
  const isIke = (port: number): boolean => port === isakmp || port === natTraversal;
  // Later pieces of a long message have no ports.
  return protocol === ipProtocols.udp && (portsOf(packet)?.some(isIke) ?? packet.fragmentOffset > 0);
}
