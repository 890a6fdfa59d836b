/** IPsec as IKE version 2 sees it: what it asks for, what it judges of a peer's offers, and what it is given. */
import type { ChildRequest, ChildSa, IpsecSide } from '../ike/environment.ts';
import type { IpsecProposal, Lifetime, Selector } from '../ipsec/proposal.ts';
import type { TrafficSelector } from '../wire/ikev2/traffic-selectors.ts';

export interface Ikev2ChildRequest extends ChildRequest {
  /** Which `crypto ikev2 profile` it is negotiated by. */
  profile: string;
}

/** What a peer offers; everything as seen from here. */
export interface Ikev2ChildOffer {
  local: number;
  remote: number;
  /** Where ESP would be in UDP: the peer's port. */
  remotePort?: number | undefined;
  /** The profile that the peer was found to belong to. */
  profile: string;
  /** What the peer would have the association be for: the answer may be less (RFC 7296 section 2.9). */
  localSelectors: readonly TrafficSelector[];
  remoteSelectors: readonly TrafficSelector[];
  /** Every combination of algorithms that is offered. */
  proposals: readonly IpsecProposal[];
  /** There is a NAT on the way: in transport mode a host may be called by an address that it is not met at here. */
  isTranslated: boolean;
  /** Of each of these, groups for perfect forward secrecy in the peer's order; none in the exchange that authenticates. */
  pfsGroups: readonly (readonly number[])[];
  /** Of the exchange that authenticates: its keys come of the association's own, so there can be no forward secrecy. */
  isFirst: boolean;
  /** The inbound SPI of the child that it is to take the place of. */
  replaces: number | undefined;
}

export type Ikev2ChildJudgement =
  | {
      kind: 'accepted';
      /** An index into the offer's. */
      proposal: number;
      lifetime: Lifetime;
      /** Narrowed: narrowing.ts helps. */
      localSelector: Selector;
      remoteSelector: Selector;
      /** One of the offer's, where forward secrecy is wanted. */
      pfsGroup: number | undefined;
    }
  | { kind: 'no-identity' }
  | { kind: 'no-proposal' }
  | { kind: 'pfs-mismatch' };

export interface Ikev2ChildSa extends ChildSa {
  profile: string;
  /** The inbound SPI of the one that it takes the place of; that one is deleted soon. */
  replaces: number | undefined;
}

/** IPsec as IKE version 2 sees it; `deletedByPeer` also tells of those that go with their association or a renewal. */
export interface Ikev2IpsecSide extends Pick<IpsecSide, 'allocateSpi' | 'deletedByPeer' | 'moved'> {
  judge(offer: Ikev2ChildOffer): Ikev2ChildJudgement;
  install(child: Ikev2ChildSa): void;
  /** What was asked for will not come. */
  failed(request: Ikev2ChildRequest): void;
}
