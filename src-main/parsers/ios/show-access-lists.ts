/** show access-lists [NAME], show ip access-lists, show ipv6 access-list */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer } from '../values.ts';
import { accessEntryOf, type AccessEntry } from './access-entry.ts';

export interface AccessList extends Sourced {
  name: string;
  /** "Standard", "Extended", "Role-based" …; IPv6 lists have none. */
  type?: string;
  family: string;
  /** Its entries name hosts by names that are looked up. */
  isFqdn?: boolean;
  /** What stands behind the name in brackets: "downloaded", "per-user". */
  note?: string;
  entries: ListedAccessEntry[];
}

export interface ListedAccessEntry extends AccessEntry {
  line: number;
  text: string;
}

type Heading = [type: string | undefined, family: string, fqdn: string | undefined, name: string, note: string | undefined]; // prettier-ignore

const TABLE = new RuleTable<Records<AccessList>>([
  rule<Records<AccessList>, Heading>(
    /^(?:([A-Z][A-Za-z-]*) )?(IP|IPv6|MAC)( FQDN)? access list (\S+)(?: +\(([^)]*)\))?$/i,
    (lists, [type, family, fqdn, name, note], line) =>
      lists.begin(line, { name, type, family, isFqdn: fqdn === undefined ? undefined : true, note, entries: [] }),
  ),
  rule<Records<AccessList>, [string]>(
    /^((?:\d+ )?(?:permit|deny|evaluate|dynamic|Dynamic)\b.*)$/i,
    ({ last }, [text], line) => {
      const entry = accessEntryOf(text);
      if (!last || !entry) return false;
      last.entries.push({ line, text, ...entry });
      return true;
    },
  ),
  rule<Records<AccessList>, [string, string | undefined]>(
    /^((?:(\d+) )?remark\b.*)$/,
    ({ last }, [text, number], line) => {
      const sequence = integer(number);
      return last?.entries.push({ line, text, action: 'remark', options: [], ...(sequence === undefined ? {} : { sequence }) }); // prettier-ignore
    },
    ({ last }) => last !== undefined,
  ),
]);

export function parseShowAccessLists(text: string): Parsed<AccessList> {
  const lists = new Records<AccessList>();
  const reading = readLines(text, TABLE, lists);
  return conclude(reading, lists.all, reading.isLoose && isPartial(lists.last?.entries.at(-1)));
}

/** An entry that stops before its last address, or inside it. */
function isPartial(entry: ListedAccessEntry | undefined): boolean {
  if (!entry || entry.matches !== undefined || entry.action === 'remark') return false;
  // What follows the count is the beginning of the next line.
  return / match(?:es)?\) /.test(entry.text) || isPartialAddress(entry);
}

function isPartialAddress({ protocol, source, destination, options, text }: ListedAccessEntry): boolean {
  // `10.0.0.0, wildcard bits 0.255.255.255`
  if (text.includes(',') && source?.kind === 'host') return true;
  // A group of services before the addresses.
  if (protocol === undefined && source?.kind === 'group') return true;
  return (protocol === undefined ? source : destination) === undefined || /^[\d.]+$/.test(options.at(-1) ?? '');
}
