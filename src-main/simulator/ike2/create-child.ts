/**
 * One more child, or one in place of another (RFC 7296 sections 1.3.1 and 1.3.3). Both ends may renew the same child at
 * once: of the two exchanges the one with the lowest of the four nonces is in vain, and its initiator deletes what came
 * of it; the initiator of the other one deletes the old child (section 2.8.1).
 */
import { bytesOfNumber, compareBytes, u32 } from '../../base/bytes.ts';
import { exchanges, notifications, type NotificationName } from '../wire/ikev2/numbers.ts';
import type { Payload } from '../wire/ikev2/payloads.ts';
import type { Association } from './association.ts';
import type { Child } from './child-list.ts';
import { answerOffer, concludeDraft, offerPayloads, type Draft } from './child-negotiation.ts';
import { protocolAsked } from './child-proposal.ts';
import type { Ikev2ChildRequest, Ikev2ChildSa } from './ipsec-side.ts';
import { DeleteChild, Disown } from './informational.ts';
import { lowest, newNonce } from './nonce.ts';
import { errorIn, findNotify, notify, type Notify } from './notify.ts';
import { keyPair, nonceIn } from './key-exchange.ts';
import type { Outcome, Task } from './task.ts';

export interface ChildOwner {
  completed(child: Ikev2ChildSa): void;
  failed(request: Ikev2ChildRequest): void;
  /** The peer cannot just now. */
  later(request: Ikev2ChildRequest, replaces: number | undefined): void;
  /** What was to be renewed is not there any more. */
  anew(request: Ikev2ChildRequest): void;
}

export class CreateChild implements Task<Association> {
  readonly exchange = exchanges.CREATE_CHILD_SA;
  readonly subject = 'child';
  readonly #nonce: Uint8Array;
  #draft: Draft | undefined;

  constructor(
    private readonly association: Association,
    readonly request: Ikev2ChildRequest,
    private readonly owner: ChildOwner,
    readonly replaces?: Child,
  ) {
    this.#nonce = newNonce(association.env.random);
  }

  build(): Payload[] | undefined {
    const { association, request, replaces } = this;
    if (replaces && !isRenewable(association, replaces)) return undefined;
    const { pfsGroup } = request;
    const pair = pfsGroup === undefined ? undefined : keyPair(association, pfsGroup);
    this.#draft = { request, inboundSpi: association.env.ipsec.allocateSpi(), pair, pfsGroup };
    association.trace({ kind: 'child-requested', sa: association, localIsFirst: true });
    return [...(replaces ? [renewalOf(replaces)] : []), ...offerPayloads(this.#draft, this.#nonce)];
  }

  answered(payloads: readonly Payload[]): Outcome {
    const error = errorIn(payloads);
    if (error) this.#refused(error);
    else this.#conclude(payloads);
    return 'done';
  }

  abandoned(): void {
    this.owner.failed(this.request);
  }

  transferred(to: Association): Task<Association> | undefined {
    const { request, owner, replaces } = this;
    return new CreateChild(to, request, owner, replaces);
  }

  #refused({ type, data }: Notify): void {
    const { association, request, replaces, owner } = this;
    association.trace({ kind: 'notify', sa: association, isOurs: false, type, data });
    association.trace({ kind: 'child-refused', sa: association, isByPeer: true, type });
    // The peer's own renewal has been first.
    if (replaces?.rival) return;
    if (type === notifications.TEMPORARY_FAILURE) return owner.later(request, replaces?.sa.inbound.spi);
    if (type !== notifications.CHILD_SA_NOT_FOUND || !replaces) return owner.failed(request);
    association.list.remove(replaces, 'by-peer');
    owner.anew(request);
  }

  #conclude(payloads: readonly Payload[]): void {
    const { association, request, owner, replaces } = this;
    const draft = this.#draft;
    const nonce = nonceIn(payloads);
    if (!draft || !nonce) return owner.failed(request);
    const nonces = { initiatorNonce: this.#nonce, responderNonce: nonce };
    const sa = concludeDraft(association, draft, { payloads, nonces, replaces: replaces?.sa.inbound.spi });
    if (!sa) {
      association.conversation.enqueue(new Disown(protocolAsked(request.proposals), draft.inboundSpi));
      return owner.failed(request);
    }
    const child = association.list.install(sa);
    if (child) owner.completed(sa);
    else owner.failed(request);
    if (replaces) this.#settle(replaces, child, lowest(this.#nonce, nonce));
  }

  #settle(old: Child, child: Child | undefined, ownLowest: Uint8Array): void {
    const { association } = this;
    const { rival } = old;
    const isInVain = rival !== undefined && compareBytes(ownLowest, rival.lowestNonce) < 0;
    if (!isInVain) association.conversation.enqueue(new DeleteChild(association, old, 'renewed'));
    else if (child) association.conversation.enqueue(new DeleteChild(association, child, 'redundant'));
  }
}

/** Unless it has gone, is going, or has been renewed by the peer already. */
function isRenewable(association: Association, child: Child): boolean {
  return association.list.all.includes(child) && !child.isDeleting && !child.rival;
}

function renewalOf(child: Child): Payload {
  return { ...notify('REKEY_SA'), protocol: child.protocol, spi: bytesOfNumber(child.sa.inbound.spi, 4) };
}

/** The answer to the peer's request for a child. */
export function answerChild(association: Association, payloads: readonly Payload[], owner: ChildOwner): Payload[] {
  const renewal = findNotify(payloads, 'REKEY_SA');
  const old = renewal && association.list.byOutbound(u32(renewal.spi, 0), renewal.protocol);
  const refused = refusedAtOnce(association, renewal, old);
  if (refused) return [refused];
  const nonce = nonceIn(payloads);
  if (!nonce) return [notify('INVALID_SYNTAX')];
  const nonces = { initiatorNonce: nonce, responderNonce: newNonce(association.env.random) };
  const answer = answerOffer(association, payloads, { nonces, isFirst: false, replaces: old?.sa.inbound.spi });
  if (answer.kind === 'refused') return [answer.notify];
  association.list.install(answer.sa);
  if (old) old.rival = { lowestNonce: lowest(nonces.initiatorNonce, nonces.responderNonce) };
  owner.completed(answer.sa);
  return answer.payloads;
}

/** Section 2.25: neither while the association is being renewed, nor for a child that is on its way out. */
function refusedAtOnce(
  association: Association,
  renewal: Notify | undefined,
  old: Child | undefined,
): Notify | undefined {
  const subject = association.conversation.current?.subject;
  const isUnknown = renewal !== undefined && old === undefined;
  // A child that is not known may be the one whose making has been answered, and the answer has yet to come.
  const isBusy = subject === 'renewal' || association.successor !== undefined || (isUnknown && subject === 'child');
  if (isBusy || old?.isDeleting) return refusal(association, 'TEMPORARY_FAILURE');
  return isUnknown ? refusal(association, 'CHILD_SA_NOT_FOUND', renewal) : undefined;
}

function refusal(association: Association, name: NotificationName, about?: Notify): Notify {
  const answer = notify(name);
  association.trace({ kind: 'child-refused', sa: association, isByPeer: false, type: answer.type });
  return about ? { ...answer, protocol: about.protocol, spi: about.spi } : answer;
}
