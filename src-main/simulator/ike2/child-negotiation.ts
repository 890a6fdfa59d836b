/**
 * What makes a child, in whichever exchange (RFC 7296 sections 1.2, 1.3.1 and 2.9): proposals, traffic selectors,
 * transport mode, and a key exchange of its own for forward secrecy.
 */
import { bytesOfNumber, u32 } from '../../base/bytes.ts';
import { childKeyMaterial, type NoncePair } from '../crypto/ikev2-keys.ts';
import type { DhKeyPair } from '../crypto/dh-group.ts';
import type { IpsecProposal, Lifetime, Selector } from '../ipsec/proposal.ts';
import { isSameProposal } from '../ipsec/proposal.ts';
import type { NotificationName } from '../wire/ikev2/numbers.ts';
import { findPayload, type Payload } from '../wire/ikev2/payloads.ts';
import type { Proposal } from '../wire/ikev2/proposal.ts';
import type { TrafficSelector } from '../wire/ikev2/traffic-selectors.ts';
import type { Association } from './association.ts';
import {
  childCandidates,
  childKeyLength,
  childProposal,
  childProposals,
  pfsGroupsIn,
  splitKeys,
  type ChildCandidate,
} from './child-proposal.ts';
import type { Ikev2ChildJudgement, Ikev2ChildOffer, Ikev2ChildRequest, Ikev2ChildSa } from './ipsec-side.ts';
import { isWithin, rangeOf, selectorOf } from './narrowing.ts';
import type { NatFinding } from './nat.ts';
import { findNotify, notify, type Notify } from './notify.ts';
import { answerKeyExchange, sharedSecret, type Halves } from './key-exchange.ts';

/** A request of ours while it is on its way. */
export interface Draft {
  request: Ikev2ChildRequest;
  inboundSpi: number;
  /** Of the key exchange of its own. */
  pair: DhKeyPair | undefined;
  /** Undefined in the exchange that authenticates. */
  pfsGroup: number | undefined;
}

const other: TrafficSelector[] = [];

/** SA, the key exchange and nonce where there are any, TSi, TSr, and the mode. */
export function offerPayloads(draft: Draft, nonce: Uint8Array | undefined): Payload[] {
  const { request, inboundSpi, pair, pfsGroup } = draft;
  const proposals = childProposals(request.proposals, bytesOfNumber(inboundSpi, 4), pfsGroup);
  return [
    ...(wantsTransport(request) ? [notify('USE_TRANSPORT_MODE')] : []),
    { kind: 'sa', proposals },
    ...(nonce ? [{ kind: 'nonce' as const, data: nonce }] : []),
    ...(pair && pfsGroup !== undefined ? [{ kind: 'ke' as const, group: pfsGroup, data: pair.publicValue }] : []),
    { kind: 'tsi', selectors: [rangeOf(request.localSelector)], others: [] },
    { kind: 'tsr', selectors: [rangeOf(request.remoteSelector)], others: [] },
  ];
}

const wantsTransport = ({ proposals }: Ikev2ChildRequest): boolean =>
  proposals.some(({ mode }) => mode === 'transport');

/** What the responder has made of a draft; undefined when it is not what was asked for. */
export function concludeDraft(
  association: Association,
  draft: Draft,
  { payloads, nonces, replaces }: { payloads: readonly Payload[]; nonces: NoncePair; replaces: number | undefined },
): Ikev2ChildSa | undefined {
  const { request, inboundSpi, pfsGroup } = draft;
  const candidate = chosenOf(request, payloads);
  const selectors = narrowed(request, payloads);
  const secrecy = candidate && selectors && secrecyOf(association, draft, payloads);
  if (!secrecy) return undefined;
  const { ipsec, proposal } = candidate;
  return childOf(association, {
    profile: request.profile,
    ipsec,
    selectors,
    lifetime: request.lifetime,
    pfsGroup,
    isInitiator: true,
    inboundSpi,
    outboundSpi: u32(proposal.spi, 0),
    nonces,
    secret: secrecy.secret,
    replaces,
  });
}

/** One of the combinations that we have asked for. */
function chosenOf(request: Ikev2ChildRequest, payloads: readonly Payload[]): ChildCandidate | undefined {
  const proposals = findPayload(payloads, 'sa')?.proposals ?? [];
  const mode = findNotify(payloads, 'USE_TRANSPORT_MODE') ? 'transport' : 'tunnel';
  const [candidate] = proposals.length === 1 ? childCandidates(proposals, mode) : [];
  return candidate && request.proposals.some((one) => isSameProposal(one, candidate.ipsec)) ? candidate : undefined;
}

