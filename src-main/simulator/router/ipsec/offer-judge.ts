/**
 * What becomes of the offer of a peer: the flow that it is for, when one agrees with it. IKE version 1 has the identities
 * of an offer taken as they are or refused; with version 2 the answer may be for less (RFC 7296 section 2.9).
 *
 * Behind a translation a peer calls itself by an address that nobody knows here. In transport mode its address can only be
 * the one that IKE meets it at, and ours the one that we have (RFC 7296 section 2.23.1): what was offered is looked for by
 * these too, and answered as it was offered. Version 1, whose RFC 3947 leaves this open, is treated likewise.
 */
import { hostMask } from '../../../base/address.ts';
import type { ChildJudgement, ChildOffer } from '../../ike/environment.ts';
import type { Ikev2ChildJudgement, Ikev2ChildOffer, Ikev2ChildSa } from '../../ike2/ipsec-side.ts';
import { narrow, rangeOf } from '../../ike2/narrowing.ts';
import type { IpsecProposal, Selector } from '../../ipsec/proposal.ts';
import type { TrafficSelector } from '../../wire/ikev2/traffic-selectors.ts';
import type { CryptoConfiguration } from './crypto-configuration.ts';
import { fittingProposal, termsOf, type ProtectionTerms } from './flow-policy.ts';
import type { PolicyDatabase } from './policy-database.ts';
import type { ProtectedFlow } from './protected-flow.ts';
import type { SaPair } from './sa-pair.ts';
import { containsSelectors, type SelectorPair } from './selectors.ts';
import type { VirtualAccess } from '../ike/virtual-access.ts';

interface Verdict<J> {
  judgement: J;
  /** The one that has accepted. */
  flow?: ProtectedFlow;
}

/** A child that has been agreed on, as the offer that it answers. */
export function offerOfChild(child: Ikev2ChildSa): Ikev2ChildOffer {
  const { localSelector, remoteSelector, proposal, pfsGroup, encapsulation } = child;
  // What is new stands before what is copied: the other way round it takes V8 many times as long.
  return {
    localSelectors: [rangeOf(localSelector)],
    remoteSelectors: [rangeOf(remoteSelector)],
    proposals: [proposal],
    isTranslated: encapsulation !== undefined,
    remotePort: encapsulation?.remote,
    pfsGroups: [pfsGroup === undefined ? [] : [pfsGroup]],
    isFirst: pfsGroup === undefined,
    ...child,
  };
}

export class OfferJudge {
  constructor(
    private readonly crypto: CryptoConfiguration,
    private readonly policies: PolicyDatabase,
    private readonly virtual: VirtualAccess,
  ) {}

  version1(offer: ChildOffer, frontDoor: string | undefined): Verdict<ChildJudgement> {
    const { local, remote, remotePort } = offer;
    const place = { local, remote, remotePort, frontDoor };
    this.virtual.admit(place, this.crypto.isakmpProfiles.get(offer.isakmpProfile ?? '')?.virtualTemplate);
    const pairs = [offer, ...(offer.isTranslated ? [metHere(offer)] : [])];
    const taken = (own: SelectorPair): SelectorPair | undefined => pairs.find((pair) => containsSelectors(own, pair));
    return firstAccepted(this.policies.candidates(place, taken), (flow) => this.#judge1(flow, offer));
  }

  version2(offer: Ikev2ChildOffer, frontDoor: string | undefined): Verdict<Ikev2ChildJudgement> {
    const { local, remote } = offer;
    const place = { local, remote, remotePort: this.#portOf(offer), frontDoor };
    this.virtual.admit(place, this.crypto.ikev2.profiles.get(offer.profile)?.virtualTemplate);
    const direct = (own: SelectorPair): SelectorPair | undefined =>
      narrowed(own, offer.localSelectors, offer.remoteSelectors);
    const met = (own: SelectorPair): SelectorPair | undefined =>
      offer.isTranslated
        ? narrowed(own, hostsAt(offer.local, offer.localSelectors), hostsAt(offer.remote, offer.remoteSelectors))
        : undefined;
    const common = (own: SelectorPair): SelectorPair | undefined => direct(own) ?? met(own);
    // A client renews what it has made of an address that it was given: all that there is on our side, and that address.
    const mayBeLess = ({ origin }: ProtectedFlow): boolean =>
      offer.replaces !== undefined && origin.kind === 'tunnel' && this.virtual.hasMade(origin.tunnel);
    return firstAccepted(this.policies.candidates(place, common, mayBeLess), (flow) => {
      const behindTranslation = direct(flow) ? undefined : met(flow);
      return behindTranslation
        ? this.#judge2(flow, offer, asOffered(behindTranslation, offer), 'transport')
        : this.#judge2(flow, offer, direct(flow) ?? flow);
    });
  }

  /** What is renewed is where it was, from wherever its peer asks for it now. */
  #portOf({ replaces, remotePort }: Ikev2ChildOffer): number | undefined {
    const isReplaced = ({ inbound }: SaPair): boolean => inbound.spi === replaces;
    const flow = replaces === undefined ? undefined : this.policies.flows.find(({ pairs }) => pairs.some(isReplaced));
    return flow?.of.isAutomatic ? flow.tunnel?.peerPort : remotePort;
  }

  #judge1(flow: ProtectedFlow, offer: ChildOffer): ChildJudgement {
    const terms = termsOf(this.crypto, flow);
    if (!terms || !mayAnswer(flow, terms)) return { kind: 'no-identity' };
    if (terms.ikev2Profile !== undefined || !isOfProfile(terms, offer)) return { kind: 'no-identity' };
    const proposal = fittingProposal(this.crypto, flow, offer.proposals);
    if (proposal === undefined) return { kind: 'no-proposal' };
    // Without PFS of our own any offer of it will do (the command reference of `set pfs`).
    if (terms.pfsGroup !== undefined && terms.pfsGroup !== offer.pfsGroup) return { kind: 'pfs-mismatch' };
    return { kind: 'accepted', proposal, lifetime: this.crypto.lifetimeOf(terms) };
  }

