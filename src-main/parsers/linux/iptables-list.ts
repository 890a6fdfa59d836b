/** iptables -L [-v] [-n] [--line-numbers]: chains with their rules and how many packets those have seen. */
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, rule } from '../rules.ts';
import { integer, withValues, words } from '../values.ts';
import { parseRows } from './rows.ts';

export interface FilterChain extends Sourced {
  name: string;
  /** Of a chain that the kernel has: "ACCEPT", "DROP". */
  policy?: string;
  policyPackets?: number;
  policyBytes?: number;
  /** Of a chain that somebody made: how many rules go to it. */
  references?: number;
  rules: ListedFilterRule[];
}

export interface ListedFilterRule {
  line: number;
  number?: number;
  /** Rounded by iptables from 100,000 on. */
  packets?: number;
  bytes?: number;
  /** Absent where a rule only counts. */
  target?: string;
  protocol: string;
  fragments: string;
  /** "*" for any; without -v they are not shown. */
  input?: string;
  output?: string;
  source: string;
  destination: string;
  /** "policy match dir in pol none", "multiport dports 500,4500". */
  matches?: string;
}

class Chains extends Records<FilterChain> {
  /** What the heading of the chain names. */
  columns: string[] = [];
}

const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, G: 1e9, T: 1e12 };

/** "12", "120K". */
function countOf(text: string | undefined): number | undefined {
  const [, digits, unit = ''] = /^(\d{1,15})([KMGT]?)$/.exec(text ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits) * (UNITS[unit] ?? 1);
}

const COLUMNS = ['num', 'pkts', 'bytes', 'target', 'prot', 'opt', 'in', 'out', 'source', 'destination'];

const isOption = (word: string | undefined): boolean => word !== undefined && /^(?:--|-f|!f)$/.test(word);

const isProtocol = (word = ''): boolean =>
  /^!?(?:all|tcp|udp|udplite|icmp|icmpv6|ipv6-icmp|esp|ah|gre|sctp|dccp|mh|ipv6-mh|ospf|vrrp|pim|ipcomp|ipencap|\d{1,3})$/.test(word); // prettier-ignore

/** Of the target, the protocol and the options those that the words do not have: a rule may have no target, and older releases of ip6tables print no options. */
function absentIn([first, second, third]: readonly string[]): string[] | undefined {
  if (isOption(third)) return [];
  if (isOption(second)) return ['target'];
  if (isProtocol(second)) return ['opt'];
  return isProtocol(first) ? ['target', 'opt'] : undefined;
}

/** What stands under each heading. */
function cellsOf(columns: readonly string[], text: string): Map<string, string> | undefined {
  const all = words(text);
  const at = columns.indexOf('target');
  const absent = absentIn(all.slice(at, at + 3));
  if (!absent) return undefined;
  const named = columns.filter((column) => !absent.includes(column));
  const cells = new Map(named.map((column, index) => [column, all[index] ?? '']));
  const rest = all.slice(named.length).join(' ');
  if (rest !== '') cells.set('matches', rest);
  return all.length >= named.length ? cells : undefined;
}

function ruleOf(cells: Map<string, string>, line: number): ListedFilterRule {
  const optional = withValues({
    number: integer(cells.get('num')),
    packets: countOf(cells.get('pkts')),
    bytes: countOf(cells.get('bytes')),
    target: cells.get('target'),
    input: cells.get('in'),
    output: cells.get('out'),
    matches: cells.get('matches'),
  });
  return {
    line,
    ...optional,
    protocol: cells.get('prot') ?? '',
    fragments: cells.get('opt') ?? '',
    source: cells.get('source') ?? '',
    destination: cells.get('destination') ?? '',
  };
}

type Policy = [name: string, policy: string | undefined, packets: string | undefined, bytes: string | undefined, references: string | undefined]; // prettier-ignore

const TABLE = new RuleTable<Chains>([
  rule<Chains, Policy>(
    /^Chain (\S+) \((?:policy (\w+)(?: (\w+) packets, (\w+) bytes)?|(\d+) references?)\)$/,
    (found, [name, policy, packets, bytes, references], line) =>
      found.begin(line, {
        name,
        policy,
        policyPackets: countOf(packets),
        policyBytes: countOf(bytes),
        references: integer(references),
        rules: [],
      }),
  ),
  rule<Chains, [string]>(/^((?:num\s+)?(?:pkts\s+bytes\s+)?target\s+prot\s+opt\s.*)$/, (chains, [text]) => {
    chains.columns = words(text).filter((word) => COLUMNS.includes(word));
  }),
  passes(/^# Warning: .*$/),
  rule<Chains, [string]>(
    /^(\S.*)$/,
    ({ columns, last }, [text], line) => {
      const cells = cellsOf(columns, text);
      if (cells) last?.rules.push(ruleOf(cells, line));
      return cells !== undefined;
    },
    ({ columns, last }) => last !== undefined && columns.length > 0,
  ),
]);

export function parseIptablesList(text: string): Parsed<FilterChain> {
  return parseRows(text, TABLE, new Chains());
}
