/** Security associations of one device in one vocabulary, whatever vendor showed them. */
import type { Cipher, Transforms } from './normalise.ts';

/** Where something was read: lines of the output of that command, counted from 0, by the field's name there. */
export interface Source {
  command: string;
  line: number;
  at: Record<string, number>;
}

/**
 * - `established`: it protects, or can
 * - `negotiating`: it is on the way, or stuck there
 * - `deleted`: kept for a while after its end
 * - `unknown`: the device used a word that we do not know
 */
export type IkeState = 'established' | 'negotiating' | 'deleted' | 'unknown';

export interface IkeSecurityAssociation {
  version: 1 | 2;
  /** Ours and the peer's address, as this device sees them; absent where the output does not tell which is which. */
  local?: string;
  remote?: string;
  /** Who began this association. */
  initiator?: string;
  responder?: string;
  role?: 'initiator' | 'responder';
  state: IkeState;
  /** The vendor's words: "QM_IDLE", "MM_KEY_EXCH", "READY". */
  vendorState: string;
  encryption?: Cipher;
  /** Of version 1 its hash, of version 2 its integrity algorithm. */
  hash?: string;
  /** Of version 2, where the device names it. */
  prf?: string;
  dhGroup?: number;
  /** psk, rsa-sig …: how this device proves who it is. */
  authentication?: string;
  /** How the peer does. */
  peerAuthentication?: string;
  /** Remaining. */
  lifetimeSeconds?: number;
  connectionId?: number;
  vrf?: string;
  /** Hexadecimal, lower case, where the device shows them. */
  cookies?: { initiator: string; responder: string };
  /** The same by whose they are, which is known without the role. */
  localSpi?: string;
  remoteSpi?: string;
  /** 4500 where there is a NAT. */
  localPort?: number;
  remotePort?: number;
  localId?: string;
  remoteId?: string;
  /** Which end the device found to be behind a NAT; absent where it does not tell. */
  translated?: 'none' | 'local' | 'remote' | 'both';
  sources: Source[];
}

export interface Selector {
  address: string;
  /** Dotted, or a prefix length for IPv6; "-10.1.1.9" where it is a range that is no network, up to that address. */
  mask: string;
  /** 0 is any. */
  protocol: number;
  port: number;
}

/** One direction of a child association. */
export interface SpiState extends Source {
  spi: number;
  /** Remaining; a rekey by volume may be off. */
  seconds?: number;
  kilobytes?: number;
  status?: string;
}

export interface ChildCounters {
  encaps?: number;
  decaps?: number;
  encrypt?: number;
  decrypt?: number;
  digest?: number;
  verify?: number;
  sendErrors?: number;
  receiveErrors?: number;
}

/** A pair of SAs for one flow of traffic and one protocol; a flow without SAs is one too, with status `none`. */
export interface ChildSecurityAssociation {
  /** `up`: there are SAs both ways; `partial`: one way only; `none`: there is a policy and no SA. */
  status: 'up' | 'partial' | 'none';
  localEndpoint?: string;
  remoteEndpoint?: string;
  localSelector: Selector;
  remoteSelector?: Selector;
  /** Those after the first one: an SA of version 2 may have several. */
  moreLocalSelectors?: Selector[];
  moreRemoteSelectors?: Selector[];
  protocol?: 'esp' | 'ah' | 'pcp';
  mode?: 'tunnel' | 'transport';
  isUdpEncapsulated: boolean;
  /** All that are there: two for one direction while it is rekeyed. */
  inbound: SpiState[];
  outbound: SpiState[];
  /** Those in use. */
  spiIn?: number;
  spiOut?: number;
  transforms?: Transforms;
  counters: ChildCounters;
  isReplayDetected?: boolean;
  replayWindow?: number;
  pfs?: boolean;
  pfsGroup?: number;
  isInitiator?: boolean;
  interface?: string;
  /** Of strongSwan: packets with this mark are for it, as a VTI puts on them. */
  mark?: number;
  /** The crypto map, or the one that a profile made. */
  cryptoMap?: string;
  /** What the device calls it: the child's name of strongSwan. */
  name?: string;
  vrf?: string;
  sources: Source[];
}

export interface DeviceAssociations {
  ike: IkeSecurityAssociation[];
  children: ChildSecurityAssociation[];
}
