/** The exchange that begins (RFC 7296 section 1.2): algorithms, a secret, nonces. Nobody has proved anything yet. */
import { bytesOfNumber, concat, u16 } from '../../base/bytes.ts';
import type { DhKeyPair } from '../crypto/dh-group.ts';
import { firstKeySeed } from '../crypto/ikev2-keys.ts';
import type { SignatureHash } from '../pki/credentials.ts';
import { exchanges, keyOf, notifications, signatureHashes, X509_SIGNATURE } from '../wire/ikev2/numbers.ts';
import type { Payload, PayloadOf } from '../wire/ikev2/payloads.ts';
import type { Proposal } from '../wire/ikev2/proposal.ts';
import { noSpi, type Association } from './association.ts';
import type { Ikev2Proposal } from './configuration.ts';
import type { Ikev2Environment } from './environment.ts';
import type { Ikev2EndReason } from './events.ts';
import { answerKeyExchange, keyMakingIn, keyPair, sharedSecret } from './key-exchange.ts';
import { natIn, natPayloads, natPorts } from './nat.ts';
import { newNonce } from './nonce.ts';
import { errorIn, findNotify, notify, type Notify } from './notify.ts';
import { chooseSuite, chosenProposal, describedProposals, proposalsOf, type IkeSuite } from './suite.ts';
import type { Outcome, Task } from './task.ts';

/** How often the responder may send us back to the beginning. */
const patience = 5;

interface SaInitOwner {
  /** There are keys: the next exchange may begin. */
  agreed(association: Association): void;
  refused(association: Association, reason: Ikev2EndReason): void;
}

export class SaInit implements Task<Association> {
  readonly exchange = exchanges.IKE_SA_INIT;
  readonly subject = 'association';
  readonly #nonce: Uint8Array;
  #group: number;
  #pair: DhKeyPair | undefined;
  #cookie: Uint8Array | undefined;
  #rounds = 0;

  constructor(
    private readonly association: Association,
    private readonly proposals: readonly Ikev2Proposal[],
    private readonly owner: SaInitOwner,
  ) {
    this.#nonce = newNonce(association.env.random);
    this.#group = proposals[0]?.groups[0] ?? 0;
  }

