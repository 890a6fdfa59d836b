/**
 * What IPsec does with requests, proposals and associations, for debugging. Each vendor's command line puts it into
 * its own words (simulator/ios/debug-crypto-ipsec.ts): nothing here is text.
 */
import type { IpsecProposal, EspTransform, Lifetime, Selector } from './proposal.ts';

/** The two peers, and the traffic between which they protect it. */
export interface ProtectedEnds {
  local: number;
  remote: number;
  localSelector: Selector;
  remoteSelector: Selector;
}

export interface EventAssociation {
  spi: number;
  connectionId: number;
  transform: EspTransform;
  lifetime: Lifetime;
}

export type IpsecEvent =
  /** IKE is asked for associations: once for each transform set. */
  | ({ kind: 'requested'; proposal: IpsecProposal; lifetime: Lifetime } & ProtectedEnds)
  /** They have not come in time, for the `count`th time. */
  | ({ kind: 'request-timer'; count: number } & ProtectedEnds)
  | ({
      kind: 'proposal-judged';
      proposal: IpsecProposal;
      verdict: 'accepted' | 'no-identity' | 'no-proposal' | 'pfs-mismatch';
    } & ProtectedEnds)
  | ({
      kind: 'installed';
      isInitiator: boolean;
      inbound: EventAssociation;
      outbound: EventAssociation;
    } & ProtectedEnds)
  /** Both associations of a pair are gone; `byPeer`: the peer has deleted them first. */
  | ({ kind: 'deleted'; byPeer: boolean; inbound: EventAssociation; outbound: EventAssociation } & ProtectedEnds);
