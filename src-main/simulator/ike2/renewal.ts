/**
 * A new association in place of an old one, which takes over its children (RFC 7296 sections 1.3.2 and 2.18). Both ends
 * may begin it at once: the exchange with the lowest of the four nonces is in vain (section 2.8.2).
 */
import { bytesOfNumber, compareBytes, u16 } from '../../base/bytes.ts';
import type { DhKeyPair } from '../crypto/dh-group.ts';
import { nextKeySeed, type NoncePair } from '../crypto/ikev2-keys.ts';
import { exchanges, notifications } from '../wire/ikev2/numbers.ts';
import type { Payload } from '../wire/ikev2/payloads.ts';
import type { Proposal } from '../wire/ikev2/proposal.ts';
import type { Association } from './association.ts';
import type { Ikev2EndReason } from './events.ts';
import { DeleteAssociation } from './informational.ts';
import { lowest, newNonce } from './nonce.ts';
import { errorIn, notify, type Notify } from './notify.ts';
import { policyFor, proposalsOfPolicy } from './profiles.ts';
import { answerKeyExchange, keyMakingIn, keyPair, sharedSecret, type Halves } from './key-exchange.ts';
import { chooseSuite, chosenProposal, proposalsOf, type IkeSuite } from './suite.ts';
import type { Outcome, Task } from './task.ts';
import type { Ikev2Role } from './view.ts';

export interface RenewalOwner {
  newSpi(): Uint8Array;
  /** The association that follows; it has no keys yet. */
  succeeding(
    old: Association,
    role: Ikev2Role,
    spis: { initiatorSpi: Uint8Array; responderSpi: Uint8Array },
  ): Association;
  /** The peer cannot just now. */
  renewLater(association: Association): void;
}

export class Renew implements Task<Association> {
  readonly exchange = exchanges.CREATE_CHILD_SA;
  readonly subject = 'renewal';
  readonly #nonce: Uint8Array;
  readonly #spi: Uint8Array;
  #group: number;
  #pair: DhKeyPair | undefined;
  #rounds = 0;

  constructor(
    private readonly association: Association,
    private readonly owner: RenewalOwner,
  ) {
    this.#nonce = newNonce(association.env.random);
    this.#spi = owner.newSpi();
    this.#group = association.suite?.group ?? 0;
  }

