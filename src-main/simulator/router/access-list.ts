/** Access lists: who may pass, or which traffic is meant. Lists of every vendor's command line end up as these. */
import type { Ipv4Packet } from '../wire/ipv4.ts';

export type AccessAction = 'permit' | 'deny';

/** An address matches when it is the same in every bit that is 0 in the wildcard. */
export interface AddressMatch {
  address: number;
  wildcard: number;
}

export interface PortMatch {
  operator: 'eq' | 'neq' | 'lt' | 'gt' | 'range';
  /** One port, or the two ends of a range. */
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
  isLogged?: boolean;
  isFragments?: boolean;
  /** DSCP or ToS are not matched yet. */
  matches: number;
}

export interface AccessList {
  name: string;
  kind: 'standard' | 'extended';
  entries: (AccessEntry | { sequence: number; remark: string })[];
}

export const anyAddress: AddressMatch = { address: 0, wildcard: 0xffffffff };

export class AccessLists {
  readonly byName = new Map<string, AccessList>();

  /**
   * What a list says of a packet, and by which of its entries; the entry's matches are counted. An empty list or one
   * that does not exist lets everything pass; at the end of every other list stands a silent deny.
   */
  judge(name: string, packet: Ipv4Packet): { action: AccessAction; entry?: AccessEntry } {
    const list = this.byName.get(name);
    if (!list || list.entries.length === 0) return { action: 'permit' };
    for (const entry of list.entries) {
      if ('remark' in entry || !matchesEntry(entry, packet)) continue;
      entry.matches++;
      return { action: entry.action, entry };
    }
    return { action: 'deny' };
  }
}

export function matchesAddress({ address, wildcard }: AddressMatch, candidate: number): boolean {
  return ((address ^ candidate) & ~wildcard) === 0;
}

function matchesEntry(entry: AccessEntry, packet: Ipv4Packet): boolean {
  return (
    (entry.protocol === 0 || entry.protocol === packet.protocol) &&
    matchesAddress(entry.source, packet.source) &&
    matchesAddress(entry.destination, packet.destination)
  );
}
