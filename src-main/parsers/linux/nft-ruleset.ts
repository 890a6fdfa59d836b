/** nft list ruleset: tables with chains, sets and rules; what stands in braces belongs to what stands before them. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer } from '../values.ts';

export interface NftTable extends Sourced {
  /** "ip", "ip6", "inet", "bridge". */
  family: string;
  name: string;
  chains: NftChain[];
  /** Sets, maps, counters and others, with their lines as printed. */
  objects?: { line: number; kind: string; name: string; lines: string[] }[];
}

export interface NftChain {
  line: number;
  name: string;
  /** Of a chain that packets come to by themselves: "filter", "nat". */
  type?: string;
  hook?: string;
  /** "filter", "srcnat", a number. */
  priority?: string;
  policy?: string;
  rules: { line: number; text: string; packets?: number; bytes?: number }[];
}

class Tables extends Records<NftTable> {
  chain: NftChain | undefined;
  /** The lines of a set or another object. */
  lines: string[] | undefined;
  depth = 0;
}

type Base = [type: string, hook: string, priority: string, policy: string | undefined];

const TABLE = new RuleTable<Tables>([
  rule<Tables, [string, string]>(/^table (\S+) (\S+) \{(?: # .*)?$/, (tables, [family, name], line) => {
    tables.depth = 1;
    tables.chain = tables.lines = undefined;
    return tables.begin(line, { family, name, chains: [] });
  }),
  rule<Tables, [string]>(
    /^chain (\S+) \{(?: # .*)?$/,
    (tables, [name], line) => {
      tables.chain = { line, name, rules: [] };
      tables.depth = 2;
      return tables.last?.chains.push(tables.chain);
    },
    ({ depth }) => depth === 1,
  ),
  rule<Tables, [string, string]>(
    /^(set|map|flowtable|counter|quota|limit|ct helper|ct timeout|secmark) (\S+) \{(?: # .*)?$/,
    (tables, [kind, name], line) => {
      tables.lines = [];
      tables.depth = 2;
      if (tables.last) (tables.last.objects ??= []).push({ line, kind, name, lines: tables.lines });
    },
    ({ depth }) => depth === 1,
  ),
  rule<Tables>(
    /^\}$/,
    (tables) => {
      tables.depth--;
      tables.chain = tables.lines = undefined;
    },
    ({ depth }) => depth > 0,
  ),
  rule<Tables, Base>(
    /^type (\w+) hook (\w+)(?: devices? (?:\S+|= \{.*\}))? priority ([^;]+);(?: policy (\w+);)?$/,
    ({ chain }, [type, hook, priority, policy]) =>
      chain && Object.assign(chain, { type, hook, priority }, policy === undefined ? {} : { policy }),
    ({ chain }) => chain !== undefined,
  ),
  rule<Tables, [string]>(
    /^(\S.*)$/,
    ({ chain, lines }, [text], line) => {
      const [, packets, bytes] = /\bcounter packets (\d+) bytes (\d+)/.exec(text) ?? [];
      const counted = packets === undefined ? {} : { packets: Number(packets), bytes: integer(bytes) ?? 0 };
      if (chain) chain.rules.push({ line, text, ...counted });
      else lines?.push(text);
    },
    ({ chain, lines }) => (chain ?? lines) !== undefined,
  ),
]);

export function parseNftRuleset(text: string): Parsed<NftTable> {
  const tables = new Tables();
  const reading = readLines(text, TABLE, tables);
  return conclude(reading, tables.all, tables.depth > 0);
}
