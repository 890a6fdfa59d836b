/**
 * IPsec on a router: which flows are protected and the security associations they have. Keys come from IKE, which is
 * asked for them when a protected flow needs them, and asked again while they do not come; or from the operator.
 */
import type { Clock } from '../../../base/clock.ts';
import { Emitter } from '../../../base/emitter.ts';
import type { Random } from '../../../base/random.ts';
import type { ChildRequest, ChildSa } from '../../ike/environment.ts';
import type { IkeEvent } from '../../ike/events.ts';
import type { Ikev2Event } from '../../ike2/events.ts';
import type { Deletion, IpsecEvent } from '../../ipsec/events.ts';
import { securityProtocols } from '../../wire/isakmp/numbers.ts';
import { ipProtocols, type Ipv4Packet } from '../../wire/ipv4.ts';
import { AssociationRequests } from './association-requests.ts';
import { AssociationStore, trafficWith } from './association-store.ts';
import { isAboutSize, isKeyExchangeOrIpsec, isQuotedOf } from './carriers.ts';
import { EndpointDiscovery } from './endpoint-discovery.ts';
import { EzvpnClients } from '../ike/ezvpn-clients.ts';
import { ikev2DpdOf, requestFor, termsOf } from './flow-policy.ts';
import type { IcmpError } from '../icmp-endpoint.ts';
import { noticeOf } from '../ike/ike-notices.ts';
import type { Interface } from '../interface.ts';
import { KeyExchange, type Agreement } from '../ike/key-exchange.ts';
import { IpsecPath, type PathOwner } from './ipsec-path.ts';
import { manualChild } from './manual-keys.ts';
import { OfferJudge } from './offer-judge.ts';
import { usualAging } from '../tunnel/path-mtu.ts';
import { PolicyDatabase, type Outgoing, type PolicyOwner } from './policy-database.ts';
import type { ProtectedFlow } from './protected-flow.ts';
import { reverseRoutesInto } from './reverse-routes.ts';
import type { StaticRoute } from '../routing/routing-table.ts';
import type { SaPair } from './sa-pair.ts';
import { containsSelectors, endsOf } from './selectors.ts';
import type { Tunnel, TunnelProtector } from '../tunnel/tunnel.ts';
import { takesCallers } from './tunnel-flows.ts';
import type { Datagram, UdpEndpoint } from '../udp-endpoint.ts';
import { VirtualAccess } from '../ike/virtual-access.ts';

/** What IPsec needs of the router it is part of. */
export interface IpsecOwner extends PolicyOwner, PathOwner {
  clock: Clock;
  random: Random;
  udp: UdpEndpoint;
  /** Associations have come or gone: line protocols and routes may follow. */
  changed(): void;
  /** The same for what happens many times at the same instant: they are then followed together. */
  changedSoon(): void;
  /** Associations have come into use. */
  installed(): void;
  /** A loopback of the router's own making. */
  lendLoopback(address: number, mask: number): Interface;
  /** A tunnel likewise, with nothing configured. */
  lendTunnel(name: string): Interface<Tunnel>;
  removeInterface(name: string): void;
}

export class IpsecService {
  /** What IPsec does, for debugging. */
  readonly ipsecEvents = new Emitter<IpsecEvent>();
  /** Associations that have come into use. */
  readonly installed = new Emitter<SaPair>();
  /** The clients of Easy VPN that the router is. */
  readonly ezvpn: EzvpnClients;
  readonly #policies: PolicyDatabase;
  readonly #virtual: VirtualAccess;
  readonly #path: IpsecPath;
  readonly #store: AssociationStore;
  readonly #exchange: KeyExchange;
  readonly #requests: AssociationRequests;
  readonly #discovery: EndpointDiscovery;

