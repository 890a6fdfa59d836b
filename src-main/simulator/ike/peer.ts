/**
 * What we have with one peer: associations, requests that wait for one, and the children that came of them. It finds
 * out whose message it is, and what becomes of a request when an association comes or goes.
 *
 * Both ends may begin at the same time, and each would then answer the other: two associations, and two pairs of
 * children. IKE version 1 has no rule for it. Here the end with the lower address goes on with what it has begun, and
 * the other one withdraws its own and answers: one association, one pair, whoever was first.
 */
import { bytesOfNumber } from '../../base/bytes.ts';
import type { IsakmpMessage } from '../wire/isakmp/message.ts';
import { notifyTypes, securityProtocols } from '../wire/isakmp/numbers.ts';
import { findPayload } from '../wire/isakmp/payloads.ts';
import { AssociationList } from './association-list.ts';
import { Association, newCookie, noCookie, plainPorts, type AssociationOwner } from './association.ts';
import type { ChildNegotiation } from './child-negotiation.ts';
import { Children } from './children.ts';
import { deliver } from './delivery.ts';
import type { ChildRequest, ChildSa, IkeEnvironment } from './environment.ts';
import type { IkeRole, SaDeletionReason } from './events.ts';
import { isSameChild } from './identity.ts';
import { deletionOf, inform, informInClear, notificationOf } from './informational.ts';
import { isFirstOfMainMode, MainMode, type MainModeOwner } from './main-mode.ts';
import { Notices } from './notices.ts';
import { QuickMode, type QuickModeOwner } from './quick-mode.ts';
import { phase1Lifetime } from './responder-lifetime.ts';
import { hasPresharedKey } from './suite-judgement.ts';
import { payloadsOf } from './task.ts';

const { PROTO_ISAKMP, PROTO_IPSEC_ESP } = securityProtocols;
const refusal = notifyTypes['NO-PROPOSAL-CHOSEN'];

/**
 * The initiator of main mode wants associations of IPsec, as a rule the same as we do: it has so many milliseconds to
 * ask for them before the responder does.
 */
