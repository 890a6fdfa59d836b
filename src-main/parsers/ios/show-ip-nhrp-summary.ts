/** show ip nhrp summary, show ipv6 nhrp summary */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';

export interface NhrpSummary extends Sourced {
  family: string;
  entries: number;
  bytes: number;
  /** Entries by kind, of all: "static", "dynamic", "incomplete". */
  total: Record<string, number>;
  remote?: NhrpSummaryPart;
  local?: NhrpSummaryPart;
}

export interface NhrpSummaryPart {
  entries: number;
  /** By the words behind the number: "static", "nhop", "rib", "H", "nho". */
  counts: Record<string, number>;
}

/** What IOS counts: a word at the end of a text that is none of these is a part of one. */
const KNOWN = new Set(['static', 'dynamic', 'incomplete', 'nhop', 'bfd', 'default', 'temporary', 'route', 'rib', 'H', 'nho', 'bgp', 'lfib']); // prettier-ignore

function isOpen({ last, counts }: State, isLoose: boolean): boolean {
  if (!last) return false;
  // 12.4 and 15 have one line of counts.
  return (
    Object.keys(last.total).length === 0 ||
    (last.remote !== undefined && last.local === undefined) ||
    (isLoose && !KNOWN.has(Object.keys(counts).at(-1) ?? ''))
  );
}

class State extends Records<NhrpSummary> {
  counts: Record<string, number> = {};
}

const COUNT = String.raw`\(?\d+ [A-Za-z]+\)?`;

const TABLE = new RuleTable<State>([
  rule<State, [string, string, string]>(
    /^(IPv6|IPv4|IP) NHRP cache (\d+) entr(?:y|ies), (\d+) bytes$/,
    (state, [family, entries, bytes], line) => {
      state.counts = {};
      state.begin(line, { family, entries: Number(entries), bytes: Number(bytes), total: state.counts });
    },
  ),
  rule<State, [string, 'Remote' | 'Local']>(
    /^(\d+) (Remote|Local)$/,
    (state, [entries, which], line) => {
      state.counts = {};
      const part = { entries: Number(entries), counts: state.counts };
      return state.set(line, which === 'Remote' ? { remote: part } : { local: part });
    },
    ({ last }) => last !== undefined,
  ),
  rule<State, [string]>(
    new RegExp(String.raw`^(${COUNT}(?:\s+${COUNT}){0,5})$`),
    ({ counts }, [text]) => {
      for (const [, count, name = ''] of text.matchAll(/(\d+) ([A-Za-z]+)/g)) counts[name] = Number(count);
    },
    ({ last }) => last !== undefined,
  ),
]);

export function parseShowIpNhrpSummary(text: string): Parsed<NhrpSummary> {
  const state = new State();
  const reading = readLines(text, TABLE, state);
  return conclude(reading, state.all, isOpen(state, reading.isLoose));
}
