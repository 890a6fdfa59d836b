/**
 * IPsec on a router: which flows are protected and the security associations they have. Keys come from IKE, which is
 * asked for them when a protected flow has none, and asked again while they do not come.
 */
import { bytesOfLatin1 } from '../../base/bytes.ts';
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Random } from '../../base/random.ts';
import type { ChildJudgement, ChildOffer, ChildRequest, ChildSa, IpsecSide } from '../ike/environment.ts';
import type { IkeEvent } from '../ike/events.ts';
import { Ikev1 } from '../ike/ikev1.ts';
import type { IpsecEvent, ProtectedEnds } from '../ipsec/events.ts';
import { isSameSelector } from '../ipsec/proposal.ts';
import type { Ipv4Packet } from '../wire/ipv4.ts';
import { udpPorts } from '../wire/udp.ts';
import type { CryptoConfiguration } from './crypto-configuration.ts';
import { EspPath } from './esp-path.ts';
import type { RouterEvent } from './events.ts';
import { endsOf, judgeOffer, requestFor } from './flow-policy.ts';
import { noticeOf } from './ike-notices.ts';
import type { Interface } from './interface.ts';
import type { Ipv4Stack } from './ipv4-stack.ts';
import { ProtectedFlow, type SaPair } from './protected-flow.ts';
import { describePair, pairOfChild } from './sa-pair.ts';
import type { Tunnel, TunnelProtector } from './tunnel.ts';
import type { UdpEndpoint } from './udp-endpoint.ts';

/** What IPsec needs of the router it is part of. */
export interface IpsecOwner {
  clock: Clock;
  random: Random;
  crypto: CryptoConfiguration;
  stack: Ipv4Stack;
  udp: UdpEndpoint;
  tunnels(): Iterable<Interface<Tunnel>>;
  notify(event: RouterEvent): void;
  /** Associations have come or gone: line protocols and routes may follow. */
  changed(): void;
}

/**
 * IOS asks IKE again every 30 s while a request is unanswered ("IPSEC(key_engine): request timer fired: count = 1" in
 * its debug output, 30 s after "IPSEC(sa_request)").
 */
const requestInterval = 30_000;
/** For how long the associations of an earlier negotiation still receive, so that nothing in flight is lost. */
const overlap = 30_000;
export class IpsecService implements IpsecSide {
  readonly ike: Ikev1;
  /** What IKE does, for debugging. */
  readonly ikeEvents = new Emitter<IkeEvent>();
  /** What IPsec does, likewise. */
  readonly ipsecEvents = new Emitter<IpsecEvent>();
  /** Associations that have come into use. */
  readonly installed = new Emitter<SaPair>();
  readonly #flows = new Map<string, ProtectedFlow>();
  readonly #path: EspPath;
  #closePort: Stop | undefined;
  #lastConnectionId = 0;

  constructor(private readonly owner: IpsecOwner) {
    const { clock, random, crypto, udp } = owner;
    this.ike = new Ikev1({
      clock,
      random: random.fork('ike'),
      policies: () => crypto.policiesByPriority(),
      preSharedKey: (peer) => {
        const key = crypto.keyFor(peer);
        return key && bytesOfLatin1(key.secret);
      },
      send: (source, destination, payload) =>
        udp.send({ source, sourcePort: udpPorts.isakmp, destination, destinationPort: udpPorts.isakmp, payload }),
      ipsec: this,
      trace: (event) => this.#note(event),
    });
    this.#path = new EspPath(owner);
  }

