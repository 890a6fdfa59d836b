/**
 * show crypto ikev2 stats ext-service | exchange | priority-queue | timeout
 *
 * Tables of counters: a heading with the names of the columns, and rows of words with a number for each column.
 */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { words } from '../values.ts';

export interface Ikev2Counters extends Sourced {
  /** "AAA OPERATION", "IKEV2 TIMER"; "EXCHANGES" within a table has the columns of the table. */
  name: string;
  columns: string[];
  rows: Ikev2CounterRow[];
}

export interface Ikev2CounterRow {
  line: number;
  name: string;
  /** One for each column. */
  values: number[];
}

const COLUMN = String.raw`PASSED|FAILED|TIMED ?OUT|SIZE|PEAK|TX|RX|COUNT|[TR]X ?\([A-Z]+\)`;
const HEADING = new RegExp(
  String.raw`^([A-Z][A-Z0-9/_-]*(?: {1,2}[A-Z][A-Z0-9/_-]*)*)\s+((?:${COLUMN})(?:\s+(?:${COLUMN})){0,5})$`,
);
const SUBHEADING = /^((?:EXCHANGES|ERROR NOTIFY|OTHER NOTIFY|NOTIFY|CONFIG PAYLOAD TYPE|OTHER COUNTERS|FRAGMENTATION)(?: .*)?)$/; // prettier-ignore
const ROW = /^([A-Z][\w()/:'.-]*(?: [\w()/:'.-]+)*)((?:\s+\d+){1,6})$/;

const TABLE = new RuleTable<Records<Ikev2Counters>>([
  passes(/^-{10,}$/),
  rule<Records<Ikev2Counters>, [string, string]>(HEADING, (tables, [name, columns], line) =>
    tables.begin(line, {
      name: words(name).join(' '),
      columns: columns.match(new RegExp(COLUMN, 'g')) ?? [],
      rows: [],
    }),
  ),
  rule<Records<Ikev2Counters>, [string]>(
    SUBHEADING,
    (tables, [name], line) =>
      tables.begin(line, { name: words(name).join(' '), columns: tables.last?.columns ?? [], rows: [] }),
    ({ last }) => last !== undefined,
  ),
  rule<Records<Ikev2Counters>, [string, string]>(
    ROW,
    ({ last }, [name, values], line) => last?.rows.push({ line, name: words(name).join(' '), values: words(values).map(Number) }),
    ({ last }) => last !== undefined,
  ), // prettier-ignore
]);

export function parseShowCryptoIkev2StatsExt(text: string): Parsed<Ikev2Counters> {
  const tables = new Records<Ikev2Counters>();
  const reading = readLines(text, TABLE, tables);
  const filled = tables.all.filter(({ rows }) => rows.length > 0);
  return conclude(reading, filled, tables.last !== undefined && tables.last.rows.length === 0);
}
