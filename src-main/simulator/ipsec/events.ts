/**
 * What IPsec does with requests, proposals and associations, for debugging. Each vendor's command line puts it into
 * its own words (simulator/ios/debug/debug-crypto-ipsec.ts): nothing here is text.
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
  protocol: 'esp' | 'ah';
  spi: number;
  connectionId: number;
  /** Of AH the integrity algorithm alone counts. */
  transform: EspTransform;
  lifetime: Lifetime;
}

export type IpsecEvent =
  /** IKE is asked for associations: once for each transform set. */
  | ({ kind: 'requested'; proposal: IpsecProposal; lifetime: Lifetime } & ProtectedEnds)
  /** Nobody knows the peer: `remote` is the end of the packet, and it is looked for on the way there. */
  | ({ kind: 'discovery-requested'; proposal: IpsecProposal; lifetime: Lifetime } & ProtectedEnds)
  /** They have not come in time, for the `count`th time. */
  | ({ kind: 'request-timer'; count: number } & ProtectedEnds)
  | ({
      kind: 'proposal-judged';
      proposal: IpsecProposal;
      verdict: 'accepted' | 'no-identity' | 'no-proposal' | 'pfs-mismatch';
    } & ProtectedEnds)
  | ({ kind: 'installed'; isInitiator: boolean } & EventPair & ProtectedEnds)
  /** The end of a pair is near, and IKE is asked for the next one. */
  | ({ kind: 'renewal'; why: 'seconds' | 'kilobytes' } & EventPair & ProtectedEnds)
  /** Both associations of a pair are gone; `byPeer`: the peer has deleted them first. */
  | ({ kind: 'deleted'; byPeer: boolean; why: Deletion } & EventPair & ProtectedEnds)
  /** A packet for a peer that we cannot ask: only it can begin (a dynamic map), or its keys are typed by hand and wrong. */
  | { kind: 'no-association'; map: string; sequence: number; source: number; destination: number };

/** Of ESP, or of AH where AH is alone; `bundledAh` where there are both. */
export interface EventPair {
  inbound: EventAssociation;
  outbound: EventAssociation;
  bundledAh?: { inbound: EventAssociation; outbound: EventAssociation };
}

export type Deletion = 'by-peer' | 'cleared' | 'expired' | 'idle' | 'replaced' | 'configuration';
