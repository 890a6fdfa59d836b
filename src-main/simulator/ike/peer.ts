/**
 * What we have with one peer: associations, requests that wait for one, and the children that came of them. It finds
 * out whose message it is, and what becomes of a request when an association comes or goes.
 * What becomes of it when both ends begin at the same time is in simultaneous-beginnings.ts.
 */
import { bytesOfNumber } from '../../base/bytes.ts';
import type { IsakmpMessage } from '../wire/isakmp/message.ts';
import { notifyTypes, securityProtocols } from '../wire/isakmp/numbers.ts';
import { findPayload } from '../wire/isakmp/payloads.ts';
import { AssociationList } from './association-list.ts';
import { Association, newCookie, noCookie, plainPorts, type AssociationOwner, type Ends } from './association.ts';
import { leadingSpi, type ChildNegotiation, type Spis } from './child-negotiation.ts';
import { Children } from './children.ts';
import { deliver } from './delivery.ts';
import type { ChildRequest, ChildSa, IkeEnvironment, UdpPorts } from './environment.ts';
import type { SaDeletionReason } from './events.ts';
import { isSameChild } from './identity.ts';
import { deletionOf, inform, informInClear, notificationOf } from './informational.ts';
import { Keepalive } from './keepalive.ts';
import { keepNatOpen } from './nat-keepalive.ts';
import { Phase1Exchange } from './phase1-exchange.ts';
import type { Phase1Owner } from './phase1-plan.ts';
import { isAggressiveModeDisabled, modeBegunBy, modeFor } from './phase1-start.ts';
import { Notices } from './notices.ts';
import { QuickMode, type QuickModeOwner } from './quick-mode.ts';
import { phase1Lifetime } from './responder-lifetime.ts';
import { RemoteAccess } from './remote-access.ts';
import { SimultaneousBeginnings } from './simultaneous-beginnings.ts';
import { canAuthenticate } from './suite-judgement.ts';
import { offeredPolicies } from './suite-negotiation.ts';
import { payloadsOf } from './task.ts';

const { PROTO_ISAKMP, PROTO_IPSEC_ESP } = securityProtocols;

/**
 * The initiator of main mode wants associations of IPsec, as a rule the same as we do: it has so many milliseconds to
 * ask for them before the responder does.
 */
const courtesy = 1000;

/**
 * For how many milliseconds an association that the peer has begun may serve us before we begin one ourselves: longer
 * than its messages take, and shorter than a retransmission. It may never come to an end where we are behind a NAT that
 * lets the peer's port 500 pass and not yet its port 4500 (RFC 3947 section 4).
 */
const patience = 5000;

interface Arrival {
  readonly message: IsakmpMessage;
  readonly datagram: Uint8Array;
  readonly ports: UdpPorts;
}

/** What all peers of a router share. */
export interface PeerOwner {
  readonly env: IkeEnvironment;
  /** Counts everything that comes to be, so that it can be told what was first. */
  nextSerial(): number;
  nextConnectionId(): number;
  /** Nothing is left that would have to be remembered. */
  forgotten(peer: Peer): void;
}

export class Peer implements AssociationOwner, QuickModeOwner {
  readonly env: IkeEnvironment;
  readonly #handle: number;
  readonly #children: Children;
  readonly #notices: Notices;
  readonly #list = new AssociationList();
  readonly #keepalive: Keepalive;
  #waiting: ChildRequest[] = [];
  readonly #beginnings: SimultaneousBeginnings;

  readonly local: number;
  readonly remote: number;
  /** From which it has spoken: a NAT gives each of several peers others. */
  readonly #ports: Set<number>;