/** Undefined when forward secrecy was asked for and has not come; without it there is no secret. */
function secrecyOf(
  association: Association,
  { pair, pfsGroup }: Draft,
  payloads: readonly Payload[],
): { secret: Uint8Array | undefined } | undefined {
  if (pfsGroup === undefined) return { secret: undefined };
  const ke = findPayload(payloads, 'ke');
  const secret = ke?.group === pfsGroup ? sharedSecret(association, pair, ke) : undefined;
  return secret && { secret };
}

/** The responder may give less than was asked for, and nothing else. */
function narrowed(
  { localSelector, remoteSelector }: Ikev2ChildRequest,
  payloads: readonly Payload[],
): { local: Selector; remote: Selector } | undefined {
  const local = firstWithin(findPayload(payloads, 'tsi')?.selectors, localSelector);
  const remote = firstWithin(findPayload(payloads, 'tsr')?.selectors, remoteSelector);
  return local && remote && { local, remote };
}

function firstWithin(given: readonly TrafficSelector[] = other, wanted: Selector): Selector | undefined {
  const [range] = given;
  return range && isWithin(range, rangeOf(wanted)) ? selectorOf(range) : undefined;
}

interface Terms {
  profile: string;
  ipsec: IpsecProposal;
  selectors: { local: Selector; remote: Selector };
  lifetime: Lifetime;
  pfsGroup: number | undefined;
  isInitiator: boolean;
  inboundSpi: number;
  outboundSpi: number;
  nonces: NoncePair;
  secret: Uint8Array | undefined;
  replaces: number | undefined;
}

function childOf(association: Association, terms: Terms): Ikev2ChildSa | undefined {
  const { suite, keys, local, remote, nat, ports } = association;
  if (!suite || !keys) return undefined;
  const { ipsec, selectors, nonces, secret, profile, lifetime, pfsGroup, isInitiator, replaces } = terms;
  const length = 2 * childKeyLength(ipsec);
  const material = childKeyMaterial(suite.prf, keys.d, { sharedSecret: secret, ...nonces }, length);
  const isEncapsulated = ipsec.esp !== undefined && isTranslated(nat);
  return {
    local,
    remote,
    localSelector: selectors.local,
    remoteSelector: selectors.remote,
    proposal: ipsec,
    ...splitKeys(material, terms),
    ...(isEncapsulated ? { encapsulation: ports } : {}),
    lifetime,
    pfsGroup,
    isInitiator,
    profile,
    replaces,
  };
}

const isTranslated = (nat: NatFinding | undefined): boolean => nat !== undefined && (nat.isLocal || nat.isRemote);

/** What the peer's offer comes to. */
type ChildAnswer = { kind: 'accepted'; payloads: Payload[]; sa: Ikev2ChildSa } | { kind: 'refused'; notify: Notify };

interface AnswerContext {
  /** The answer's nonce is sent where the exchange has one of its own. */
  nonces: NoncePair;
  isFirst: boolean;
  replaces: number | undefined;
}

export function answerOffer(
  association: Association,
  payloads: readonly Payload[],
  context: AnswerContext,
): ChildAnswer {
  const offer = readOffer(association, payloads, context);
  if (!offer) return refuse(association, 'INVALID_SYNTAX');
  const { candidates } = offer;
  const judgement = association.env.ipsec.judge(offer.offer);
  association.trace({ kind: 'child-judged', sa: association, offer: offer.offer, verdict: judgement.kind });
  switch (judgement.kind) {
    case 'no-identity':
      return refuse(association, 'TS_UNACCEPTABLE');
    case 'no-proposal':
    case 'pfs-mismatch':
      return refuse(association, 'NO_PROPOSAL_CHOSEN');
    case 'accepted': {
      const candidate = candidates[judgement.proposal];
      if (!candidate) return refuse(association, 'NO_PROPOSAL_CHOSEN');
      return accept(association, payloads, { ...context, candidate, judgement });
    }
  }
}

interface Read {
  offer: Ikev2ChildOffer;
  candidates: ChildCandidate[];
}