const courtesy = 1000;

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
  #waiting: ChildRequest[] = [];

  constructor(
    readonly local: number,
    readonly remote: number,
    private readonly owner: PeerOwner,
  ) {
    this.env = owner.env;
    this.#handle = owner.nextSerial();
    this.#children = new Children(owner.env.ipsec);
    this.#notices = new Notices(this.#children, {
      associations: () => this.#list.live,
      peerIsNew: (association) => this.#forgetOlder(association),
    });
  }

  get associations(): readonly Association[] {
    return this.#list.all;
  }

  get isEmpty(): boolean {
    return this.#list.all.length === 0 && this.#waiting.length === 0 && this.#children.isEmpty;
  }

  request(child: ChildRequest): void {
    if (this.#isInProgress(child)) return;
    const { local, remote } = this;
    const established = this.#list.established;
    if (established) {
      this.env.trace({ kind: 'request-served', connectionId: established.connectionId, local, remote });
      return this.#begin(established, child);
    }
    this.#await(child);
    const budding = this.#list.live.at(-1);
    if (budding) this.env.trace({ kind: 'request-attached', connectionId: budding.connectionId, local, remote });
    else this.#start();
  }

  receive(message: IsakmpMessage, datagram: Uint8Array): void {
    const association = this.#list.of(message);
    const { connectionId = 0, role, state = 'MM_NO_STATE' } = association ?? {};
    const ports = association?.ports ?? plainPorts;
    this.env.trace({ kind: 'received', connectionId, remote: this.remote, ports, role, state });
    if (!association) this.#receiveFirst(message, datagram);
    else if (association.isDeleted) this.#receiveLate(association);
    else deliver(association, { message, datagram }, { owner: this, notices: this.#notices });
  }

  deleteChild(inboundSpi: number): void {
    const { local, remote } = this;
    this.#children.forget(inboundSpi);
    const association = this.#list.established;
    if (association) inform(association, deletionOf(PROTO_IPSEC_ESP, bytesOfNumber(inboundSpi, 4)));
    else this.env.trace({ kind: 'delete-unsent', local, remote, spi: inboundSpi });
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

  /** What it was to be used for goes over another one; without any it has failed. */
  ended(): void {
    const { remote } = this;
    const others = this.#list.live;
    if (others.length === 0) this.env.trace({ kind: 'peer-forgotten', remote, handle: this.#handle });
    const established = this.#list.established;
    if (established) this.#serveInTurn(established);
    else if (others.length === 0) for (const request of this.#waiting.splice(0)) this.failed(request);
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

  rejected(association: Association, peerSpi: number | undefined): void {
    const spi = peerSpi === undefined ? new Uint8Array() : bytesOfNumber(peerSpi, 4);
    inform(association, notificationOf(refusal, PROTO_IPSEC_ESP, spi));
  }

  mayAnswer({ selectors }: QuickMode): boolean {
    const { quickModes } = this.#list;
    const rivals = quickModes.filter(({ request }) => request && selectors && isSameChild(request, selectors));
    if (rivals.length > 0 && this.#isSenior) {
      for (const rival of rivals) rival.hasten();
      return false;
    }
    for (const rival of rivals) rival.withdraw();
    return true;
  }

  /** The initiator leaves the association, which is worth nothing; the responder takes back what it has answered. */
  unanswered(association: Association, { request, inboundSpi }: ChildNegotiation): void {
    if (request) {
      this.#await(request);
      this.dismiss(association, 'phase2-retransmission');
    } else if (inboundSpi !== undefined) inform(association, deletionOf(PROTO_IPSEC_ESP, bytesOfNumber(inboundSpi, 4)));
  }

  /** Of two ends that have begun the same, this is the one that goes on with it. */
  get #isSenior(): boolean {
    return this.local < this.remote;
  }

  /** Ours or the peer's: when the peer is about to give us the same, a second pair would be one too many. */
  #isInProgress(child: ChildRequest): boolean {
    return this.#list.quickModes.some(({ selectors }) => selectors && isSameChild(selectors, child));
  }

  #await(request: ChildRequest): void {
    if (!this.#waiting.some((one) => isSameChild(one, request))) this.#waiting.push(request);
  }

  #start(): void {
    const { env, local, remote } = this;
    env.trace({ kind: 'requested', local, remote });
    const association = this.#create('initiator', newCookie(env), noCookie);
    if (hasPresharedKey(association, 'begin')) {
      const mainMode = this.#mainMode(association);
      mainMode.begin();
      return;
    }
    const { handle } = association;
    env.trace({ kind: 'cannot-start', local, remote, handle, peerHandle: this.#handle });
    this.#list.remove(association);
    for (const request of this.#waiting.splice(0)) this.failed(request);
  }

  #create(role: IkeRole, initiatorCookie: Uint8Array, responderCookie: Uint8Array): Association {
    const { env, local, remote } = this;
    const association = new Association(this, { local, remote, role, initiatorCookie, responderCookie });
    this.#list.add(association);
    env.trace({ kind: 'peer-used', remote, handle: this.#handle, count: this.#list.live.length, role });
    env.trace({ kind: 'sa-created', handle: association.handle, role });
    return association;
  }

  #mainMode(association: Association): MainMode {
    const owner: MainModeOwner = {
      peerHandle: this.#handle,
      isInitialContact: () => this.#list.live.length === 1 && this.#children.isEmpty,
      peerIsNew: () => this.#forgetOlder(association),
      established: (isLifetimeShorter) => {
        if (isLifetimeShorter) inform(association, phase1Lifetime(association));
        for (const rival of this.#list.unanswered) rival.withdraw();
        this.#serveInTurn(association);
      },
      refused: () => this.#refuse(association),
    };
    const mainMode = new MainMode(association, owner);
    association.mainMode = mainMode;
    return mainMode;
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

  #refuse(association: Association): void {
    informInClear(association, notificationOf(refusal, PROTO_ISAKMP, new Uint8Array()));
    association.delete('policy');
    this.env.trace({ kind: 'mode-failed', mode: 'main', remote: this.remote });
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

  #receiveFirst(message: IsakmpMessage, datagram: Uint8Array): void {
    const { env, local, remote } = this;
    const { initiatorCookie, nextPayload } = message;
    if (!isFirstOfMainMode(message)) return env.trace({ kind: 'no-sa', local, remote });
    if (!findPayload(payloadsOf(nextPayload, message.body)?.payloads ?? [], 'securityAssociation'))
      return env.trace({ kind: 'bad-message', connectionId: 0, local, remote, nextPayload, attempt: 1 });
    const rivals = this.#list.rivals;
    if (rivals.length > 0 && this.#isSenior) return rivals.forEach(({ mainMode }) => mainMode?.hasten());
    const association = this.#create('responder', initiatorCookie.slice(), newCookie(env));
    for (const rival of rivals) rival.withdraw();
    this.#mainMode(association).receive(message, datagram);
  }

  /** The association is gone, and only still listed. */
  #receiveLate({ connectionId, state }: Association): void {
    this.env.trace({ kind: 'nothing-to-retransmit', connectionId, phase: 1, state, since: undefined });
  }
}
