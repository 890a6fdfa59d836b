/**
 * The seam between IKE version 2 and the router around it; as with version 1, IKE is sans-I/O: it is handed messages and
 * time, and hands back messages, security associations and events.
 */
import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { ChildRequest, ChildSa, IpsecSide, UdpPorts } from '../ike/environment.ts';
import type { IpsecProposal, Lifetime, Selector } from '../ipsec/proposal.ts';
import type { Credentials } from '../pki/credentials.ts';
import type { TrafficSelector } from '../wire/ikev2/traffic-selectors.ts';
import type { Ikev2Configuration } from './configuration.ts';
import type { Ikev2Event } from './events.ts';

export interface Ikev2ChildRequest extends ChildRequest {
  /** Which `crypto ikev2 profile` it is negotiated by. */
  profile: string;
}

/** What a peer offers; everything as seen from here. */
export interface Ikev2ChildOffer {
  local: number;
  remote: number;
  /** The profile that the peer was found to belong to. */
  profile: string;
  /** What the peer would have the association be for: the answer may be less (RFC 7296 section 2.9). */
  localSelectors: readonly TrafficSelector[];
  remoteSelectors: readonly TrafficSelector[];
  /** Every combination of algorithms that is offered. */
  proposals: readonly IpsecProposal[];
  /** Groups for perfect forward secrecy, in the peer's order; none in the exchange that authenticates. */
  pfsGroups: readonly number[];
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
export interface Ikev2IpsecSide extends Pick<IpsecSide, 'allocateSpi' | 'deletedByPeer'> {
  judge(offer: Ikev2ChildOffer): Ikev2ChildJudgement;
  install(child: Ikev2ChildSa): void;
  /** What was asked for will not come. */
  failed(request: Ikev2ChildRequest): void;
}

/** Where implementations differ, and RFC 7296 lets them. */
export interface Ikev2Habits {
  /** IOS XE gives the association up when its first child fails (faults.tsv: V2-CHILD); others keep it. */
  endsWithFirstChild: boolean;
  /** `no crypto ipsec nat-transparency udp-encapsulation`: then nobody looks for a NAT. */
  isNatTransparent: boolean;
}

export const usualHabits: Ikev2Habits = { endsWithFirstChild: false, isNatTransparent: true };

export interface Ikev2Environment {
  clock: Clock;
  random: Random;
  /** As it stands now. */
  configuration: Ikev2Configuration;
  habits(): Ikev2Habits;
  credentials?: Credentials;
  /** From UDP port 500 to 500, or as `ports` says; from port 4500 the sender puts the non-ESP marker before it. */
  send(local: number, remote: number, message: Uint8Array, ports?: UdpPorts): void;
  /** One byte that keeps a NAT's memory fresh (RFC 3948 section 4). */
  sendKeepalive?(local: number, remote: number, ports: UdpPorts): void;
  ipsec: Ikev2IpsecSide;
  /** For debugging, the system log and the curious. Nothing depends on who listens. */
  trace(event: Ikev2Event): void;
}
