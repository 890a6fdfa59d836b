/** What ASA's `show crypto ipsec sa` says of an ident and its security associations, beyond what IOS does. */
import type { IpsecIdent, IpsecSa } from '../ios/ipsec-ident.ts';

export interface AsaIpsecIdent extends IpsecIdent {
  /** `seq num` of the crypto map's entry. */
  sequence?: number;
  /** The entry of the access list, as printed: "access-list VPN extended permit ip …". */
  accessEntry?: string;
  username?: string;
  group?: string;
  dynamicPeer?: string;
  /** "any"; which way a tunnel was looked for, as some releases print it. */
  mediaMtu?: number;
  /** Bytes; in brackets what is there in any case. */
  overhead?: number;
  leastOverhead?: number;
  pmtuSecondsLeft?: number;
  dfPolicy?: string;
  icmpErrorValidation?: string;
  tfcPackets?: string;
  inboundSpi?: number;
  inbound: AsaIpsecSa[];
  outbound: AsaIpsecSa[];
}

export interface AsaIpsecSa extends IpsecSa {
  /** `SA State`: "active", "rekeyed". */
  state?: string;
  /** "no compression". */
  compression?: string;
  slot?: number;
  /** As printed, two words of 32 bits. */
  antiReplayBitmap?: string[];
}

/** The name of each counter that ASA prints, without # and colon, where it differs from IOS's. */
export const ASA_COUNTERS: Readonly<Record<string, string>> = {
  'pkts comp failed': 'compressFailed',
  'pkts decomp failed': 'decompressFailed',
  'pkts invalid prot (rcv)': 'invalidProtocolReceived',
  'pkts invalid identity (rcv)': 'invalidIdentityReceived',
  'pkts internal err (rcv)': 'internalErrorsReceived',
  'pkts invalid pad (rcv)': 'invalidPaddingReceived',
  'pkts invalid ip version (rcv)': 'invalidIpVersionReceived',
  'pkts min mtu frag failed (send)': 'minimumMtuFragmentFailed',
  'pkts bad frag offset (rcv)': 'badFragmentOffsetReceived',
  'pre-frag successes': 'preFragmentSuccesses',
  'pre-frag failures': 'preFragmentFailures',
  'post-frag successes': 'postFragmentSuccesses',
  'post-frag failures': 'postFragmentFailures',
  'fragments created': 'fragmentsCreated',
  'PMTUs sent': 'pmtusSent',
  'PMTUs rcvd': 'pmtusReceived',
  'decapsulated frgs needing reassembly': 'fragmentsToReassemble',
  'decapstulated frags needing reassembly': 'fragmentsToReassemble',
  'TFC rcvd': 'tfcReceived',
  'TFC sent': 'tfcSent',
  'Valid ICMP Errors rcvd': 'validIcmpErrorsReceived',
  'Invalid ICMP Errors rcvd': 'invalidIcmpErrorsReceived',
};
