/**
 * Traffic that must be protected: the two ends, the proxy identities, the profile, and the security associations that
 * exist for it. `show crypto ipsec sa` prints one block for each of these.
 */
import type { Stop } from '../../base/disposable.ts';
import type { ChildSa } from '../ike/environment.ts';
import type { EspSecurityAssociation } from '../ipsec/esp-security-association.ts';
import { anySelector, hostSelector, type IpsecProposal, type Selector } from '../ipsec/proposal.ts';
import { ipProtocols } from '../wire/ipv4.ts';
import type { Interface } from './interface.ts';
import type { Endpoints, Tunnel } from './tunnel.ts';

export interface FlowCounters {
  encaps: number;
  encrypt: number;
  digest: number;
  decaps: number;
  decrypt: number;
  verify: number;
  sendErrors: number;
  receiveErrors: number;
  /** Of the errors of receiving: the check value was wrong, the sequence number had come already, it was cut short. */
  verifyFailed: number;
  replayFailed: number;
  malformed: number;
}

const noCounters: Readonly<FlowCounters> = {
  encaps: 0,
  encrypt: 0,
  digest: 0,
  decaps: 0,
  decrypt: 0,
  verify: 0,
  sendErrors: 0,
  receiveErrors: 0,
  verifyFailed: 0,
  replayFailed: 0,
  malformed: 0,
};

/** The two associations that one quick mode made. */
export interface SaPair {
  child: ChildSa;
  inbound: EspSecurityAssociation;
  outbound: EspSecurityAssociation;
  stopExpiry: Stop;
}

export class ProtectedFlow {
  readonly counters: FlowCounters = { ...noCounters };
  /** The newest last: it is the one that sends. */
  readonly pairs: SaPair[] = [];
  readonly local: number;
  readonly remote: number;
  readonly localSelector: Selector;
  readonly remoteSelector: Selector;
  /** The IPsec profile by name: it may change or go while associations live on. */
  readonly profile: string;
  /** Virtual time since when there have been associations without a break; undefined while there are none. */
  upSince: number | undefined;
  /** Set while IKE has been asked for associations and they have not come. */
  waiting: Stop | undefined;

  constructor(
    readonly of: Interface<Tunnel>,
    ends: Endpoints,
    profile: string,
  ) {
    const { local, remote } = ends;
    const isGre = of.carrier.settings.mode === 'gre-ip';
    this.local = local;
    this.remote = remote;
    this.localSelector = isGre ? hostSelector(local, ipProtocols.gre) : anySelector;
    this.remoteSelector = isGre ? hostSelector(remote, ipProtocols.gre) : anySelector;
    this.profile = profile;
  }

  /**
   * IOS names the crypto map that it makes for a protected tunnel so (seed 000); the tunnels that share a profile have
   * one between them: "vpnprof-head-1" (Sharing IPsec with Tunnel Protection, show crypto map).
   */
  get mapTag(): string {
    return this.of.carrier.settings.isProtectionShared ? `${this.profile}-head-1` : `${this.of.name}-head-0`;
  }

  clearCounters(): void {
    Object.assign(this.counters, noCounters);
  }

  get current(): SaPair | undefined {
    return this.pairs.at(-1);
  }

  /** Whether this is still the flow that the tunnel's settings describe. */
  describes({ local, remote }: Endpoints, profile: string): boolean {
    const isGre = this.of.carrier.settings.mode === 'gre-ip';
    const wasGre = this.localSelector.protocol === ipProtocols.gre;
    return this.local === local && this.remote === remote && this.profile === profile && isGre === wasGre;
  }

  /**
   * Transport mode is honoured only where the packets' own ends are the peers, as with GRE; everything else is
   * negotiated in tunnel mode (seed 003: "The mode setting is applicable only to the traffic whose source and
   * destination addresses are the IPsec peer addresses").
   */
  proposals(ofProfile: readonly IpsecProposal[]): IpsecProposal[] {
    const mayTransport = this.localSelector.protocol === ipProtocols.gre;
    return ofProfile.map((proposal) => (mayTransport ? proposal : { ...proposal, mode: 'tunnel' }));
  }
}