  build(): Payload[] | undefined {
    const { association } = this;
    if (association.successor || !association.isLive) return undefined;
    this.#pair ??= keyPair(association, this.#group);
    if (!this.#pair) return undefined;
    association.trace({ kind: 'renewing', sa: association });
    return [
      { kind: 'sa', proposals: proposalsOf(proposalsFor(association), this.#spi) },
      { kind: 'nonce', data: this.#nonce },
      { kind: 'ke', group: this.#group, data: this.#pair.publicValue },
    ];
  }

  answered(payloads: readonly Payload[]): Outcome {
    const error = errorIn(payloads);
    if (error) return this.#refused(error);
    const agreed = this.#agree(payloads);
    if (!agreed) {
      this.#giveWay();
      return 'done';
    }
    const { association, owner } = this;
    const { spi, suite, secret, nonces } = agreed;
    const spis = { initiatorSpi: this.#spi, responderSpi: spi };
    const next = keyed(owner.succeeding(association, 'initiator', spis), { old: association, suite, secret, nonces });
    // It has been cleared in the meantime: the peer does not know yet.
    if (!association.isLive) {
      dismiss(next, 'cleared');
      return 'done';
    }
    next.establish();
    this.#settle(next, lowest(nonces.initiatorNonce, nonces.responderNonce));
    return 'done';
  }

  abandoned(): void {
    this.#giveWay();
  }

  #refused({ type, data }: Notify): Outcome {
    const { association, owner } = this;
    association.trace({ kind: 'notify', sa: association, isOurs: false, type, data });
    if (association.rival) this.#giveWay();
    else if (type === notifications.INVALID_KE_PAYLOAD && this.#rounds++ === 0) {
      this.#group = u16(data, 0);
      this.#pair = undefined;
      return 'again';
    } else if (type === notifications.TEMPORARY_FAILURE) owner.renewLater(association);
    return 'done';
  }

  #agree(
    payloads: readonly Payload[],
  ): { spi: Uint8Array; suite: IkeSuite; secret: Uint8Array; nonces: NoncePair } | undefined {
    const { association } = this;
    const made = keyMakingIn(payloads);
    const chosen = made && chooseSuite(made.proposals, proposalsFor(association));
    if (chosen?.suite.group !== this.#group || made?.ke.group !== this.#group) return undefined;
    const secret = sharedSecret(association, this.#pair, made.ke);
    const spi = chosen.proposal.spi.slice();
    const nonces = { initiatorNonce: this.#nonce, responderNonce: made.nonce };
    return secret && spi.length === 8 ? { spi, suite: chosen.suite, secret, nonces } : undefined;
  }

  #settle(next: Association, ownLowest: Uint8Array): void {
    const { association } = this;
    const { rival } = association;
    if (rival && compareBytes(ownLowest, rival.lowestNonce) < 0) {
      this.#giveWay();
      dismiss(next, 'redundant');
      return;
    }
    takeOver(association, next);
    dismiss(association, 'renewed');
    // The peer deletes it, unless the answer that made it has not come there.
    rival?.association.end('redundant');
  }

  #giveWay(): void {
    giveWay(this.association);
  }
}

/** Says that it ends. */
function dismiss(association: Association, reason: Ikev2EndReason): void {
  association.retire(reason);
  association.conversation.enqueue(new DeleteAssociation(association));
}

/** To the peer's renewal, if there is one. */
export function giveWay(association: Association): void {
  if (association.rival?.association.isLive) takeOver(association, association.rival.association);
}

/** The new one has the children from now on, and what waits to be said. */
function takeOver(old: Association, next: Association): void {
  if (old.successor) return;
  old.successor = next;
  next.confirm();
  old.list.moveTo(next.list);
  next.given = old.given;
  next.told = old.told;
  old.trace({ kind: 'renewed', sa: old, by: next });
  for (const task of old.conversation.takeQueue()) {
    const same = task.transferred?.(next);
    if (same) next.conversation.enqueue(same);
  }
}

interface Agreement {
  old: Association;
  suite: IkeSuite;
  secret: Uint8Array;
  nonces: NoncePair;
}

function keyed(next: Association, { old, suite, secret, nonces }: Agreement): Association {
  next.key(suite, nextKeySeed(old.suite?.prf ?? suite.prf, old.keys?.d ?? new Uint8Array(), secret, nonces), nonces);
  return next;
}

function proposalsFor({ env, local }: Association): ReturnType<typeof proposalsOfPolicy> {
  return proposalsOfPolicy(env.configuration, policyFor(env.configuration, local, env.frontDoor));
}

/** The answer to the peer's request for a new association. */
export function answerRenewal(association: Association, payloads: readonly Payload[], owner: RenewalOwner): Payload[] {
  // Section 2.25.2: what is on its way over the old one must come to its end first.
  const isFree = association.isReady && !association.successor && !association.rival && !association.isMakingChild;
  if (!isFree) return [notify('TEMPORARY_FAILURE')];
  const made = keyMakingIn(payloads);
  if (!made) return [notify('INVALID_SYNTAX')];
  const chosen = chooseSuite(made.proposals, proposalsFor(association), made.ke.group);
  if (chosen?.proposal.spi.length !== 8) return [notify('NO_PROPOSAL_CHOSEN')];
  const { group } = chosen.suite;
  if (group !== made.ke.group) return [notify('INVALID_KE_PAYLOAD', bytesOfNumber(group, 2))];
  const halves = answerKeyExchange(association, made.ke);
  return halves ? follow(association, { ...chosen, ...halves, nonce: made.nonce }, owner) : [notify('INVALID_SYNTAX')];
}

interface Accepted extends Halves {
  proposal: Proposal;
  suite: IkeSuite;
  nonce: Uint8Array;
}

/** Makes the association that follows. */
function follow(
  association: Association,
  { proposal, suite, pair, secret, nonce }: Accepted,
  owner: RenewalOwner,
): Payload[] {
  const spi = owner.newSpi();
  const nonces = { initiatorNonce: nonce, responderNonce: newNonce(association.env.random) };
  const spis = { initiatorSpi: proposal.spi.slice(), responderSpi: spi };
  const next = owner.succeeding(association, 'responder', spis);
  next.isProvisional = association.conversation.current?.subject === 'renewal';
  keyed(next, { old: association, suite, secret, nonces }).establish();
  association.trace({ kind: 'suite-chosen', sa: next, suite });
  if (next.isProvisional)
    association.rival = { association: next, lowestNonce: lowest(nonces.initiatorNonce, nonces.responderNonce) };
  else takeOver(association, next);
  return [
    { kind: 'sa', proposals: [chosenProposal(proposal, suite, spi)] },
    { kind: 'nonce', data: nonces.responderNonce },
    { kind: 'ke', group: suite.group, data: pair.publicValue },
  ];
}
