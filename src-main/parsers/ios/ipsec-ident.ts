/** What `show crypto ipsec sa` says of one ident and of the security associations under it. */
import type { Sourced } from '../parsed.ts';

export interface ProxyIdentity {
  address: string;
  /** As printed: dotted for IPv4, a prefix length for IPv6. */
  mask: string;
  /** The number of the IP protocol; 0 is any. */
  protocol: number;
  port: number;
}

export interface IpsecIdent extends Sourced {
  /** What stands after `interface:` above it. */
  interface?: string;
  cryptoMap?: string;
  localAddress?: string;
  /** `protected vrf`; absent for "(none)". */
  vrf?: string;
  local: ProxyIdentity;
  remote?: ProxyIdentity;
  peer?: string;
  /** 500, or 4500 behind NAT; 12.2 does not always show it. */
  peerPort?: number;
  /** PERMIT or DENY. */
  action?: string;
  flags?: string[];
  counters: IpsecCounters;
  localEndpoint?: string;
  remoteEndpoint?: string;
  plaintextMtu?: number;
  pathMtu?: number;
  ipMtu?: number;
  mtuInterface?: string;
  /** `current outbound spi`; 0 where there is no security association. */
  outboundSpi?: number;
  /** What stands in brackets behind it, where it is another number: somebody edited the text. */
  outboundSpiInBrackets?: string;
  pfs?: boolean;
  /** As printed ("group14"); absent for "none". */
  dhGroup?: string;
  /** What IOS XE adds to that line: "AKE group: AKE1: MLKEM512", "PQC Key Exchange: ML-KEM-1024". */
  additionalKeyExchange?: string;
  /** Lines that have no field here, as printed: the group of a map of GDOI. */
  others?: string[];
  inbound: IpsecSa[];
  outbound: IpsecSa[];
}

export interface IpsecSa extends Sourced {
  protocol: 'esp' | 'ah' | 'pcp';
  spi: number;
  /** What stands in brackets behind it, where it is another number: somebody edited the text. */
  spiInBrackets?: string;
  /** In show's spelling: ["esp-256-aes", "esp-sha256-hmac"]. */
  transforms: string[];
  /** `in use settings`: ["Tunnel UDP-Encaps"]. */
  settings: string[];
  connectionId?: number;
  flowId?: string;
  siblingFlags?: string;
  cryptoMap?: string;
  /** Whether this end initiated; IOS XE shows it. */
  isInitiator?: boolean;
  /** Remaining key lifetime; absent where the kilobyte rekey is off. */
  kilobytes?: number;
  /** What stands instead of a number of kilobytes: "KB Vol Rekey Disabled". */
  volume?: string;
  seconds?: number;
  ivBytes?: number;
  isReplayDetected?: boolean;
  replayWindow?: number;
  /** ACTIVE, or ACTIVE(ACTIVE) from 15.0 on. */
  status?: string;
  /** Parts of its lines that have no field here, as printed. */
  others?: string[];
}

/** The name of each counter that IOS prints, without # and colon. Only `detail` has all but the last two of the rest. */
export const COUNTERS = {
  'pkts encaps': 'encaps',
  'pkts encrypt': 'encrypt',
  'pkts digest': 'digest',
  'pkts decaps': 'decaps',
  'pkts decrypt': 'decrypt',
  'pkts verify': 'verify',
  'pkts compressed': 'compressed',
  'pkts decompressed': 'decompressed',
  'pkts not compressed': 'notCompressed',
  'pkts compr. failed': 'compressFailed',
  'pkts not decompressed': 'notDecompressed',
  'pkts decompress failed': 'decompressFailed',
  'pkts no sa (send)': 'noSaSent',
  'pkts invalid sa (rcv)': 'invalidSaReceived',
  'pkts encaps failed (send)': 'encapsFailed',
  'pkts decaps failed (rcv)': 'decapsFailed',
  'pkts invalid prot (recv)': 'invalidProtocolReceived',
  'pkts verify failed': 'verifyFailed',
  'pkts invalid identity (recv)': 'invalidIdentityReceived',
  'pkts invalid len (rcv)': 'invalidLengthReceived',
  'pkts replay rollover (send)': 'replayRolloverSent',
  'pkts replay rollover (rcv)': 'replayRolloverReceived',
  'pkts replay failed (rcv)': 'replayFailed',
  'pkts tagged (send)': 'taggedSent',
  'pkts untagged (rcv)': 'untaggedReceived',
  'pkts not tagged (send)': 'notTaggedSent',
  'pkts not untagged (rcv)': 'notUntaggedReceived',
  'pkts internal err (send)': 'internalErrorsSent',
  'pkts internal err (recv)': 'internalErrorsReceived',
  'send errors': 'sendErrors',
  'recv errors': 'receiveErrors',
} as const;

export type IpsecCounterName = (typeof COUNTERS)[keyof typeof COUNTERS];

/** Packets. A counter that is new to us stands under its printed name. */
export type IpsecCounters = Partial<Record<IpsecCounterName, number>> & Record<string, number>;
