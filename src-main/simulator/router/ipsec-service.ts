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
import { EspSecurityAssociation } from '../ipsec/esp-security-association.ts';
import type { EventAssociation, IpsecEvent, ProtectedEnds } from '../ipsec/events.ts';
import { isSameProposal, isSameSelector } from '../ipsec/proposal.ts';
import type { Ipv4Packet } from '../wire/ipv4.ts';
import { udpPorts } from '../wire/udp.ts';
import type { CryptoConfiguration, IpsecProfile } from './crypto-configuration.ts';
import { EspPath } from './esp-path.ts';
import type { RouterEvent } from './events.ts';
import { noticeOf } from './ike-notices.ts';
import type { Interface } from './interface.ts';
import type { Ipv4Stack } from './ipv4-stack.ts';
import { ProtectedFlow, type SaPair } from './protected-flow.ts';
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
/**
 * The volume that a new association may carry is spread below the configured one, so that peers do not rekey all at
 * once: fresh ones show 4540862 and 4596305 of 4608000 kilobytes (seeds 000 and 002), under 2 % less.
 */
const volumeSpread = 0.02;

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
    const judgement = this.#judge(offer);
    for (const proposal of offer.proposals)
      this.ipsecEvents.emit({ kind: 'proposal-judged', ...endsOf(offer), proposal, verdict: judgement.kind });
    return judgement;
  }

  #judge(offer: ChildOffer): ChildJudgement {
    const flow = this.#flowFor(offer);
    const profile = flow && this.owner.crypto.profiles.get(flow.profile);
    if (!flow || !profile) return { kind: 'no-identity' };
    const ours = flow.proposals(this.owner.crypto.proposalsOf(profile));
    const proposal = offer.proposals.findIndex((theirs) => ours.some((own) => isSameProposal(own, theirs)));
    if (proposal < 0) return { kind: 'no-proposal' };
    // Without PFS of our own any offer of it will do (the command reference of `set pfs`).
    if (profile.pfsGroup !== undefined && profile.pfsGroup !== offer.pfsGroup) return { kind: 'pfs-mismatch' };
    return { kind: 'accepted', proposal, lifetime: this.owner.crypto.lifetimeOf(profile) };
  }

  install(child: ChildSa): void {
    const flow = this.#flowFor(child);
    // The tunnel went away while its associations were being negotiated.
    if (!flow) return this.ike.deleteChild(child.local, child.remote, child.inbound.spi);
    const { seconds } = child.lifetime;
    const inbound = this.#associationOf(child, child.inbound);
    const outbound = this.#associationOf(child, child.outbound, inbound.kilobytesAtStart);
    const pair: SaPair = { child, inbound, outbound, stopExpiry: () => undefined };
    pair.stopExpiry = this.owner.clock.after(seconds * 1000, () => this.#expire(flow, pair));
    // Two negotiations may cross. Each end is told by the other when a pair goes, so only one of them may see to it:
    // the initiator of the younger pair, as with IKE version 2 (RFC 7296 section 2.8).
    if (child.isInitiator) for (const older of flow.pairs) this.#retire(flow, older);
    flow.pairs.push(pair);
    flow.upSince ??= this.owner.clock.now();
    this.#path.addInbound(flow, pair);
    flow.waiting?.();
    flow.waiting = undefined;
    this.ipsecEvents.emit({ kind: 'installed', ...pairOf(pair), isInitiator: child.isInitiator });
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
    const request = this.#requestOf(flow);
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

  /** Nothing when the profile is missing or names no transform set that exists: IKE is then never started. */
  #requestOf(flow: ProtectedFlow): ChildRequest | undefined {
    const profile = this.owner.crypto.profiles.get(flow.profile);
    const proposals = profile ? flow.proposals(this.owner.crypto.proposalsOf(profile)) : [];
    return profile && proposals.length > 0 ? { ...endsOf(flow), ...this.#termsOf(profile), proposals } : undefined;
  }

  #termsOf(profile: IpsecProfile): Pick<ChildRequest, 'lifetime' | 'pfsGroup'> {
    return { lifetime: this.owner.crypto.lifetimeOf(profile), pfsGroup: profile.pfsGroup };
  }

  #flowFor(
    wanted: Pick<ChildOffer, 'local' | 'remote' | 'localSelector' | 'remoteSelector'>,
  ): ProtectedFlow | undefined {
    return this.flows.find(
      ({ local, remote, localSelector, remoteSelector }) =>
        local === wanted.local &&
        remote === wanted.remote &&
        isSameSelector(localSelector, wanted.localSelector) &&
        isSameSelector(remoteSelector, wanted.remoteSelector),
    );
  }

  #associationOf(
    child: ChildSa,
    half: ChildSa['inbound'],
    kilobytesAtStart = Math.floor(child.lifetime.kilobytes * (1 - (volumeSpread * this.owner.random.int(1000)) / 1000)),
  ): EspSecurityAssociation {
    return new EspSecurityAssociation({
      spi: half.spi,
      keyMaterial: half.keyMaterial,
      transform: child.proposal,
      lifetimeSeconds: child.lifetime.seconds,
      kilobytesAtStart,
      createdAt: this.owner.clock.now(),
      connectionId: ++this.#lastConnectionId,
    });
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
    this.ipsecEvents.emit({ kind: 'deleted', ...pairOf(pair), byPeer: how === 'silently' });
    if (how === 'tell') this.ike.deleteChild(flow.local, flow.remote, pair.inbound.spi);
  }
}

function endsOf({ local, remote, localSelector, remoteSelector }: ProtectedEnds): ProtectedEnds {
  return { local, remote, localSelector, remoteSelector };
}

function pairOf({
  child,
  inbound,
  outbound,
}: SaPair): ProtectedEnds & Record<'inbound' | 'outbound', EventAssociation> {
  const half = ({ spi, connectionId, transform }: EspSecurityAssociation): EventAssociation => {
    return { spi, connectionId, transform, lifetime: child.lifetime };
  };
  return { ...endsOf(child), inbound: half(inbound), outbound: half(outbound) };
}
