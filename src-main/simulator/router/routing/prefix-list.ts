/** Prefix lists: which routes are meant, by the leading bits of their prefix and by its length. */
import { maskOfLength, networkOf } from '../../../base/address.ts';
import type { AccessAction } from '../access/access-entry.ts';

export interface PrefixListEntry {
  readonly sequence: number;
  readonly action: AccessAction;
  readonly network: number;
  /** How many bits of the network have to be those of a prefix. */
  readonly length: number;
  /** `ge` and `le`: how long a prefix has to be; where neither is said, as long as `length`. */
  readonly least?: number | undefined;
  readonly most?: number | undefined;
}

export interface PrefixList {
  readonly name: string;
  description: string;
  /** In order of sequence numbers. */
  entries: PrefixListEntry[];
}

/** "An empty prefix list permits all prefixes"; at the end of every other stands a silent deny (`ip prefix-list`, IOS command reference). */
export function permitsPrefix(list: PrefixList | undefined, network: number, length: number): boolean {
  if (!list || list.entries.length === 0) return true;
  return list.entries.find((one) => isMeant(one, network, length))?.action === 'permit';
}

function isMeant(entry: PrefixListEntry, network: number, length: number): boolean {
  const [least, most] = lengthsOf(entry);
  return networkOf(network, maskOfLength(entry.length)) === entry.network && length >= least && length <= most;
}

/** "The range is from ge-value to 32 if only ge is specified, and from length to le-value if only le is." */
function lengthsOf({ length, least, most }: PrefixListEntry): [number, number] {
  return [least ?? length, most ?? (least === undefined ? length : 32)];
}