/** Transport mode is a wish: tunnel mode may be the answer to it, so that both are offered to IPsec. */
function readOffer(
  association: Association,
  payloads: readonly Payload[],
  { isFirst, replaces }: AnswerContext,
): Read | undefined {
  const sa = findPayload(payloads, 'sa');
  const tsi = findPayload(payloads, 'tsi');
  const tsr = findPayload(payloads, 'tsr');
  if (!sa || !tsi || !tsr) return undefined;
  const modes = findNotify(payloads, 'USE_TRANSPORT_MODE') ? (['transport', 'tunnel'] as const) : (['tunnel'] as const);
  const candidates = modes.flatMap((mode) => childCandidates(sa.proposals, mode));
  const { local, remote, ports, nat, profile = '' } = association;
  const isEncapsulated = isTranslated(nat) && candidates.some(({ ipsec }) => ipsec.esp !== undefined);
  const offer: Ikev2ChildOffer = {
    local,
    remote,
    remotePort: isEncapsulated ? ports.remote : undefined,
    profile,
    localSelectors: tsr.selectors,
    remoteSelectors: tsi.selectors,
    proposals: candidates.map(({ ipsec }) => ipsec),
    isTranslated: isTranslated(nat),
    pfsGroups: candidates.map(({ proposal }) => (isFirst ? [] : pfsGroupsIn(proposal))),
    isFirst,
    replaces,
  };
  return { offer, candidates };
}

type Accepted = Extract<Ikev2ChildJudgement, { kind: 'accepted' }>;

function accept(
  association: Association,
  payloads: readonly Payload[],
  context: AnswerContext & { candidate: ChildCandidate; judgement: Accepted },
): ChildAnswer {
  const { candidate, judgement, nonces, isFirst, replaces } = context;
  const { pfsGroup, lifetime, localSelector, remoteSelector } = judgement;
  const halves = pfsGroup === undefined ? undefined : answerSecrecy(association, payloads, pfsGroup);
  if (halves && 'kind' in halves) return halves;
  const inboundSpi = association.env.ipsec.allocateSpi();
  const { proposal, ipsec } = candidate;
  const sa = childOf(association, {
    profile: association.profile ?? '',
    ipsec,
    selectors: { local: localSelector, remote: remoteSelector },
    lifetime,
    pfsGroup,
    isInitiator: false,
    inboundSpi,
    outboundSpi: u32(proposal.spi, 0),
    nonces,
    secret: halves?.secret,
    replaces,
  });
  if (!sa) return refuse(association, 'TEMPORARY_FAILURE');
  const chosen = {
    number: proposal.number,
    inboundSpi,
    pfsGroup,
    pair: halves?.pair,
    nonce: isFirst ? undefined : nonces.responderNonce,
  };
  return { kind: 'accepted', sa, payloads: answerPayloads(sa, chosen) };
}

function answerSecrecy(
  association: Association,
  payloads: readonly Payload[],
  pfsGroup: number,
): Halves | Extract<ChildAnswer, { kind: 'refused' }> {
  const ke = findPayload(payloads, 'ke');
  if (ke?.group !== pfsGroup) return refuse(association, 'INVALID_KE_PAYLOAD', bytesOfNumber(pfsGroup, 2));
  return answerKeyExchange(association, ke) ?? refuse(association, 'INVALID_SYNTAX');
}

interface Chosen {
  number: Proposal['number'];
  inboundSpi: number;
  pfsGroup: number | undefined;
  pair: DhKeyPair | undefined;
  nonce: Uint8Array | undefined;
}

function answerPayloads(sa: Ikev2ChildSa, { number, inboundSpi, pfsGroup, pair, nonce }: Chosen): Payload[] {
  const spi = bytesOfNumber(inboundSpi, 4);
  return [
    ...(sa.proposal.mode === 'transport' ? [notify('USE_TRANSPORT_MODE')] : []),
    { kind: 'sa', proposals: [childProposal(sa.proposal, { number, spi, pfsGroup })] },
    ...(nonce ? [{ kind: 'nonce' as const, data: nonce }] : []),
    ...(pair && pfsGroup !== undefined ? [{ kind: 'ke' as const, group: pfsGroup, data: pair.publicValue }] : []),
    { kind: 'tsi', selectors: [rangeOf(sa.remoteSelector)], others: [] },
    { kind: 'tsr', selectors: [rangeOf(sa.localSelector)], others: [] },
  ];
}

function refuse(
  association: Association,
  name: NotificationName,
  data?: Uint8Array,
): Extract<ChildAnswer, { kind: 'refused' }> {
  const answer = notify(name, data);
  association.trace({ kind: 'child-refused', sa: association, isByPeer: false, type: answer.type });
  return { kind: 'refused', notify: answer };
}
