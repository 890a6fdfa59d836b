/**
 * show access-list [NAME] [brief]
 *
 * A record is one list. An entry with objects is printed once as it is configured and then once for each element that it
 * stands for, under the same number.
 */
import type { Parsed, Sourced } from '../parsed.ts';
import { conclude } from '../account.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { asaEntryOf, type AsaAccessEntry } from './access-entry.ts';

export interface AsaAccessList extends Sourced {
  name: string;
  elementCount?: number;
  nameHash?: string;
  isDynamic?: boolean;
  entries: AsaListedEntry[];
  /** Of `brief`: what was hit, as printed, by the hash of the entry. */
  hits?: AsaBriefHit[];
}

export interface AsaListedEntry extends AsaAccessEntry {
  line: number;
  /** `line N` on the device. */
  number?: number;
  elements: (AsaAccessEntry & { line: number })[];
}

export interface AsaBriefHit {
  line: number;
  hash: string;
  parentHash: string;
  hitCountHex: string;
  timestampHex: string;
}

class Lists extends Records<AsaAccessList> {
  ofName(name: string, line: number): AsaAccessList | undefined {
    if (this.last?.name !== name) this.begin(line, { name, entries: [] });
    return this.last;
  }

  add(name: string, number: number | undefined, entry: AsaAccessEntry, line: number): void {
    const list = this.ofName(name, line);
    const last = list?.entries.at(-1);
    const isElement = last !== undefined && number !== undefined && last.number === number && last.remark === undefined;
    if (isElement) last.elements.push({ line, ...entry });
    else list?.entries.push({ line, ...(number === undefined ? {} : { number }), ...entry, elements: [] });
  }
}

const TABLE = new RuleTable<Lists>([
  passes(/^access-list cached ACL log flows: total \d+, denied \d+.*$/),
  passes(/^alert-interval \d+$/),
  rule<Lists, [string, string, string | undefined, string | undefined]>(
    /^access-list (\S+); (\d+) elements?(?:; name hash: (0x[0-9A-Fa-f]+))?(?:;? \(?(dynamic)\)?)?$/,
    (lists, [name, count, hash, dynamic], line) => {
      lists.begin(line, { name, entries: [] });
      lists.set(line, { elementCount: Number(count), nameHash: hash, isDynamic: dynamic === undefined ? undefined : true }); // prettier-ignore
    },
  ),
  rule<Lists, [string, string, string]>(
    /^access-list (\S+) line (\d+) (?!.*(?: object-group[^ -]|\d(?:host|any) |[a-z]interval ))((?:(?:extended|standard|ethertype|webtype|advanced) )?(?:permit|deny|trust|fastpath) (?:.+ \(hitcnt=\d+\)(?: \(inactive\))?(?: 0x[0-9a-f]{1,8})?|[^()]+|.+ \(hitcount=\d+\))|remark\b.*)$/,
    (lists, [name, number, text], line) => {
      const entry = asaEntryOf(text.trim());
      if (!entry) return false;
      lists.add(name, Number(number), entry, line);
      return true;
    },
  ),
  rule<Lists, [string, string, string, string]>(
    /^([0-9a-f]{8}) ([0-9a-f]{8}) ([0-9a-f]{8}) ([0-9a-f]{8})$/,
    ({ last }, [hash, parentHash, hitCountHex, timestampHex], line) => {
      if (last) (last.hits ??= []).push({ line, hash, parentHash, hitCountHex, timestampHex });
    },
    ({ last }) => last !== undefined,
  ),
]);

export function parseShowAccessList(text: string): Parsed<AsaAccessList> {
  const lists = new Lists();
  const reading = readLines(text, TABLE, lists);
  const last = lists.last?.entries.at(-1);
  const end = last?.elements.at(-1) ?? last;
  // Every entry ends with its hits.
  const isCut = reading.isLoose && end?.action !== undefined && end.hitCount === undefined;
  return conclude(reading, lists.all, isCut);
}