  constructor(
    { local, remote, port }: { local: number; remote: number; port: number },
    private readonly owner: PeerOwner,
  ) {
    this.local = local;
    this.remote = remote;
    this.#ports = new Set([port]);
    this.env = owner.env;
    this.#handle = owner.nextSerial();
    this.#beginnings = new SimultaneousBeginnings(this, owner.env.clock);
    this.#children = new Children(owner.env.ipsec);
    this.#keepalive = new Keepalive(owner.env.clock, {
      established: () => this.#list.established,
      receivesWith: (inboundSpi) => this.receivesWith(inboundSpi),
      dead: (association) => this.#bury(association),
    });
    this.#notices = new Notices(this.#children, {
      associations: () => this.#list.live,
      peerIsNew: (association) => this.#forgetOlder(association),
      acknowledged: (association, notification) => this.#keepalive.acknowledged(association, notification),
    });
  }

  get associations(): readonly Association[] {
    return this.#list.all;
  }

  get isEmpty(): boolean {
    return this.#list.all.length === 0 && this.#waiting.length === 0 && this.#children.isEmpty;
  }

  /** An association, before anybody knows what it will be for: a client of remote access learns that over it. */
  connect(): void {
    if (this.#list.live.length === 0) this.#start();
  }

  request(child: ChildRequest): void {
    if (this.#isInProgress(child)) return;
    const { local, remote } = this;
    const established = this.#list.ready;
    if (established) {
      this.env.trace({ kind: 'request-served', connectionId: established.connectionId, local, remote });
      return this.#begin(established, child);
    }
    this.#await(child);
    const budding = this.#list.live.at(-1);
    if (!budding) return this.#start();
    this.env.trace({ kind: 'request-attached', connectionId: budding.connectionId, local, remote });
    this.#relyOn(budding);
  }

  /** Whether it is a message of one of its associations. */
  knows(message: IsakmpMessage): boolean {
    return this.#list.of(message) !== undefined;
  }

  /** It may begin again from where it has gone during an association: its renewals come from there. */
  isAt(port: number): boolean {
    return this.#ports.has(port);
  }

  /** Whether a request is for what it already has, or it can be asked at once. */
  isReady(child: ChildRequest): boolean {
    return this.#list.established !== undefined || this.#children.selectors.some((one) => isSameChild(one, child));
  }

  receivesWith(inboundSpi: number): boolean {
    return this.#children.receivesWith(inboundSpi);
  }

  follow(ports: UdpPorts): void {
    this.#ports.add(ports.remote);
    for (const one of this.#list.live) if (one.isFloated && one.nat.isRemoteBehind) one.changePorts(ports);
  }

  receive(message: IsakmpMessage, datagram: Uint8Array, ports: UdpPorts): void {
    const association = this.#list.of(message);
    const { connectionId = 0, role, state = 'MM_NO_STATE' } = association ?? {};
    this.env.trace({ kind: 'received', connectionId, remote: this.remote, ports, role, state });
    if (!association) return this.#receiveFirst(message, datagram, ports);
    if (association.isDeleted) return this.#receiveLate(association);
    const before = association.ports;
    association.arrival = ports;
    deliver(association, { message, datagram }, { owner: this, notices: this.#notices });
    this.#ports.add(association.ports.remote);
    if (association.isFloated && association.ports.remote !== before.remote) this.#children.moved(association.ports);
  }

  deleteChild(inboundSpi: number): void {
    const { local, remote } = this;
    const gone = this.#children.forget(inboundSpi);
    const association = this.#list.established;
    if (association)
      for (const { protocol, spi } of gone) inform(association, deletionOf(protocol, bytesOfNumber(spi, 4)));
    else this.env.trace({ kind: 'delete-unsent', local, remote, spi: inboundSpi });
  }

  /** Packets come with an SPI that we do not know: the peer is told, over a new association where there is none. */
  reportInvalidSpi(protocol: number, spi: number): void {
    const association = this.#list.established;
    const invalid = notifyTypes['INVALID-SPI'];
    if (association) inform(association, notificationOf(invalid, protocol, bytesOfNumber(spi, 4)));
    else if (this.env.settings?.().isInvalidSpiRecovered === true && this.#list.live.length === 0) this.#start();
  }

  /** Ends an association, and says so if there is anybody to believe it. */
  dismiss(association: Association, reason: SaDeletionReason): void {
    inform(association, deletionOf(PROTO_ISAKMP, association.spi));
    association.delete(reason);
  }

  nextSerial(): number {
    return this.owner.nextSerial();
  }

  nextConnectionId(): number {
    return this.owner.nextConnectionId();
  }

  expired(association: Association): void {
    this.dismiss(association, 'expired');
  }

  /** Only what serves something is worth a successor, and one is enough. */
  renewalDue(association: Association): void {
    const isLatest = this.#list.live.at(-1) === association;
    if (!association.isEstablished || !isLatest || (this.#children.isEmpty && this.#waiting.length === 0)) return;
    association.trace({ kind: 'renewal-begun', connectionId: association.connectionId });
    this.#start();
  }

  /** What it was to be used for goes over another one; without any it has failed. */
  ended(): void {
    const { remote } = this;
    const others = this.#list.live;
    if (others.length === 0) this.env.trace({ kind: 'peer-forgotten', remote, handle: this.#handle });
    const established = this.#list.ready;
    if (!this.#list.established) this.#keepalive.stop();
    if (established) this.#serveInTurn(established);
    else if (others.length === 0) for (const request of this.#waiting.splice(0)) this.failed(request);
    if (others.length === 0) this.env.accessClient?.ended(remote);
  }

  purged(association: Association): void {
    this.#list.remove(association);
    if (this.isEmpty) this.owner.forgotten(this);
  }

  completed(child: ChildSa): void {
    // The peer may have been the first to ask for the same.
    this.#waiting = this.#waiting.filter((request) => !isSameChild(request, child));
    this.#children.install(child, this.nextSerial());
  }

  failed(request: ChildRequest): void {
    this.env.ipsec.failed(request);
  }

  orphaned(request: ChildRequest): void {
    this.#await(request);
  }

  rejected(association: Association, peerSpis: Spis): void {
    const { protocol = PROTO_IPSEC_ESP, spi } = leadingSpi(peerSpis) ?? {};
    const named = spi === undefined ? new Uint8Array() : bytesOfNumber(spi, 4);
    inform(association, notificationOf(notifyTypes['NO-PROPOSAL-CHOSEN'], protocol, named));
  }

  mayAnswer({ selectors, messageId }: QuickMode, isNatFound: boolean): boolean {
    const { quickModes } = this.#list;
    const rivals = quickModes.filter(({ request }) => request && selectors && isSameChild(request, selectors));
    if (this.#beginnings.meetInQuickMode(rivals, messageId, isNatFound)) {
      for (const rival of rivals) rival.hasten();
      return false;
    }
    for (const rival of rivals) rival.withdraw();
    return true;
  }

  /** The initiator leaves the association, which is worth nothing; the responder takes back what it has answered. */
  unanswered(association: Association, { request, ownSpis }: ChildNegotiation): void {
    const own = leadingSpi(ownSpis);
    // Its own association may be the one that has come to its end.
    const teller = association.isDeleted ? this.#list.established : association;
    if (request) {
      this.#await(request);
      this.dismiss(association, 'phase2-retransmission');
    } else if (own && teller) inform(teller, deletionOf(own.protocol, bytesOfNumber(own.spi, 4)));
  }

  /** Ours or the peer's: when the peer is about to give us the same, a second pair would be one too many. */
  #isInProgress(child: ChildRequest): boolean {
    return this.#list.quickModes.some(({ selectors }) => selectors && isSameChild(selectors, child));
  }

  /** What waits will be served by it; if it gets stuck, and we are behind a NAT, we begin ourselves. */
  #relyOn(budding: Association): void {
    if (budding.role === 'initiator') return;
    this.env.clock.after(patience, () => {
      const isStuck = this.#list.live.every(
        // In aggressive mode the responder learns of a NAT by the message that does not come.
        ({ role, isEstablished, nat, mode }) =>
          role === 'responder' && !isEstablished && (nat.isLocalBehind || mode === 'aggressive'),
      );
      if (isStuck && this.#waiting.length > 0) this.#start();
    });
  }

  #await(request: ChildRequest): void {
    if (!this.#waiting.some((one) => isSameChild(one, request))) this.#waiting.push(request);
  }

  #start(): void {
    const { env, local, remote } = this;
    const mode = modeFor(env, remote);
    env.trace({ kind: 'requested', local, remote });
    if (mode === 'aggressive' && isAggressiveModeDisabled(env)) {
      env.trace({ kind: 'aggressive-mode-disabled', local, remote });
      return this.#failWaiting();
    }
    const cookies = { initiatorCookie: newCookie(env), responderCookie: noCookie };
    const association = this.#create({ role: 'initiator', mode, ports: plainPorts, ...cookies });
    if (canAuthenticate(association, offeredPolicies(association))) {
      this.#phase1(association).begin();
      return;
    }
    const { handle } = association;
    env.trace({ kind: 'cannot-start', local, remote, handle, peerHandle: this.#handle });
    this.#list.remove(association);
    this.#failWaiting();
    env.accessClient?.ended(remote);
  }

  #failWaiting(): void {
    for (const request of this.#waiting.splice(0)) this.failed(request);
  }

  #create(ends: Omit<Ends, 'local' | 'remote'>): Association {
    const { env, local, remote } = this;
    const { role } = ends;
    const association = new Association(this, { local, remote, ...ends });
    this.#list.add(association);
    env.trace({ kind: 'peer-used', remote, handle: this.#handle, count: this.#list.live.length, role });
    env.trace({ kind: 'sa-created', handle: association.handle, role });
    return association;
  }

  #phase1(association: Association): Phase1Exchange {
    const owner: Phase1Owner = {
      peerHandle: this.#handle,
      isInitialContact: () => this.#list.live.length === 1 && this.#children.isEmpty,
      peerIsNew: () => this.#forgetOlder(association),
      established: (isLifetimeShorter) => {
        if (isLifetimeShorter) inform(association, phase1Lifetime(association));
        for (const rival of this.#list.unanswered) rival.withdraw();
        this.#beginnings.settle();
        this.#keepalive.start(association);
        association.stopKeepalive = keepNatOpen(association);
        this.#openAccess(association);
        if (association.isReady) this.#serveInTurn(association);
      },
      refused: (why) => this.#refuse(association, why),
    };
    const exchange = new Phase1Exchange(association, owner);
    association.phase1 = exchange;
    return exchange;
  }

  /** Where there is a server or a client of remote access. */
  #openAccess(association: Association): void {
    if (!this.env.accessServer && !this.env.accessClient) return;
    const access = new RemoteAccess(association, {
      ready: () => this.#serveInTurn(association),
      refused: () => this.dismiss(association, 'authentication'),
    });
    association.access = access;
    access.start();
  }

  #serveInTurn(association: Association): void {
    if (association.role === 'initiator') this.#serve(association);
    else if (this.#waiting.length > 0) this.env.clock.after(courtesy, () => this.#serve(association));
  }

  #serve(association: Association): void {
    if (association.isDeleted) return;
    for (const request of this.#waiting.splice(0)) if (!this.#isInProgress(request)) this.#begin(association, request);
  }

  #begin(association: Association, request: ChildRequest): void {
    const messageId = association.newMessageId();
    const quickMode = new QuickMode(association, this, { messageId, request });
    association.nodes.set(messageId, quickMode);
    quickMode.begin();
  }

  #refuse(association: Association, why: 'policy' | 'authentication'): void {
    const type = notifyTypes[why === 'policy' ? 'NO-PROPOSAL-CHOSEN' : 'AUTHENTICATION-FAILED'];
    informInClear(association, notificationOf(type, PROTO_ISAKMP, new Uint8Array()));
    association.delete(why);
    this.env.trace({ kind: 'mode-failed', mode: association.mode, remote: this.remote });
  }

  /** Nobody answers there: nothing that we have with the peer is of use (RFC 3706 section 6.3). */
  #bury(association: Association): void {
    const { env, local, remote } = this;
    env.trace({ kind: 'peer-dead', connectionId: association.connectionId, local, remote });
    for (const one of this.#list.live) if (one.isEstablished) this.dismiss(one, 'peer-dead');
    this.#children.dropAll();
  }

  /**
   * The peer holds nothing else with us. What is younger than the exchange in which it says so it may have made since
   * (its message may be late), so that stays.
   */
  #forgetOlder(association: Association): void {
    const { connectionId, local, remote, handle } = association;
    this.env.trace({ kind: 'initial-contact-taken', connectionId, local, remote });
    for (const other of this.#list.live)
      if (Math.max(other.handle, other.establishedAt ?? 0) < handle) other.delete('initial-contact');
    this.#children.dropOlderThan(handle);
  }

  #receiveFirst(message: IsakmpMessage, datagram: Uint8Array, ports: UdpPorts): void {
    const { env, local, remote } = this;
    const { initiatorCookie } = message;
    const mode = modeBegunBy(message);
    if (mode) return this.#receiveBeginning(mode, { message, datagram, ports });
    env.trace({ kind: 'no-sa', local, remote });
    if (this.#beginnings.haveBothGivenWay(initiatorCookie) && this.#waiting.length > 0) this.#start();
  }

  #receiveBeginning(mode: Association['mode'], { message, datagram, ports }: Arrival): void {
    const { env, local, remote } = this;
    const { initiatorCookie, nextPayload } = message;
    if (mode === 'aggressive' && isAggressiveModeDisabled(env))
      return env.trace({ kind: 'aggressive-mode-disabled', local, remote });
    if (!findPayload(payloadsOf(nextPayload, message.body)?.payloads ?? [], 'securityAssociation'))
      return env.trace({ kind: 'bad-message', connectionId: 0, local, remote, nextPayload, attempt: 1 });
    const rivals = this.#list.rivals;
    if (this.#beginnings.meet(rivals, initiatorCookie)) return rivals.forEach(({ phase1 }) => phase1?.hasten());
    const cookies = { initiatorCookie: initiatorCookie.slice(), responderCookie: newCookie(env) };
    const association = this.#create({ role: 'responder', mode, ports, ...cookies });
    for (const rival of rivals) this.#beginnings.giveWay(rival);
    if (rivals.length > 0) this.#relyOn(association);
    this.#phase1(association).receive(message, datagram);
  }

  /** The association is gone, and only still listed. */
  #receiveLate({ connectionId, state }: Association): void {
    this.env.trace({ kind: 'nothing-to-retransmit', connectionId, phase: 1, state, since: undefined });
  }
}
