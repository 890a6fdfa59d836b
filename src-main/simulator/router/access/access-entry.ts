/** An entry of an access list: which packets it means, and what is to become of them. */

export type AccessAction = 'permit' | 'deny';

/** An address matches when it is the same in every bit that is 0 in the wildcard. */
export interface AddressMatch {
  address: number;
  wildcard: number;
}

export interface PortMatch {
  operator: 'eq' | 'neq' | 'lt' | 'gt' | 'range';
  /** One port or several of them, or the two ends of a range. */
  ports: readonly number[];
}

export interface AccessEntry {
  sequence: number;
  action: AccessAction;
  /** IP protocol number; 0 is any (`ip`). */
  protocol: number;
  source: AddressMatch;
  destination: AddressMatch;
  sourcePort?: PortMatch;
  destinationPort?: PortMatch;
  icmp?: { type: number; code?: number };
  isEstablished?: boolean;
  /** Flags of TCP, as the header has them: a packet with one of them is meant. */
  tcpFlags?: number;
  isLogged?: boolean;
  isFragments?: boolean;
  /** `dscp N`: the upper six bits of the type of service. */
  dscp?: number;
  /** `precedence N`: the upper three bits of it. */
  precedence?: number;
  /** `tos N`: the four bits behind those (RFC 1349). */
  tos?: number;
  matches: number;
}

/** A note between the entries: it stands before the entry that follows it. */
export interface AccessRemark {
  sequence: number;
  remark: string;
}

export const anyAddress: AddressMatch = { address: 0, wildcard: 0xffffffff };

export function isEntry(one: AccessEntry | AccessRemark): one is AccessEntry {
  return !('remark' in one);
}
