/** iptables-save [-c], ip6tables-save, iptables -S: tables as commands, with the counters of chains and rules. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer, withValues } from '../values.ts';

export interface SavedTable extends Sourced {
  /** "filter", "nat", "mangle", "raw"; `iptables -S` does not name it. */
  table?: string;
  chains: { line: number; name: string; policy?: string; packets?: number; bytes?: number }[];
  rules: SavedRule[];
}

export interface SavedRule {
  line: number;
  chain: string;
  /** What follows the name of the chain, as printed. */
  text: string;
  packets?: number;
  bytes?: number;
}

class Tables extends Records<SavedTable> {
  isOpen = false;

  /** `iptables -S` has no heading. */
  ensure(line: number): SavedTable {
    if (!this.last) this.begin(line, { chains: [], rules: [] });
    return this.last ?? { line, at: {}, chains: [], rules: [] };
  }
}

type Counted = [packets: string | undefined, bytes: string | undefined];

function counts([packets, bytes]: Counted): { packets?: number; bytes?: number } {
  return withValues({ packets: integer(packets), bytes: integer(bytes) });
}

const TABLE = new RuleTable<Tables>([
  passes(/^# (?:Generated|Completed|Warning).*$/),
  rule<Tables, [string]>(/^\*([a-z]+)$/, (tables, [table], line) => {
    tables.isOpen = true;
    return tables.begin(line, { table, chains: [], rules: [] });
  }),
  rule<Tables, [string, string, ...Counted]>(
    /^:(\S+) (\S+)(?: \[(\d+):(\d+)\])?$/,
    (tables, [name, policy, ...counted], line) =>
      tables.ensure(line).chains.push({ line, name, ...(policy === '-' ? {} : { policy }), ...counts(counted) }),
    ({ last }) => last !== undefined,
  ),
  rule<Tables, [string, string, string | undefined, ...Counted]>(
    /^-([PN]) (\S+)(?: (\S+))?(?: -c (\d+) (\d+))?$/,
    (tables, [, name, policy, ...counted], line) =>
      tables.ensure(line).chains.push({ line, name, ...(policy === undefined ? {} : { policy }), ...counts(counted) }),
  ),
  rule<Tables, [...Counted, string, string]>(
    /^(?:\[(\d+):(\d+)\] )?-A (\S+) (\S.*)$/,
    (tables, [packets, bytes, chain, text], line) =>
      tables.ensure(line).rules.push({ line, chain, text, ...counts([packets, bytes]) }),
  ),
  rule<Tables>(/^COMMIT$/, (tables) => {
    tables.isOpen = false;
  }),
]);

export function parseIptablesSave(text: string): Parsed<SavedTable> {
  const tables = new Tables();
  const reading = readLines(text, TABLE, tables);
  return conclude(reading, tables.all, tables.isOpen || reading.isLoose);
}
