/**
 * Traffic that must be protected: the two ends, the proxy identities, what configures it, and the security associations
 * that exist for it. `show crypto ipsec sa` prints one block for each of these.
 */
import type { Stop } from '../../../base/disposable.ts';
import { anySelector, hostSelector, type Selector } from '../../ipsec/proposal.ts';
import { ipProtocols } from '../../wire/ipv4.ts';
import type { CryptoMapEntry, CryptoMapPolicy } from './crypto-map.ts';
import type { Interface } from '../interface.ts';
import { PathMtu } from '../tunnel/path-mtu.ts';
import type { SaPair } from './sa-pair.ts';
import type { SelectorPair } from './selectors.ts';
import type { Endpoints, Tunnel, TunnelMode } from '../tunnel/tunnel.ts';

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
  /** What was inside is not for this flow. */
  identityFailed: number;
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
  identityFailed: 0,
};

/** What makes a flow necessary. */
export type FlowOrigin =
  /** `tunnel protection`: the profile by name, since it may change or go while associations live on. */
  | {
      kind: 'tunnel';
      tunnel: Interface<Tunnel>;
      profile: string;
      mode: TunnelMode;
      /** There are associations for it when a packet wants them, and not before. */
      isOnDemand: boolean;
      /** Made for a peer who has come, and gone with its associations. */
      isTransient: boolean;
    }
  /** An entry of a crypto map on an interface. `policy` is that of the entry, or of the dynamic map's that it names. */
  | {
      kind: 'map';
      on: Interface;
      entry: CryptoMapEntry;
      policy: CryptoMapPolicy;
      /** Made for what a peer has offered or for two hosts, and gone with its associations. */
      isTransient: boolean;
    };

export class ProtectedFlow {
  readonly counters: FlowCounters = { ...noCounters };
  /** The newest last: it is the one that sends. */
  readonly pairs: SaPair[] = [];
  readonly local: number;
  /** The peer in use: an entry of a crypto map may name several. */
  remote: number;
  readonly localSelector: Selector;
  readonly remoteSelector: Selector;
  /** Virtual time since when there have been associations without a break; undefined while there are none. */
  upSince: number | undefined;
  /** Set while IKE has been asked for associations and they have not come. */
  waiting: Stop | undefined;
  /** In bytes of the outer packet. */
  readonly pathMtu = new PathMtu();

  constructor(
    readonly origin: FlowOrigin,
    { local, remote }: Endpoints,
    selectors: SelectorPair,
  ) {
    this.local = local;
    this.remote = remote;
    this.localSelector = selectors.localSelector;
    this.remoteSelector = selectors.remoteSelector;
  }

  /** The interface that the flow belongs to: the tunnel, or where the crypto map is applied. */
  get of(): Interface {
    return this.origin.kind === 'tunnel' ? this.origin.tunnel : this.origin.on;
  }

  /** The table of routes by which the peer is reached (`tunnel vrf`, or that of the interface with the map). */
  get frontDoor(): string | undefined {
    return this.origin.kind === 'tunnel' ? this.origin.tunnel.carrier.settings.vrf : this.origin.on.vrf;
  }

  /** A peer has made it by way of a dynamic map. */
  get isOfDynamicMap(): boolean {
    return this.isTransient && this.entry?.type.kind === 'dynamic';
  }

  isBetweenSame({ local, remote, frontDoor }: Pick<ProtectedFlow, 'local' | 'remote' | 'frontDoor'>): boolean {
    return this.local === local && this.remote === remote && this.frontDoor === frontDoor;
  }

  get tunnel(): Tunnel | undefined {
    return this.origin.kind === 'tunnel' ? this.origin.tunnel.carrier : undefined;
  }

  /** The name of the IPsec profile of a tunnel's flow. */
  get profile(): string | undefined {
    return this.origin.kind === 'tunnel' ? this.origin.profile : undefined;
  }

  /** The entry of the crypto map, for flows that come of one. */
  get entry(): CryptoMapEntry | undefined {
    return this.origin.kind === 'map' ? this.origin.entry : undefined;
  }

  /**
   * IOS names the crypto map that it makes for a protected tunnel so (seed 000); the tunnels that share a profile have
   * one between them: "vpnprof-head-1" (Sharing IPsec with Tunnel Protection, show crypto map).
   */
  get mapTag(): string {
    const { origin } = this;
    if (origin.kind === 'map') return origin.entry.map;
    const { tunnel, profile } = origin;
    return tunnel.carrier.settings.isProtectionShared ? `${profile}-head-1` : `${tunnel.name}-head-0`;
  }

  clearCounters(): void {
    Object.assign(this.counters, noCounters);
  }

  get current(): SaPair | undefined {
    return this.pairs.at(-1);
  }

  get isTransient(): boolean {
    return this.origin.isTransient;
  }

  /** Of a tunnel: it does not ask for associations by itself. */
  get isOnDemand(): boolean {
    return this.origin.kind === 'tunnel' && this.origin.isOnDemand;
  }

  /** Whether the packets' own ends are the peers: of one who has come to a tunnel they are, whatever it calls itself. */
  get isBetweenPeers(): boolean {
    if (this.tunnel?.isGre && this.isTransient) return true;
    return isHost(this.localSelector, this.local) && isHost(this.remoteSelector, this.remote);
  }
}

const isHost = ({ address, mask }: Selector, host: number): boolean => mask === 0xffffffff && address === host;

/** GRE runs between the peers; what is in a virtual tunnel interface may be anything. */
export function selectorsOfTunnel({ settings }: Tunnel, { local, remote }: Endpoints): SelectorPair {
  return settings.mode !== 'ipsec-ipv4'
    ? {
        localSelector: hostSelector(local, ipProtocols.gre),
        remoteSelector: hostSelector(remote, ipProtocols.gre),
      }
    : { localSelector: anySelector, remoteSelector: anySelector };
}
