/** The exchange that authenticates, with the first child along (RFC 7296 section 1.2). EAP is refused. */
import { exchanges } from '../wire/ikev2/numbers.ts';
import { findPayload, type Payload } from '../wire/ikev2/payloads.ts';
import type { Association } from './association.ts';
import { answerOffer, concludeDraft, offerPayloads, type Draft } from './child-negotiation.ts';
import { protocolAsked } from './child-proposal.ts';
import { configurationReply, configurationRequest, grantAddress, takeConfiguration } from './configuration-exchange.ts';
import type { Ikev2Profile } from './configuration.ts';
import type { Ikev2ChildRequest, Ikev2ChildSa } from './ipsec-side.ts';
import type { Ikev2AuthFailure, Ikev2EndReason } from './events.ts';
import { Disown } from './informational.ts';
import { errorIn, findNotify, notify } from './notify.ts';
import { accepts, profileFor } from './profiles.ts';
import { claimOf, doubt, prove } from './proof.ts';
import { certificateRequest } from './sa-init.ts';
import type { Outcome, Task } from './task.ts';

export interface AuthOwner {
  /** Nothing else exists with this peer. */
  isFirstContact(association: Association): boolean;
  peerIsNew(association: Association): void;
  established(association: Association): void;
  /** The first child has come: who waited for the same waits no longer. */
  completed(child: Ikev2ChildSa): void;
  refused(association: Association, reason: Ikev2EndReason): void;
  /** The association stands, its first child does not. */
  firstChildFailed(association: Association, request: Ikev2ChildRequest | undefined): void;
}

export class Authenticate implements Task<Association> {
  readonly exchange = exchanges.IKE_AUTH;
  readonly subject = 'association';
  readonly #draft: Draft;

  constructor(
    private readonly association: Association,
    private readonly profile: Ikev2Profile,
    private readonly request: Ikev2ChildRequest,
    private readonly owner: AuthOwner,
  ) {
    const inboundSpi = association.env.ipsec.allocateSpi();
    this.#draft = { request, inboundSpi, pair: undefined, pfsGroup: undefined };
  }

  build(): Payload[] | undefined {
    const { association, profile, owner } = this;
    const proof = prove(association, profile);
    if ('failure' in proof) {
      fail(association, proof.failure);
      owner.refused(association, 'authentication');
      return undefined;
    }
    const isFirst = owner.isFirstContact(association);
    if (isFirst) association.trace({ kind: 'initial-contact', sa: association, isOurs: true });
    const wantsCertificate = profile.authenticationRemote.some((method) => method !== 'pre-share');
    return [
      ...proof.payloads,
      ...(wantsCertificate ? certificateRequest(association.env, profile.trustpoints) : []),
      ...configurationRequest(association, profile),
      ...offerPayloads(this.#draft, undefined),
      ...(isFirst ? [notify('INITIAL_CONTACT')] : []),
    ];
  }

  answered(payloads: readonly Payload[]): Outcome {
    const { association, owner } = this;
    const why = findPayload(payloads, 'idr') ? this.#doubtOf(payloads) : 'refused';
    if (why) {
      fail(association, why);
      // As IOS does: the responder is not told, and believes in the association until it is asked (faults.tsv: V2-ID-INIT).
      owner.refused(association, 'authentication');
      return 'done';
    }
    association.establish();
    this.#takeChild(payloads);
    owner.established(association);
    takeConfiguration(association, payloads);
    return 'done';
  }

  abandoned(): void {
    // Whoever keeps the requests sees to it that they come to an end.
  }

  #doubtOf(payloads: readonly Payload[]): Ikev2AuthFailure | undefined {
    const { association, profile } = this;
    const claim = claimOf(association, payloads);
    if (!claim || !accepts(profile, association, claim)) return 'not-expected';
    association.usedProfile = profile;
    return doubt(association, profile, payloads) ?? unauthorized(association);
  }

  #takeChild(payloads: readonly Payload[]): void {
    const { association, request, owner } = this;
    const { initiatorNonce, responderNonce } = association.opening;
    if (!initiatorNonce || !responderNonce) return;
    const nonces = { initiatorNonce, responderNonce };
    const error = errorIn(payloads);
    association.firstChild = undefined;
    const sa = error ? undefined : concludeDraft(association, this.#draft, { payloads, nonces, replaces: undefined });
    if (sa) {
      association.list.install(sa);
      owner.completed(sa);
      return;
    }
    if (!error) association.conversation.enqueue(new Disown(protocolAsked(request.proposals), this.#draft.inboundSpi));
    association.trace({
      kind: 'child-refused',
      sa: association,
      isByPeer: error !== undefined,
      type: error?.type ?? 0,
    });
    owner.firstChildFailed(association, request);
  }
}

function fail(association: Association, why: Ikev2AuthFailure): void {
  const identity = association.remoteIdentity;
  association.trace({ kind: 'authentication-failed', sa: association, why, identity });
}

/** The answer to a peer that proves who it is. */
export function answerAuth(association: Association, payloads: readonly Payload[], owner: AuthOwner): Payload[] {
  const judged = judgePeer(association, payloads);
  const proof = typeof judged === 'string' ? { failure: judged } : prove(association, judged);
  if (typeof judged === 'string' || 'failure' in proof) {
    fail(association, 'failure' in proof ? proof.failure : 'mismatch');
    owner.refused(association, 'authentication');
    return [notify('AUTHENTICATION_FAILED')];
  }
  association.establish();
  if (findNotify(payloads, 'INITIAL_CONTACT')) {
    association.trace({ kind: 'initial-contact', sa: association, isOurs: false });
    owner.peerIsNew(association);
  }
  const child = answerConfigured(association, payloads, owner);
  owner.established(association);
  return [...proof.payloads, ...child];
}

function judgePeer(association: Association, payloads: readonly Payload[]): Ikev2Profile | Ikev2AuthFailure {
  const claim = claimOf(association, payloads);
  const { env } = association;
  const profile = claim && profileFor(env.configuration, association, claim);
  if (!profile) return 'no-profile';
  association.usedProfile = profile;
  association.trace({ kind: 'profile-found', sa: association, profile: profile.name });
  return doubt(association, profile, payloads) ?? unauthorized(association) ?? profile;
}

/** A policy that is named has to be there. */
function unauthorized(association: Association): Ikev2AuthFailure | undefined {
  const side = association.env.configurationSide;
  return side?.authorization(association) === 'missing' ? 'no-authorization' : undefined;
}

/** The configuration stands before the child that it is for, and is told when that is there. */
function answerConfigured(association: Association, payloads: readonly Payload[], owner: AuthOwner): Payload[] {
  const failure = grantAddress(association, payloads);
  if (failure) {
    owner.firstChildFailed(association, undefined);
    return [failure];
  }
  const child = answerFirstChild(association, payloads, owner);
  return [...configurationReply(association), ...child];
}

/** Without an offer the association stands alone (RFC 6023). */
function answerFirstChild(association: Association, payloads: readonly Payload[], owner: AuthOwner): Payload[] {
  const { initiatorNonce, responderNonce } = association.opening;
  if (!findPayload(payloads, 'sa') || !initiatorNonce || !responderNonce) return [];
  const nonces = { initiatorNonce, responderNonce };
  const answer = answerOffer(association, payloads, { nonces, isFirst: true, replaces: undefined });
  if (answer.kind === 'refused') {
    owner.firstChildFailed(association, undefined);
    return [answer.notify];
  }
  association.list.install(answer.sa);
  owner.completed(answer.sa);
  return answer.payloads;
}