  constructor(private readonly owner: IpsecOwner) {
    const { clock, crypto, stack } = owner;
    this.ezvpn = this.#newEzvpn();
    this.#policies = new PolicyDatabase({ ...owner, made: () => this.ezvpn.maps });
    this.#virtual = new VirtualAccess(owner, (name) => this.#policies.tunnelFlow(name)?.current !== undefined);
    this.#path = new IpsecPath(owner, {
      unknownSpi: (packet, spi) => this.#reportUnknown(packet, spi),
      used: (flow, pair) => this.#noteUse(flow, pair),
      moved: (flow, pair, ports) => this.#exchange.follow(flow, pair, ports),
    });
    this.#store = new AssociationStore(owner, this.#path.inbound, {
      emit: (event) => this.ipsecEvents.emit(event),
      installed: (flow, pair) => this.#noteInstalled(flow, pair),
      renew: (flow) => this.#requests.begin(flow),
      removed: (flow, pair, why) => this.#noteRemoved(flow, pair, why),
    });
    this.#exchange = this.#newExchange();
    this.#discovery = this.#newDiscovery();
    this.#requests = new AssociationRequests({
      clock,
      requestFor: (flow) => (this.isOn ? requestFor(crypto, flow) : undefined),
      ask: (flow, request) => this.#ask(flow, request),
      timerFired: (flow, count) => this.ipsecEvents.emit({ kind: 'request-timer', ...endsOf(flow), count }),
      givenUp: (flow) => this.#forgetTransient(flow),
    });
    stack.inbound.unshift((packet, one) => this.ezvpn.inbound(packet, one));
    stack.outbound.unshift((packet, one, incoming) => this.ezvpn.outbound(packet, one, incoming));
    stack.filters.push((packet, one) => this.#arrive(packet, one));
    stack.outbound.push((packet, one, incoming) => this.#leave(packet, one, incoming));
  }

  /** One for each protected tunnel and each permitted line of a crypto map's access list, and those that peers made. */
  get flows(): readonly ProtectedFlow[] {
    if (this.#policies.isStale) this.owner.changed();
    return this.#policies.flows;
  }

  /** IKE version 1, and version 2 for what has a profile of that. */
  get ike(): KeyExchange['ike'] {
    return this.#exchange.ike;
  }

  get ikev2(): KeyExchange['ikev2'] {
    return this.#exchange.ikev2;
  }

  /** What IKE does, for debugging. */
  get ikeEvents(): Emitter<IkeEvent> {
    return this.#exchange.ikeEvents;
  }

  get ikev2Events(): Emitter<Ikev2Event> {
    return this.#exchange.ikev2Events;
  }

  /** Whether ISAKMP is on: something needs it. Its UDP ports are open only then. */
  get isOn(): boolean {
    return this.#exchange.isOpen;
  }

  /** @param vrf the table of routes that they are for: undefined is the global one */
  reverseRoutesInto(vrf: string | undefined): readonly StaticRoute[] {
    const flows = [...this.#policies.flows, ...this.#policies.namedForHosts];
    const reverse = reverseRoutesInto(vrf, flows, this.owner.crypto);
    return [...reverse, ...this.#exchange.authorization.routesInto(vrf)];
  }

  /** @param tunnel the interface of that name, when it has been made */
  protectorOf(name: string, tunnel: () => Interface<Tunnel>): TunnelProtector {
    const flow = (): ProtectedFlow | undefined => this.#policies.tunnelFlow(name);
    return {
      isProtected: () => flow()?.current !== undefined,
      protect: (packet) => {
        const meant = this.flowOf(tunnel(), packet.destination);
        if (meant) this.#protect(meant, this.owner.stack.packetOf(packet, packet.source));
      },
      protectWhole: (packet) => this.#path.protect(this.#policies.tunnelFlow(name, packet), packet),
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
    if (!this.#policies.flows.some(isOurs) && !this.#awaitsProtected({ source, destination })) return false;
    this.#path.complaints.make({ kind: 'not-ipsec', local: destination, remote: source, protocol });
    return true;
  }

  /** Whether it can only be for a protected tunnel with many ends. */
  #awaitsProtected({ source, destination }: Pick<Ipv4Packet, 'source' | 'destination'>): boolean {
    const tunnels = [...this.owner.tunnels()];
    if (tunnels.some(({ carrier }) => carrier.isBetween(destination, source))) return false;
    const many = tunnels.filter(({ carrier }) => carrier.isMultipoint && carrier.localAddress === destination);
    return many.length > 0 && many.every(takesCallers);
  }

  /** Whether a tunnel with many ends has associations with one of them; they are asked for where it has none. */
  isOpen(tunnel: Interface<Tunnel>, remote: number): boolean {
    if (tunnel.carrier.settings.protection === undefined) return true;
    const flow = this.#policies.peerFlow(tunnel, remote);
    if (flow && !flow.current && this.isOn) this.#want(flow);
    return flow?.current !== undefined;
  }

  /** With one far end or one of many; undefined where the tunnel has nothing to do with it. */
  flowOf(tunnel: Interface<Tunnel>, remote: number): ProtectedFlow | undefined {
    const { isMultipoint } = tunnel.carrier;
    return isMultipoint ? this.#policies.peerFlow(tunnel, remote) : this.#policies.tunnelFlow(tunnel.name);
  }

  /** A router on the way says that ours was too large for its next link (RFC 4301 section 8.2). */
  heedError(error: IcmpError): void {
    const { nextHopMtu } = error;
    if (!isAboutSize(error)) return;
    for (const flow of this.#policies.flows)
      if (isQuotedOf(flow, error) && nextHopMtu < (flow.pathMtu.bytes ?? Infinity))
        flow.pathMtu.learn(this.owner.clock, nextHopMtu, usualAging);
  }

  /** Brings the protected flows in line with the configuration, and asks for the associations that are missing. */
  refresh(): void {
    this.ezvpn.refresh();
    for (const flow of this.#policies.refresh()) this.#drop(flow, 'configuration');
    const isWanted = this.#policies.needsIke || this.ezvpn.areWanted || this.#virtual.isWanted;
    this.#switch(isWanted && this.owner.crypto.isIsakmpEnabled);
    for (const flow of this.#policies.flows) this.#complete(flow);
  }

  /** `clear crypto sa`: every association goes, here and, told of it, at the peer. */
  clear(isMeant: (flow: ProtectedFlow) => boolean = () => true): void {
    for (const flow of this.#policies.flows.filter(isMeant)) this.#drop(flow, 'cleared');
    this.owner.changed();
  }

  #newEzvpn(): EzvpnClients {
    const { clock, crypto, interfaces } = this.owner;
    return new EzvpnClients({
      clock,
      crypto,
      interfaces,
      lendLoopback: (address, mask) => this.owner.lendLoopback(address, mask),
      removeInterface: (name) => this.owner.removeInterface(name),
      connect: (local, remote) => (this.isOn ? this.ike.through(undefined).connect(local, remote) : undefined),
      disconnect: (local, remote) => this.ike.clear((one) => one.local === local && one.remote === remote),
      changed: () => this.owner.changedSoon(),
    });
  }

  #newExchange(): KeyExchange {
    return new KeyExchange(this.owner, {
      ezvpn: this.ezvpn,
      judge: new OfferJudge(this.owner.crypto, this.#policies, this.#virtual),
      bringUpToDate: () => {
        if (this.#policies.isStale) this.owner.changed();
      },
      judged: (ends, proposal, verdict) =>
        this.ipsecEvents.emit({ kind: 'proposal-judged', ...endsOf(ends), proposal, verdict }),
      install: (child, flow, agreement) => this.#install(child, flow, agreement),
      allocateSpi: () => this.#store.allocateSpi(),
      deletedByPeer: (remote, spi, frontDoor) => this.#deletedByPeer(remote, spi, frontDoor),
      moved: (inboundSpi, ports) => this.#path.follow(inboundSpi, ports),
      failed: (request, frontDoor) => this.#failed(request, frontDoor),
      traffic: (ends, frontDoor, isOf) => trafficWith(this.#flowsThrough(frontDoor), ends, isOf),
      esp: (datagram) => this.#hearEsp(datagram),
      heardDiscovery: (datagram, message) => this.#discovery.hears(datagram, message),
      noted: (event) => this.#note(event),
    });
  }

  #newDiscovery(): EndpointDiscovery {
    const { clock, random, crypto } = this.owner;
    return new EndpointDiscovery({
      clock,
      random: random.fork('discovery'),
      flowWith: (wanted, remote, selectors) => {
        const flow = this.isOn ? this.#policies.discovered(wanted, remote, selectors) : undefined;
        return flow && requestFor(crypto, flow) ? flow : undefined;
      },
      answering: (incoming, share) => this.#policies.answering(incoming, share),
      send: (way, message) => this.#exchange.ports.send(way, message),
      asked: (flow) => {
        for (const proposal of requestFor(crypto, flow)?.proposals ?? [])
          this.ipsecEvents.emit({
            kind: 'discovery-requested',
            ...endsOf(flow),
            proposal,
            lifetime: crypto.lifetimeOf(termsOf(crypto, flow) ?? { lifetime: {} }),
          });
      },
      found: (flow) => this.#want(flow),
      trace: (event) => this.#exchange.note(event),
    });
  }

  #flowsThrough(door: string | undefined): readonly ProtectedFlow[] {
    return this.#policies.flows.filter(({ frontDoor }) => frontDoor === door);
  }

  /** A tunnel has its associations without traffic, and so has a flow with manual keys. */
  #complete(flow: ProtectedFlow): void {
    if (flow.current) return;
    if (flow.entry?.type.kind === 'manual') this.#installManual(flow);
    else if (flow.isOnDemand || flow.of.isAutomatic) return;
    else if ((flow.tunnel ?? flow.entry?.permits) && this.isOn) this.#requests.begin(flow);
  }

  #installManual(flow: ProtectedFlow): void {
    const { crypto } = this.owner;
    const [proposal] = crypto.proposalsOf(termsOf(crypto, flow) ?? { transformSets: [] });
    const child = proposal && manualChild(flow, proposal);
    if (child && !this.#path.inbound.has(child.inbound.spi)) this.#store.use(flow, child, 'manual');
  }

  #drop(flow: ProtectedFlow, why: Deletion): void {
    this.#store.removeAll(flow, why);
    this.#requests.stop(flow);
    if (flow.isTransient) this.#policies.forget(flow);
  }

  #switch(isOn: boolean): void {
    if (isOn === this.isOn) return;
    if (isOn) this.#exchange.open();
    else {
      for (const flow of this.#policies.flows) this.#requests.stop(flow);
      this.#discovery.stop();
      this.#exchange.close();
    }
    this.owner.notify({ kind: 'isakmp', isOn });
  }

  #hearEsp({ source, sourcePort, destination, destinationPort, payload }: Datagram): void {
    const packet = this.owner.stack.packetOf({ protocol: ipProtocols.esp, destination, payload }, source);
    this.#path.receiveEsp(packet, { local: destinationPort, remote: sourcePort });
  }

  /** Between access list and translation: what must not come in clear is dropped. */
  #arrive(packet: Ipv4Packet, incoming: Interface): Ipv4Packet | 'taken' {
    if (!this.#policies.hasMap(incoming)) return packet;
    if (this.isOn && this.#discovery.takes(packet, incoming)) return 'taken';
    if (isKeyExchangeOrIpsec(packet) && this.owner.stack.isOwn(packet.destination)) return packet;
    if (!this.#policies.refuses(packet, incoming)) return packet;
    const { source, destination, protocol } = packet;
    this.#path.complaints.make({ kind: 'not-ipsec', local: destination, remote: source, protocol });
    return 'taken';
  }

  #leave(packet: Ipv4Packet, out: Interface, incoming: Interface | undefined): Ipv4Packet | 'taken' {
    if (!incoming && isKeyExchangeOrIpsec(packet)) return packet;
    const found = this.#outgoing(packet, out, incoming);
    if (!found) return packet;
    if (found.kind === 'no-association') {
      const { map, sequence } = found.entry;
      const { source, destination } = packet;
      this.ipsecEvents.emit({ kind: 'no-association', map, sequence, source, destination });
      return 'taken';
    }
    if (found.kind === 'undiscovered') this.#discovery.seek(found, packet);
    else this.#protect(found.flow, packet);
    return 'taken';
  }

  #protect(flow: ProtectedFlow, packet: Ipv4Packet): void {
    this.#path.protect(flow, packet);
    if (!flow.current && flow.entry?.type.kind !== 'manual' && this.isOn) this.#want(flow);
  }

  #want(flow: ProtectedFlow): void {
    this.#policies.keep(flow);
    this.#requests.begin(flow);
  }

  /** An access list may have changed since the flows were made of it. */
  #outgoing(
    packet: Ipv4Packet,
    out: Interface,
    incoming: Interface | undefined,
  ): Exclude<Outgoing, { kind: 'stale' }> | undefined {
    const { stack } = this.owner;
    const isIn = (vrf: string | undefined): boolean =>
      incoming ? incoming.vrf === vrf : stack.isOwnIn(vrf, packet.source);
    const found = this.#policies.outgoing(packet, out, isIn);
    if (found?.kind !== 'stale') return found;
    this.owner.changed();
    const again = this.#policies.outgoing(packet, out, isIn);
    return again?.kind === 'stale' ? undefined : again;
  }

  #ask(flow: ProtectedFlow, request: ChildRequest): void {
    const { lifetime } = request;
    for (const proposal of request.proposals)
      this.ipsecEvents.emit({ kind: 'requested', ...endsOf(flow), proposal, lifetime });
    this.#exchange.ask(flow, request);
  }

  #install(child: ChildSa, flow: ProtectedFlow, { keying, isOneMore }: Agreement): void {
    const isInPlace = this.#policies.keep(flow);
    flow.remote = child.remote;
    const pair = this.#store.use(flow, child, keying);
    if (!isOneMore) this.#store.retireBut(flow, pair);
    if (isInPlace) this.owner.changedSoon();
    else this.owner.installed();
  }

  /** Whoever has asked for it, or for more than the peer has agreed to, waits no longer. */
  #noteInstalled(flow: ProtectedFlow, pair: SaPair): void {
    this.#requests.stop(flow);
    this.ezvpn.installed(flow);
    for (const one of this.#policies.flows)
      if (one.waiting && one.isBetweenSame(flow) && containsSelectors(one, flow)) this.#requests.stop(one);
    this.installed.emit(pair);
  }

  #noteRemoved(flow: ProtectedFlow, pair: SaPair, why: Deletion): void {
    this.#forgetTransient(flow);
    if (flow.of.isAutomatic) this.#virtual.sweepSoon();
    if (why === 'idle') this.#requests.idle(flow);
    if (why !== 'by-peer') this.#exchange.deleteChild(flow, pair);
  }

  #failed({ local, remote, remotePort, ...selectors }: ChildRequest, frontDoor: string | undefined): void {
    // Of the others the request timer takes care: IOS, too, keeps trying for as long as a tunnel wants protection.
    const [flow] = this.#policies.candidates({ local, remote, remotePort, frontDoor }, () => selectors);
    if (flow) this.#requests.failed(flow, remote);
  }

  #deletedByPeer(remote: number, spi: number, frontDoor: string | undefined): void {
    for (const flow of this.#flowsThrough(frontDoor))
      for (const pair of flow.pairs.filter(({ child, outbound }) => child.remote === remote && outbound.spi === spi))
        this.#store.remove(flow, pair, 'by-peer');
    this.owner.changedSoon();
  }

  #noteUse(flow: ProtectedFlow, pair: SaPair): void {
    this.#store.noteUse(flow, pair);
    const dpd = pair.keying === 'ikev2' ? ikev2DpdOf(this.owner.crypto, flow) : undefined;
    if (dpd?.mode !== 'on-demand') return;
    const isSilent = pair.sentAt - pair.receivedAt >= 1000 * dpd.interval;
    if (!isSilent) return;
    const { child, inbound } = pair;
    this.ikev2.through(flow.frontDoor).probe(child.local, child.remote, inbound.spi);
  }

  #reportUnknown({ source, destination, protocol }: Ipv4Packet, spi: number): void {
    const { PROTO_IPSEC_AH, PROTO_IPSEC_ESP } = securityProtocols;
    if (!this.isOn) return;
    const isAh = protocol === ipProtocols.ah;
    this.ike
      .through(this.owner.stack.servingVrf)
      .reportInvalidSpi(destination, source, isAh ? PROTO_IPSEC_AH : PROTO_IPSEC_ESP, spi);
  }

  #note(event: IkeEvent): void {
    const notice = noticeOf(event);
    if (notice) this.owner.notify(notice);
  }

  #forgetTransient(flow: ProtectedFlow): void {
    if (flow.isTransient && flow.pairs.length === 0 && !flow.waiting) this.#policies.forget(flow);
  }
}
