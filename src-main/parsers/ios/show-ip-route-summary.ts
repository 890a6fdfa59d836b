/** show ip route [vrf V] summary */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { entered, integer, words } from '../values.ts';

export interface RouteSummary extends Sourced {
  table: string;
  /** "0x0". */
  tableId?: string;
  maximumPaths?: number;
  sources: RouteSource[];
  removing?: string;
}

export interface RouteSource {
  line: number;
  /** "connected", "eigrp", "Total". */
  source: string;
  /** "65329" of `eigrp 65329`. */
  process?: string;
  /** By the names of the columns: "Networks", "Subnets", "Replicates", "Overhead", "Memory". */
  counts: Record<string, number>;
  /** Of OSPF, IS-IS and BGP: "Intra-area", "External-1". */
  kinds?: Record<string, number>;
}

class Summaries extends Records<RouteSummary> {
  columns: string[] = [];
}

type Row = [source: string, process: string | undefined, numbers: string];

function addSource({ last, columns }: Summaries, [source, process, numbers]: Row, line: number): boolean {
  const values = words(numbers).map(Number);
  if (!last) return false;
  // `internal` has a number of networks and its memory alone.
  const names = values.length === 2 && columns.length > 2 ? [columns[0], columns.at(-1)] : columns;
  const counts = Object.fromEntries(values.map((value, index) => [names[index] ?? `column ${index + 1}`, value]));
  last.sources.push({ line, source, ...(process === undefined ? {} : { process }), counts });
  return true;
}

const FIELDS = [
  says<RouteSummary, [string]>(/^IP routing table maximum-paths is (\d+)$/, ([paths]) => ({
    maximumPaths: integer(paths),
  })),
  says<RouteSummary, [string]>(/^Removing Queue Size (\d+)$/i, ([removing]) => ({ removing })),
];

const TABLE = new RuleTable<Summaries>([
  rule<Summaries, [string, string | undefined]>(
    /^IP routing table name is (\S+?)(?: ?\((0x[0-9A-Fa-f]+)\))?$/,
    (summaries, [table, tableId], line) => summaries.begin(line, { table, tableId, sources: [] }),
  ),
  ...FIELDS,
  rule<Summaries, [string]>(
    /^Route Source\s+(Networks\s.*)$/,
    (summaries, [columns]) => (summaries.columns = words(columns.replace(/\s*\(bytes\)/, ''))),
    ({ last }) => last !== undefined,
  ),
  rule<Summaries, Row>(
    /^([A-Za-z][\w-]*)(?: (\S+))?((?:\s+\d+){1,6})$/,
    addSource,
    ({ last, columns }) => last !== undefined && columns.length > 0,
  ),
  rule<Summaries, [string]>(/^((?:(?:NSSA )?[A-Z][A-Za-z-]*(?: \d|-\d)?: *\d+(?:,? |$)){1,8})$/, ({ last }, [text]) => {
    const source = last?.sources.at(-1);
    if (!source) return false;
    for (const [, name = '', count] of text.matchAll(/((?:NSSA )?[A-Z][A-Za-z-]*(?: ?\d)?): *(\d+)/g)) {
      source.kinds = entered(source.kinds, name, Number(count));
    }
    return true;
  }),
]);

export function parseShowIpRouteSummary(text: string): Parsed<RouteSummary> {
  const summaries = new Summaries();
  const reading = readLines(text, TABLE, summaries);
  const total = summaries.last?.sources.at(-1);
  const isWhole = total?.source === 'Total' && Object.keys(total.counts).length === summaries.columns.length;
  return conclude(reading, summaries.all, summaries.last !== undefined && !isWhole);
}
