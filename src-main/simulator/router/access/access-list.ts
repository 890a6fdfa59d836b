/** Access lists: who may pass, or which traffic is meant. Lists of every vendor's command line end up as these. */
import type { Ipv4Packet } from '../../wire/ipv4.ts';
import { isEntry, type AccessAction, type AccessEntry, type AccessRemark } from './access-entry.ts';
import { matchesEntry } from './access-match.ts';
import type { PrefixList } from '../routing/prefix-list.ts';

export { anyAddress } from './access-entry.ts';
export type { AccessAction, AccessEntry, AccessRemark, AddressMatch, PortMatch } from './access-entry.ts';

export interface AccessList {
  name: string;
  kind: 'standard' | 'extended';
  /** In order of sequence numbers. */
  entries: (AccessEntry | AccessRemark)[];
}

/** What a list has said of a packet. */
export interface Judgement {
  readonly action: AccessAction;
  /** Undefined for the silent end of the list, and for lists without entries. */
  readonly entry?: AccessEntry;
}

export class AccessLists {
  readonly byName = new Map<string, AccessList>();
  readonly prefixLists = new Map<string, PrefixList>();

  /**
   * What a list says of a packet, and by which of its entries; the entry's matches are counted. An empty list or one
   * that does not exist lets everything pass; at the end of every other list stands a silent deny.
   */
  judge(name: string, packet: Ipv4Packet): Judgement {
    const entries = this.entriesOf(name);
    if (entries.length === 0) return { action: 'permit' };
    const entry = entries.find((one) => matchesEntry(one, packet));
    if (!entry) return { action: 'deny' };
    entry.matches++;
    return { action: entry.action, entry };
  }

  /** Whether one of a list's entries permits a packet; nothing is counted. A list that does not exist permits nothing here. */
  isPermitted(name: string, packet: Ipv4Packet): boolean {
    return this.entriesOf(name).find((one) => matchesEntry(one, packet))?.action === 'permit';
  }

  /** The entries of a list without its remarks, in order; none when there is no such list. */
  entriesOf(name: string): AccessEntry[] {
    return this.byName.get(name)?.entries.filter(isEntry) ?? [];
  }

  /** What a list permits as sources: how the networks behind a router are named to its peers. */
  networksOf(name: string): { address: number; mask: number }[] {
    const permitted = this.entriesOf(name).filter(({ action }) => action === 'permit');
    return permitted.map(({ source }) => ({ address: source.address, mask: ~source.wildcard >>> 0 }));
  }
}
