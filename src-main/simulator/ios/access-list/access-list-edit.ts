/** Changes to an access list, as its commands ask for them: entries by sequence number, remarks, new numbers. */
import { Refusal } from '../../cli/refusal.ts';
import { isEntry } from '../../router/access/access-entry.ts';
import type { AccessEntry, AccessList, AccessLists } from '../../router/access/access-list.ts';

const step = 10;
const highestSequence = 2147483647;

/** The list of that name, made when there is none. One name cannot be that of lists of two kinds. */
export function listOf({ byName }: AccessLists, name: string, kind: AccessList['kind']): AccessList {
  const known = byName.get(name);
  if (known && known.kind !== kind) throw Refusal.because('% Access-list type conflicts with prior definition');
  const list = known ?? { name, kind, entries: [] };
  byName.set(name, list);
  return list;
}

export function nextSequence({ entries }: AccessList): number {
  const last = entries.filter(isEntry).at(-1)?.sequence ?? 0;
  const next = last + step;
  if (next > highestSequence) throw Refusal.because('% Exceeded maximum sequence number.');
  return next;
}

/**
 * An entry that is there already changes nothing, and a number that is taken is refused ("IP Access List Entry Sequence
 * Numbering" of 12.2(15)T).
 */
export function addEntry(list: AccessList, entry: AccessEntry): void {
  const known = list.entries.filter(isEntry);
  if (known.some((one) => isSame(one, entry))) return;
  if (known.some(({ sequence }) => sequence === entry.sequence)) throw Refusal.because('% Duplicate sequence number');
  list.entries.splice(placeOf(list, entry.sequence), 0, entry);
}

/** Before the entry that is to follow, and before the remarks that belong to that. */
function placeOf({ entries }: AccessList, sequence: number): number {
  let place = entries.findIndex((one) => isEntry(one) && one.sequence > sequence);
  if (place < 0) return entries.length;
  for (let before = entries[place - 1]; before && !isEntry(before); before = entries[place - 1]) place--;
  return place;
}

export function removeEntry(list: AccessList, isMeant: (entry: AccessEntry) => boolean): void {
  list.entries = list.entries.filter((one) => !isEntry(one) || !isMeant(one));
}

export function addRemark(list: AccessList, remark: string): void {
  list.entries.push({ sequence: list.entries.at(-1)?.sequence ?? 0, remark });
}

export function removeRemark(list: AccessList, remark: string | undefined): void {
  list.entries = list.entries.filter((one) => isEntry(one) || (remark !== undefined && one.remark !== remark));
}

export function resequence({ entries }: AccessList, from: number, increment: number): void {
  for (const [index, entry] of entries.filter(isEntry).entries()) entry.sequence = from + index * increment;
}

/** The same but for its number and what it has counted. */
export function isSame(one: AccessEntry, other: AccessEntry): boolean {
  const bare = (entry: AccessEntry): string => JSON.stringify({ ...entry, sequence: 0, matches: 0 });
  return bare(one) === bare(other);
}
