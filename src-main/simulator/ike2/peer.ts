/**
 * What we have with one peer: associations, and requests that wait for one.
 *
 * Both ends may begin at the same time, and each would then answer the other. RFC 7296 lets both associations stand; as
 * with version 1 one of the two goes on, and the end that has begun the other withdraws it. It is what the end with the
 * lower address has begun, or the end that is behind a NAT, because what the other one sends may not come through.
 */
import { compareBytes, equalBytes } from '../../base/bytes.ts';
import type { UdpPorts } from '../ike/environment.ts';
import { isSameSelector } from '../ipsec/proposal.ts';
import { exchanges, protocols } from '../wire/ikev2/numbers.ts';
import { findPayload, type Payload } from '../wire/ikev2/payloads.ts';
import { Association, noSpi, type AssociationOwner, type Ends } from './association.ts';
import { isNegotiable } from './child-proposal.ts';
import { answerChild, CreateChild, type ChildOwner } from './create-child.ts';
import type { Ikev2Environment } from './environment.ts';
import type { Ikev2ChildRequest, Ikev2ChildSa } from './ipsec-side.ts';
import type { Ikev2EndReason } from './events.ts';
import { isSameIdentity } from './identity.ts';
import { answerAuth, Authenticate, type AuthOwner } from './ike-auth.ts';
import { answerInformational, DeleteAssociation, DeleteChild, Probe } from './informational.ts';
import { ikePorts, natIn } from './nat.ts';
import { isEndOfAssociation, notify } from './notify.ts';
import { isComplete, policyFor, proposalsOfPolicy } from './profiles.ts';
import { answerRenewal, giveWay, Renew, type RenewalOwner } from './renewal.ts';
import { answerInit, SaInit, type AcceptedInit } from './sa-init.ts';
import type { Ikev2Role } from './view.ts';

/** The initiator wants the same as we do, as a rule: it has so many milliseconds to ask for it before we do. */
const courtesy = 1000;
/** When the peer has said that it cannot just now: long enough for what is on its way there to come to its end. */
const pause = 3000;
/** A peer that has begun and says nothing more is forgotten after so many milliseconds. */
const halfOpen = 30_000;

/** What all peers of a router share. */
interface PeerOwner {
  readonly env: Ikev2Environment;
  nextId(): number;
  newSpi(): Uint8Array;
  added(association: Association): void;
  removed(association: Association): void;
  forgotten(peer: Peer): void;
}

export class Peer implements AssociationOwner, AuthOwner, ChildOwner, RenewalOwner {
  readonly env: Ikev2Environment;
  #all: Association[] = [];
  #waiting: Ikev2ChildRequest[] = [];

  constructor(
    readonly local: number,
    readonly remote: number,
    private readonly owner: PeerOwner,
  ) {
    this.env = owner.env;
  }

  get associations(): readonly Association[] {
    return this.#all;
  }

  get isEmpty(): boolean {
    return this.#all.length === 0 && this.#waiting.length === 0;
  }