  #judge2(
    flow: ProtectedFlow,
    offer: Ikev2ChildOffer,
    selectors: SelectorPair,
    only?: IpsecProposal['mode'],
  ): Ikev2ChildJudgement {
    const terms = termsOf(this.crypto, flow);
    if (terms?.ikev2Profile !== offer.profile || !mayAnswer(flow, terms)) return { kind: 'no-identity' };
    const own = offer.isFirst ? undefined : terms.pfsGroup;
    const isSecret = (i: number): boolean => own === undefined || offer.pfsGroups[i]?.includes(own) === true;
    const isMode = (i: number): boolean => only === undefined || offer.proposals[i]?.mode === only;
    const proposal = fittingProposal(this.crypto, flow, offer.proposals, (i) => isSecret(i) && isMode(i));
    if (proposal === undefined) {
      const isMismatch = fittingProposal(this.crypto, flow, offer.proposals, isMode) !== undefined;
      return { kind: isMismatch ? 'pfs-mismatch' : 'no-proposal' };
    }
    const pfsGroup = own ?? offer.pfsGroups[proposal]?.[0];
    const { localSelector, remoteSelector } = selectors;
    const lifetime = this.crypto.lifetimeOf(terms);
    return { kind: 'accepted', proposal, lifetime, localSelector, remoteSelector, pfsGroup };
  }
}

function narrowed(
  own: SelectorPair,
  local: readonly TrafficSelector[],
  remote: readonly TrafficSelector[],
): SelectorPair | undefined {
  const localSelector = narrow(own.localSelector, local);
  const remoteSelector = narrow(own.remoteSelector, remote);
  return localSelector && remoteSelector && { localSelector, remoteSelector };
}

function metHere({ local, remote, localSelector, remoteSelector }: ChildOffer): SelectorPair {
  const at = (address: number, selector: Selector): Selector =>
    selector.mask === hostMask ? { ...selector, address } : selector;
  return { localSelector: at(local, localSelector), remoteSelector: at(remote, remoteSelector) };
}

function hostsAt(address: number, ranges: readonly TrafficSelector[]): TrafficSelector[] {
  return ranges.map((range) => (range.start === range.end ? { ...range, start: address, end: address } : range));
}

/** The addresses are the peer's own again, which is what it waits for. */
function asOffered({ localSelector, remoteSelector }: SelectorPair, offer: Ikev2ChildOffer): SelectorPair {
  const back = (selector: Selector, [range]: readonly TrafficSelector[]): Selector =>
    range && range.start === range.end ? { ...selector, address: range.start, mask: hostMask } : selector;
  return {
    localSelector: back(localSelector, offer.localSelectors),
    remoteSelector: back(remoteSelector, offer.remoteSelectors),
  };
}

/** The first flow that agrees; otherwise what the first one has against it. */
function firstAccepted<J extends { kind: string }>(
  flows: Iterable<ProtectedFlow>,
  judge: (flow: ProtectedFlow) => J,
): Verdict<J | { kind: 'no-identity' }> {
  let first: J | undefined;
  for (const flow of flows) {
    const judgement = judge(flow);
    if (judgement.kind === 'accepted') return { judgement, flow };
    if (!first || first.kind === 'no-identity') first = judgement;
  }
  return { judgement: first ?? { kind: 'no-identity' } };
}

/** An entry that only begins takes no offers, but to renew what is there. */
function mayAnswer({ current }: ProtectedFlow, { connectionType }: ProtectionTerms): boolean {
  return connectionType !== 'originate-only' || current !== undefined;
}

/** `set isakmp-profile`: only peers that have matched this profile in phase 1 may use the entry. */
function isOfProfile({ isakmpProfile }: ProtectionTerms, offer: ChildOffer): boolean {
  return isakmpProfile === undefined || offer.isakmpProfile === undefined || isakmpProfile === offer.isakmpProfile;
}