  build(): Payload[] | undefined {
    const { association, proposals } = this;
    this.#pair ??= keyPair(association, this.#group);
    if (!this.#pair) return undefined;
    return [
      ...(this.#cookie ? [notify('COOKIE', this.#cookie)] : []),
      { kind: 'sa', proposals: proposalsOf(proposals, new Uint8Array()) },
      { kind: 'ke', group: this.#group, data: this.#pair.publicValue },
      { kind: 'nonce', data: this.#nonce },
      ...announcements(association),
    ];
  }

  answered(payloads: readonly Payload[]): Outcome {
    const cookie = findNotify(payloads, 'COOKIE');
    if (cookie) return this.#again(() => (this.#cookie = cookie.data.slice()), 'cookie');
    const wrongGroup = findNotify(payloads, 'INVALID_KE_PAYLOAD');
    if (wrongGroup) return this.#changeGroup(u16(wrongGroup.data, 0));
    const error = errorIn(payloads);
    if (!error) return this.#conclude(payloads);
    const { association } = this;
    association.trace({ kind: 'notify', sa: association, isOurs: false, type: error.type, data: error.data });
    const isPolicy = error.type === notifications.NO_PROPOSAL_CHOSEN;
    this.owner.refused(association, isPolicy ? 'policy' : 'peer-failed');
    return 'done';
  }

  abandoned(): void {
    // The association goes, and what it was begun for with it.
  }

  #again(change: () => void, why: 'cookie' | 'group'): Outcome {
    const { association } = this;
    const { local, remote } = association;
    if (++this.#rounds > patience) {
      this.owner.refused(association, 'peer-failed');
      return 'done';
    }
    if (why === 'cookie') association.trace({ kind: 'cookie', local, remote, isOurs: false });
    change();
    return 'again';
  }

  #changeGroup(wanted: number): Outcome {
    const { association, proposals } = this;
    const { local, remote } = association;
    const isOffered = proposals.some(({ groups }) => groups.includes(wanted));
    if (!isOffered || wanted === this.#group) return 'unusable';
    association.trace({ kind: 'wrong-group', local, remote, sent: this.#group, wanted, isOurs: true });
    return this.#again(() => {
      this.#group = wanted;
      this.#pair = undefined;
    }, 'group');
  }

  #conclude(payloads: readonly Payload[]): Outcome {
    const { association, proposals } = this;
    const made = keyMakingIn(payloads);
    const suite = made?.proposals.length === 1 ? chooseSuite(made.proposals, proposals)?.suite : undefined;
    if (suite?.group !== this.#group || made?.ke.group !== this.#group) return 'unusable';
    const secret = sharedSecret(association, this.#pair, made.ke);
    if (!secret) return 'unusable';
    const nonces = { initiatorNonce: this.#nonce, responderNonce: made.nonce };
    association.responderSpi = association.answeredSpi;
    Object.assign(association.opening, nonces);
    association.trace({ kind: 'suite-chosen', sa: association, suite });
    takeAnnouncements(association, payloads);
    if (isTranslated(association)) association.follow(natPorts);
    association.key(suite, firstKeySeed(suite.prf, nonces, secret), nonces);
    this.owner.agreed(association);
    return 'done';
  }
}

function isTranslated({ nat }: Association): boolean {
  return nat !== undefined && (nat.isLocal || nat.isRemote);
}

export interface AcceptedInit {
  kind: 'accepted';
  proposal: Proposal;
  suite: IkeSuite;
  ke: PayloadOf<'ke'>;
  nonce: Uint8Array;
}

/** What a first message gets, before anything is kept of it; undefined when it is none. */
export function judgeInit(
  env: Ikev2Environment,
  {
    local,
    remote,
    own,
    payloads,
  }: { local: number; remote: number; own: Ikev2Proposal[]; payloads: readonly Payload[] },
): AcceptedInit | { kind: 'refused'; notify: Notify } | undefined {
  const made = keyMakingIn(payloads);
  if (!made) return undefined;
  const { proposals, ke, nonce } = made;
  const chosen = chooseSuite(proposals, own, ke.group);
  if (!chosen) {
    const received = describedProposals(proposals);
    env.trace({ kind: 'no-suite', local, remote, received, expected: own });
    return { kind: 'refused', notify: notify('NO_PROPOSAL_CHOSEN') };
  }
  const { proposal, suite } = chosen;
  if (suite.group !== ke.group) {
    env.trace({ kind: 'wrong-group', local, remote, sent: ke.group, wanted: suite.group, isOurs: false });
    return { kind: 'refused', notify: notify('INVALID_KE_PAYLOAD', bytesOfNumber(suite.group, 2)) };
  }
  return { kind: 'accepted', proposal, suite, ke, nonce };
}

/** The answer to a first message that fits; the association has keys with it. Undefined when the public value is bad. */
export function answerInit(
  association: Association,
  { proposal, suite, ke, nonce }: AcceptedInit,
  payloads: readonly Payload[],
): Payload[] | undefined {
  const halves = answerKeyExchange(association, ke);
  if (!halves) return undefined;
  const { pair, secret } = halves;
  const nonces = { initiatorNonce: nonce, responderNonce: newNonce(association.env.random) };
  Object.assign(association.opening, nonces);
  association.trace({ kind: 'suite-chosen', sa: association, suite });
  takeAnnouncements(association, payloads);
  association.key(suite, firstKeySeed(suite.prf, nonces, secret), nonces);
  return [
    { kind: 'sa', proposals: [chosenProposal(proposal, suite, new Uint8Array())] },
    { kind: 'ke', group: suite.group, data: pair.publicValue },
    { kind: 'nonce', data: nonces.responderNonce },
    ...announcements(association),
    ...certificateRequest(association.env, trustpointsOfAll(association.env)),
  ];
}

/** Of all hashes that we can verify signatures with. */
const ownHashes = concat(...Object.values(signatureHashes).map((number) => bytesOfNumber(number, 2)));

/** What we can do beyond the plain exchange, and how we see the path. */
function announcements(association: Association): Payload[] {
  const { env, initiatorSpi, responderSpi } = association;
  return [
    ...(env.habits().isNatTransparent ? natPayloads({ initiatorSpi, responderSpi }, association) : []),
    ...(env.configuration.fragmentationMtu === undefined ? [] : [notify('IKEV2_FRAGMENTATION_SUPPORTED')]),
    ...(env.credentials ? [notify('SIGNATURE_HASH_ALGORITHMS', ownHashes)] : []),
  ];
}

function takeAnnouncements(association: Association, payloads: readonly Payload[]): void {
  const { env, initiatorSpi, role } = association;
  // The initiator's hashes were made before there was an SPI of the responder's.
  const responderSpi = role === 'responder' ? noSpi : association.responderSpi;
  if (env.habits().isNatTransparent) association.nat = natIn(payloads, { initiatorSpi, responderSpi }, association);
  if (association.nat) association.trace({ kind: 'nat-found', sa: association, ...association.nat });
  const isOffered = findNotify(payloads, 'IKEV2_FRAGMENTATION_SUPPORTED') !== undefined;
  association.isFragmenting = isOffered && env.configuration.fragmentationMtu !== undefined;
  association.peerHashes = hashesIn(findNotify(payloads, 'SIGNATURE_HASH_ALGORITHMS')?.data ?? new Uint8Array());
}

function hashesIn(data: Uint8Array): SignatureHash[] {
  const numbers = Array.from({ length: data.length >> 1 }, (_, i) => u16(data, 2 * i));
  return numbers.flatMap((number) => keyOf(signatureHashes, number) ?? []);
}

/** The authorities that we trust, by the SHA-1 of their keys (section 3.7). */
export function certificateRequest(env: Ikev2Environment, trustpoints: readonly string[] | undefined): Payload[] {
  if (!env.credentials || !trustpoints) return [];
  const hashes = env.credentials.authorities(trustpoints).map(({ keyHash }) => keyHash);
  return hashes.length === 0 ? [] : [{ kind: 'certreq', type: X509_SIGNATURE, data: concat(...hashes) }];
}

/** Of the profiles that want a certificate: it is not known yet for which of them the peer is. */
function trustpointsOfAll({ configuration }: Ikev2Environment): string[] | undefined {
  const profiles = [...configuration.profiles.values()].filter(({ authenticationRemote }) =>
    authenticationRemote.some((method) => method !== 'pre-share'),
  );
  if (profiles.length === 0) return undefined;
  return profiles.some(({ trustpoints }) => trustpoints.length === 0)
    ? []
    : [...new Set(profiles.flatMap(({ trustpoints }) => trustpoints))];
}
