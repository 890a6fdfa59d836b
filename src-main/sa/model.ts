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
  dhGroup?: number;
  /** psk, rsa-sig … */
  authentication?: string;
  /** Remaining. */
  lifetimeSeconds?: number;
  connectionId?: number;
  vrf?: string;
  /** Hexadecimal, lower case, where the device shows them. */
  cookies?: { initiator: string; responder: string };
  sources: Source[];
}

export interface Selector {
  address: string;
  /** Dotted, or a prefix length for IPv6. */
  mask: string;
  /** 0 is any. */
  protocol: number;
  port: number;
}

/** One direction of a child association. */
export interface SpiState {
  spi: number;
  /** Remaining; a rekey by volume may be off. */
  seconds?: number;
  kilobytes?: number;
  status?: string;
  line: number;
  at: Record<string, number>;
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
  /** The crypto map, or the one that a profile made. */
  cryptoMap?: string;
  vrf?: string;
  sources: Source[];
}

export interface DeviceAssociations {
  ike: IkeSecurityAssociation[];
  children: ChildSecurityAssociation[];
}