  get #ready(): Association | undefined {
    return this.#all.findLast(({ isReady, successor, isProvisional }) => isReady && !successor && !isProvisional);
  }

  get #budding(): Association[] {
    return this.#all.filter(({ status }) => status === 'IN-NEG');
  }

  request(child: Ikev2ChildRequest): void {
    const { local, remote } = this;
    if (!child.proposals.some(isNegotiable)) {
      this.env.trace({ kind: 'child-impossible', local, remote });
      return this.failed(child);
    }
    if (this.#isInProgress(child)) return;
    const ready = this.#ready;
    if (ready) return ready.conversation.enqueue(new CreateChild(ready, child, this));
    this.#waiting.push(child);
    // What the peer has begun may not come to its end where we are behind a NAT (RFC 7296 section 2.23).
    const isUnderWay = this.#budding.some(({ role, nat }) => role === 'initiator' || nat?.isLocal !== true);
    if (!isUnderWay) this.#start(child);
  }

  renewChild(inboundSpi: number, request: Ikev2ChildRequest): void {
    const association = this.#ofChild(inboundSpi);
    const child = association?.list.byInbound(inboundSpi);
    if (!association || !child) return this.request(request);
    const isUnderWay = association.conversation.tasks.some(
      (task) => task instanceof CreateChild && task.replaces === child,
    );
    if (!isUnderWay) association.conversation.enqueue(new CreateChild(association, request, this, child));
  }

  deleteChild(inboundSpi: number): void {
    const association = this.#ofChild(inboundSpi);
    const child = association?.list.byInbound(inboundSpi);
    if (!association || !child || child.isDeleting) return;
    association.conversation.enqueue(new DeleteChild(association, child, 'told'));
  }

  follow(inboundSpi: number, ports: UdpPorts): void {
    const association = this.#ofChild(inboundSpi);
    if (association?.nat?.isRemote) association.follow(ports);
  }

  probe(inboundSpi: number): void {
    const association = this.#ofChild(inboundSpi);
    if (association?.isReady && association.conversation.queued === 0) this.ask(association);
  }

  ask(association: Association): void {
    association.conversation.enqueue(new Probe(association));
  }

  /** Ends an association, and says so where there is somebody who would believe it. */
  dismiss(association: Association, reason: Ikev2EndReason): void {
    if (!association.isReady) return association.end(reason);
    association.retire(reason);
    association.conversation.enqueue(new DeleteAssociation(association));
  }

  /** The first message of an association, whose algorithms fit. */
  receiveFirst(
    ends: Omit<Ends, 'role' | 'responderSpi'>,
    first: { payloads: readonly Payload[]; datagram: Uint8Array; accepted: AcceptedInit },
  ): void {
    const { initiatorSpi } = ends;
    const known = this.#all.find((one) => one.role === 'responder' && equalBytes(one.initiatorSpi, initiatorSpi));
    if (known) {
      known.conversation.repeatAnswer(0);
      return;
    }
    const rivals = this.#budding.filter(({ role }) => role === 'initiator');
    const { payloads, datagram, accepted } = first;
    if (rivals.length > 0 && !this.#givesWay(rivals, ends, payloads)) return;
    const association = this.#create({ role: 'responder', responderSpi: this.newSpi(), ...ends });
    for (const rival of rivals) this.#withdraw(rival);
    association.accept(payloads, datagram, () => {
      const answer = answerInit(association, accepted, payloads);
      return answer ?? [notify('INVALID_SYNTAX')];
    });
    if (!association.keys) return association.end('malformed');
    this.env.clock.after(halfOpen, () => {
      if (association.status === 'IN-NEG') association.end('retransmission');
    });
  }

  /** The peer has begun, too. Both ends have to come to the same here, whatever translates their addresses. */
  #givesWay(
    rivals: readonly Association[],
    { local, remote, ports, initiatorSpi }: Omit<Ends, 'role' | 'responderSpi'>,
    payloads: readonly Payload[],
  ): boolean {
    const isSeen = this.env.habits().isNatTransparent;
    const nat = isSeen ? natIn(payloads, { initiatorSpi, responderSpi: noSpi }, { local, remote, ports }) : undefined;
    if (nat && nat.isLocal !== nat.isRemote) return nat.isRemote;
    if (nat?.isLocal !== true) return remote < local;
    return rivals.every((rival) => compareBytes(initiatorSpi, rival.initiatorSpi) < 0);
  }

  answer(association: Association, exchange: number, payloads: readonly Payload[]): Payload[] | undefined {
    if (association.isProvisional && !isEndOfAssociation(payloads)) this.#settleFor(association);
    switch (exchange) {
      case exchanges.IKE_AUTH:
        return isToProve(association) ? answerAuth(association, payloads, this) : [notify('INVALID_SYNTAX')];
      case exchanges.CREATE_CHILD_SA:
        return this.#answerCreation(association, payloads);
      case exchanges.INFORMATIONAL:
        return this.#answerInformational(association, payloads);
      default:
        return undefined;
    }
  }

  /** The peer uses its renewal: it has seen already that this is the one that stays. */
  #settleFor(association: Association): void {
    for (const one of this.#all) if (one.rival?.association === association) giveWay(one);
  }

  #answerCreation(association: Association, payloads: readonly Payload[]): Payload[] | undefined {
    if (association.status === 'IN-NEG') return undefined;
    if (!association.isReady) return [notify('TEMPORARY_FAILURE')];
    const isRenewal = findPayload(payloads, 'sa')?.proposals[0]?.protocol === protocols.IKE;
    return isRenewal ? answerRenewal(association, payloads, this) : answerChild(association, payloads, this);
  }

  #answerInformational(association: Association, payloads: readonly Payload[]): Payload[] | undefined {
    if (association.status === 'IN-NEG') return undefined;
    // The peer's renewal of it has been first, as one sees from this.
    if (isEndOfAssociation(payloads)) giveWay(association);
    const answer = answerInformational(association, payloads);
    if (!association.isLive) this.env.clock.after(0, () => association.end('deleted-by-peer'));
    return answer;
  }

  nextId(): number {
    return this.owner.nextId();
  }

  newSpi(): Uint8Array {
    return this.owner.newSpi();
  }

  renew(association: Association): void {
    const isUnderWay = association.conversation.tasks.some((task) => task instanceof Renew);
    if (association.isReady && !association.successor && !association.isProvisional && !isUnderWay)
      association.conversation.enqueue(new Renew(association, this));
  }

  renewLater(association: Association): void {
    this.#later(() => this.renew(association));
  }

  succeeding(
    old: Association,
    role: Ikev2Role,
    spis: { initiatorSpi: Uint8Array; responderSpi: Uint8Array },
  ): Association {
    const { local, remote, ports } = old;
    const next = this.#create({ local, remote, ports, role, ...spis });
    next.sessionId = old.sessionId;
    next.nat = old.nat;
    next.usedProfile = old.usedProfile;
    next.localIdentity = old.localIdentity;
    next.remoteIdentity = old.remoteIdentity;
    next.localAuthentication = old.localAuthentication;
    next.remoteAuthentication = old.remoteAuthentication;
    next.isFragmenting = old.isFragmenting;
    return next;
  }

  unanswered(association: Association, reason: Ikev2EndReason): void {
    if (reason === 'expired') return this.dismiss(association, reason);
    giveWay(association);
    association.end(reason);
  }

  /** What it was begun for goes over another one; without any it has failed. */
  ended(association: Association): void {
    const { firstChild } = association;
    association.firstChild = undefined;
    if (firstChild && !this.#waiting.includes(firstChild)) this.#waiting.push(firstChild);
    if (this.#ready || this.#budding.length > 0) return this.#serveLater();
    for (const request of this.#waiting.splice(0)) this.failed(request);
  }

  forgotten(association: Association): void {
    this.#all = this.#all.filter((one) => one !== association);
    this.owner.removed(association);
    if (this.isEmpty) this.owner.forgotten(this);
  }

  isFirstContact(association: Association): boolean {
    return this.#all.every((one) => one === association || !one.isLive);
  }

  /** What the peer's former self had with us: the same identity says that it is the same peer. */
  peerIsNew(association: Association): void {
    const { remoteIdentity } = association;
    for (const one of [...this.#all]) {
      const isSame = one.remoteIdentity && remoteIdentity && isSameIdentity(one.remoteIdentity, remoteIdentity);
      if (one !== association && one.isReady && isSame && one.id < association.id) one.end('initial-contact');
    }
  }

  established(association: Association): void {
    if (association.isLive) this.#serveLater();
  }

  refused(association: Association, reason: Ikev2EndReason): void {
    // The last word is an answer that is yet to be sent.
    if (association.role === 'initiator') association.end(reason);
    else {
      association.retire(reason);
      this.env.clock.after(0, () => association.end(reason));
    }
  }

  firstChildFailed(association: Association, request: Ikev2ChildRequest | undefined): void {
    if (request) this.failed(request);
    if (this.env.habits().endsWithFirstChild) this.env.clock.after(0, () => this.#endChildless(association));
  }

  #endChildless(association: Association): void {
    if (association.isReady && association.children.length === 0) this.dismiss(association, 'first-child');
  }

  completed(child: Ikev2ChildSa): void {
    this.#waiting = this.#waiting.filter((request) => !isSame(request, child));
  }

  failed(request: Ikev2ChildRequest): void {
    this.env.ipsec.failed(request);
  }

  later(request: Ikev2ChildRequest, replaces: number | undefined): void {
    this.#later(() => {
      if (replaces === undefined) this.request(request);
      else if (this.#ofChild(replaces)) this.renewChild(replaces, request);
    });
  }

  anew(request: Ikev2ChildRequest): void {
    this.request(request);
  }

  #later(run: () => void): void {
    this.env.clock.after(pause + this.env.random.int(pause), run);
  }

  #ofChild(inboundSpi: number): Association | undefined {
    return this.#all.find(({ list }) => list.byInbound(inboundSpi) !== undefined);
  }

  #isInProgress(child: Ikev2ChildRequest): boolean {
    const tasks = this.#all.flatMap(({ conversation }) => conversation.tasks);
    const underWay = tasks.flatMap((task) => (task instanceof CreateChild && !task.replaces ? [task.request] : []));
    const first = this.#all.flatMap(({ firstChild }) => firstChild ?? []);
    return [...this.#waiting, ...underWay, ...first].some((one) => isSame(one, child));
  }

  #start(child: Ikev2ChildRequest): void {
    const { env, local, remote } = this;
    const { configuration } = env;
    const { profile: name } = child;
    env.trace({ kind: 'requested', local, remote, profile: name });
    const profile = configuration.profiles.get(name);
    const policy = policyFor(configuration, local, env.frontDoor);
    const proposals = proposalsOfPolicy(configuration, policy);
    const isUsable = profile !== undefined && isComplete(profile);
    if (!isUsable || proposals.length === 0) {
      env.trace({ kind: 'cannot-start', local, remote, profile: name, why: isUsable ? 'policy' : 'profile' });
      for (const request of this.#waiting.splice(0)) this.failed(request);
      return;
    }
    env.trace({ kind: 'policy-used', local, policy: policy?.name, proposals });
    const association = this.#create({
      local,
      remote,
      ports: ikePorts,
      role: 'initiator',
      initiatorSpi: this.newSpi(),
      responderSpi: noSpi,
    });
    association.conversation.enqueue(
      new SaInit(association, proposals, {
        agreed: () => {
          const first = this.#waiting.shift() ?? child;
          association.firstChild = first;
          association.conversation.enqueue(new Authenticate(association, profile, first, this));
        },
        refused: (_association, reason) => association.end(reason),
      }),
    );
  }

  #create(ends: Ends): Association {
    const association = new Association(this, ends);
    this.#all.push(association);
    this.owner.added(association);
    this.env.trace({ kind: 'sa-created', sa: association });
    return association;
  }

  /** Nobody has answered it, and what it was begun for comes by another one. */
  #withdraw(association: Association): void {
    association.end('withdrawn');
  }

  #serveLater(): void {
    const ready = this.#ready;
    if (!ready || this.#waiting.length === 0) return;
    const delay = ready.role === 'initiator' ? 0 : courtesy;
    this.env.clock.after(delay, () => {
      for (const request of this.#waiting.splice(0)) this.request(request);
    });
  }
}

/** Who has begun is the first to prove who it is. */
function isToProve({ status, role }: Association): boolean {
  return status === 'IN-NEG' && role === 'responder';
}

function isSame(a: Ikev2ChildRequest, b: Ikev2ChildRequest | Ikev2ChildSa): boolean {
  return (
    a.profile === b.profile &&
    isSameSelector(a.localSelector, b.localSelector) &&
    isSameSelector(a.remoteSelector, b.remoteSelector)
  );
}