  /** One for each protected tunnel, in the order in which the tunnels were made. */
  get flows(): readonly ProtectedFlow[] {
    return [...this.#flows.values()];
  }

  /** Whether ISAKMP is on: something needs it. UDP port 500 is open only then. */
  get isOn(): boolean {
    return this.#closePort !== undefined;
  }

  protectorOf(name: string): TunnelProtector {
    const flow = (): ProtectedFlow | undefined => this.#flows.get(name);
    return {
      isProtected: () => flow()?.current !== undefined,
      protect: (packet) => this.#path.protect(flow(), packet),
      protectWhole: (packet) => this.#path.protectWhole(flow(), packet),
      roomIn: (outerMtu) => this.#path.roomIn(flow(), outerMtu),
    };
  }

  receiveEsp(packet: Ipv4Packet): boolean {
    this.#path.receive(packet);
    return true;
  }

  refusesInClear(packet: Ipv4Packet): boolean {
    return this.#path.refusesInClear(this.flows, packet);
  }

  /** Brings the protected flows in line with the tunnels, and asks for the associations that are missing. */
  refresh(): void {
    const wanted = new Map([...this.owner.tunnels()].flatMap((tunnel) => this.#wantedFlow(tunnel)));
    for (const [name, flow] of this.#flows) if (wanted.get(name) !== flow) this.#drop(name, flow);
    for (const [name, flow] of wanted) this.#flows.set(name, flow);
    this.#switch(this.#flows.size > 0 && this.owner.crypto.isIsakmpEnabled);
    if (!this.isOn) return;
    for (const flow of this.#flows.values()) if (!flow.current && !flow.waiting) this.#request(flow);
  }

  /** `clear crypto sa`: every association goes, here and, told of it, at the peer. New ones are asked for at once. */
  clear(isMeant: (flow: ProtectedFlow) => boolean = () => true): void {
    for (const flow of this.flows.filter(isMeant)) {
      for (const pair of [...flow.pairs]) this.#remove(flow, pair, 'tell');
      this.#stopWaiting(flow);
    }
    this.owner.changed();
  }

  allocateSpi(): number {
    for (;;) {
      const spi = this.owner.random.u32();
      if (spi >= 256 && !this.#path.hasInbound(spi)) return spi;
    }
  }

  judge(offer: ChildOffer): ChildJudgement {
    const judgement = judgeOffer(this.owner.crypto, this.#flowFor(offer), offer);
    for (const proposal of offer.proposals)
      this.ipsecEvents.emit({ kind: 'proposal-judged', ...endsOf(offer), proposal, verdict: judgement.kind });
    return judgement;
  }

  install(child: ChildSa): void {
    const flow = this.#flowFor(child);
    // The tunnel went away while its associations were being negotiated.
    if (!flow) return this.ike.deleteChild(child.local, child.remote, child.inbound.spi);
    const pair = this.#pairOf(child);
    pair.stopExpiry = this.owner.clock.after(child.lifetime.seconds * 1000, () => this.#expire(flow, pair));
    // Two negotiations may cross. Each end is told by the other when a pair goes, so only one of them may see to it:
    // the initiator of the younger pair, as with IKE version 2 (RFC 7296 section 2.8).
    if (child.isInitiator) for (const older of flow.pairs) this.#retire(flow, older);
    flow.pairs.push(pair);
    flow.upSince ??= this.owner.clock.now();
    this.#path.addInbound(flow, pair);
    flow.waiting?.();
    flow.waiting = undefined;
    this.ipsecEvents.emit({ kind: 'installed', ...describePair(pair), isInitiator: child.isInitiator });
    this.installed.emit(pair);
    this.owner.changed();
  }

  deletedByPeer(remote: number, spi: number): void {
    for (const flow of this.flows.filter((one) => one.remote === remote)) {
      for (const pair of flow.pairs.filter(({ outbound }) => outbound.spi === spi))
        this.#remove(flow, pair, 'silently');
    }
    this.owner.changed();
  }

  failed(): void {
    // The request timer asks again: IOS, too, keeps trying for as long as the tunnel wants protection.
  }

  #wantedFlow(tunnel: Interface<Tunnel>): [string, ProtectedFlow][] {
    const { carrier, name, isShutdown } = tunnel;
    const { protection } = carrier.settings;
    const ends = carrier.endpoints;
    if (isShutdown || protection === undefined || !ends || !carrier.canSend) return [];
    const known = this.#flows.get(name);
    const isSame = known?.of === tunnel && known.describes(ends, protection);
    return [[name, isSame ? known : new ProtectedFlow(tunnel, ends, protection)]];
  }

  #drop(name: string, flow: ProtectedFlow): void {
    for (const pair of [...flow.pairs]) this.#remove(flow, pair, 'tell');
    this.#stopWaiting(flow);
    this.#flows.delete(name);
  }

  #switch(isOn: boolean): void {
    if (isOn === this.isOn) return;
    if (isOn) {
      this.#closePort = this.owner.udp.open(udpPorts.isakmp, ({ source, destination, payload }) =>
        this.ike.receive(destination, source, payload),
      );
    } else {
      for (const flow of this.#flows.values()) this.#stopWaiting(flow);
      this.ike.clear();
      this.#closePort?.();
      this.#closePort = undefined;
    }
    this.owner.notify({ kind: 'isakmp', isOn });
  }

  #stopWaiting(flow: ProtectedFlow): void {
    flow.waiting?.();
    flow.waiting = undefined;
  }

  #request(flow: ProtectedFlow, count = 1): void {
    const request = requestFor(this.owner.crypto, flow);
    if (!request) return;
    flow.waiting = this.owner.clock.after(requestInterval, () => {
      flow.waiting = undefined;
      this.ipsecEvents.emit({ kind: 'request-timer', ...endsOf(flow), count });
      this.#request(flow, count + 1);
    });
    // Not inside the command that made the flow: the router finishes what it is doing first.
    this.owner.clock.after(0, () => {
      if (flow.waiting) this.#ask(request);
    });
  }

  #ask(request: ChildRequest): void {
    const { lifetime } = request;
    for (const proposal of request.proposals)
      this.ipsecEvents.emit({ kind: 'requested', ...endsOf(request), proposal, lifetime });
    this.ike.request(request);
  }

  #note(event: IkeEvent): void {
    this.ikeEvents.emit(event);
    const notice = noticeOf(event);
    if (notice) this.owner.notify(notice);
  }

  #flowFor(wanted: ProtectedEnds): ProtectedFlow | undefined {
    return this.flows.find(
      ({ local, remote, localSelector, remoteSelector }) =>
        local === wanted.local &&
        remote === wanted.remote &&
        isSameSelector(localSelector, wanted.localSelector) &&
        isSameSelector(remoteSelector, wanted.remoteSelector),
    );
  }

  #pairOf(child: ChildSa): SaPair {
    const { clock, random } = this.owner;
    return pairOfChild(child, { now: clock.now(), random, nextConnectionId: () => ++this.#lastConnectionId });
  }

  #retire(flow: ProtectedFlow, older: SaPair): void {
    older.stopExpiry();
    older.stopExpiry = this.owner.clock.after(overlap, () => this.#expire(flow, older));
  }

  #expire(flow: ProtectedFlow, pair: SaPair): void {
    this.#remove(flow, pair, 'tell');
    this.owner.changed();
  }

  #remove(flow: ProtectedFlow, pair: SaPair, how: 'tell' | 'silently'): void {
    const index = flow.pairs.indexOf(pair);
    if (index < 0) return;
    flow.pairs.splice(index, 1);
    if (flow.pairs.length === 0) flow.upSince = undefined;
    pair.stopExpiry();
    this.#path.removeInbound(pair);
    this.ipsecEvents.emit({ kind: 'deleted', ...describePair(pair), byPeer: how === 'silently' });
    if (how === 'tell') this.ike.deleteChild(flow.local, flow.remote, pair.inbound.spi);
  }
}
