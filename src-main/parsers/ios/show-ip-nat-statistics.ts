/** show ip nat statistics */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { entered, integer, listed } from '../values.ts';

export interface NatStatistics extends Sourced {
  total: number;
  staticCount?: number;
  dynamicCount?: number;
  extendedCount?: number;
  outside: string[];
  inside: string[];
  hits?: number;
  misses?: number;
  expired?: number;
  peak?: number;
  /** Since when, as printed: "00:31:12 ago". */
  peakAt?: string;
  /** What XE and later releases count beside them, by label: "In-to-out drops", "CEF Punted packets". */
  counters?: Record<string, number>;
  mappings: NatMapping[];
}

export interface NatMapping {
  line: number;
  id?: number;
  /** "access-list 7 pool NET", "route-map R interface Gi1", as printed. */
  rule: string;
  references?: number;
  /** Lines about its pool, as printed. */
  pool: string[];
}

class State extends Records<NatStatistics> {
  list: 'outside' | 'inside' | undefined;
}

const hasState = ({ last }: State): boolean => last !== undefined;

function addCounters({ last }: State, text: string): void {
  for (const [, name = '', count] of text.matchAll(/([A-Za-z][A-Za-z -]{0,40}?):? (\d+)(?=,|\s|$)/g))
    if (last) last.counters = entered(last.counters, name, Number(count));
}

const TABLE = new RuleTable<State>([
  rule<State, [string, string | undefined]>(
    /^Total (?:active )?translations: (\d+)(?: \(([^)]*)\))?$/,
    (state, [total, kinds = ''], line) => {
      const count = (kind: string): number | undefined => integer(new RegExp(`\\b(\\d+) ${kind}`).exec(kinds)?.[1]);
      state.begin(line, { total: Number(total), staticCount: count('static'), dynamicCount: count('dynamic'), extendedCount: count('extended'), outside: [], inside: [], mappings: [] });
    },
  ), // prettier-ignore
  rule<State, ['Outside' | 'Inside', string | undefined]>(
    /^(Outside|Inside) interfaces:(?: ?(\S.*))?$/,
    (state, [side, names], line) => {
      state.list = side === 'Outside' ? 'outside' : 'inside';
      state.last?.[state.list].push(...listed(names ?? ''));
      if (state.last) state.last.at[state.list] = line;
    },
    hasState,
  ),
  rule<State, [string]>(
    /^([A-Z][A-Za-z-]*\d[\w/.:]*(?:, ?[A-Z][\w/.:-]*)*)$/,
    ({ last, list }, [names]) => list && last?.[list].push(...listed(names)),
    ({ last, list }) => last !== undefined && list !== undefined,
  ),
  rule<State, [string, string]>(
    /^Hits: (\d+)\s+Misses: (\d+)(?:\s.*)?$/,
    (state, [hits, misses], line) => state.set(line, { hits: integer(hits), misses: integer(misses) }),
    hasState,
  ),
  rule<State, [string]>(
    /^Expired translations: (\d+)$/,
    (state, [expired], line) => state.set(line, { expired: integer(expired) }),
    hasState,
  ),
  rule<State, [string, string | undefined]>(
    /^Peak translations: (\d+)(?:, occurred (.*))?$/,
    (state, [peak, peakAt], line) => state.set(line, { peak: integer(peak), peakAt }),
    hasState,
  ),
  rule<State, [string]>(
    /^((?!start|refcount|id |type|pool [A-Z])(?:(?:max entry: )?[A-Za-z][A-Za-z -]{0,40}:? \d+(?:,?\s{1,4}|$)){1,4})$/,
    (state, [text]) => addCounters(state, text),
    hasState,
  ),
  rule<State>(
    /^(?:Dynamic mappings:|-- (?:Inside|Outside) (?:Source|Destination)|Reserved port .*|CEF Translated .*|IP alias .*|Pool stats .*|Mapping stats .*|Port block .*|Addr block .*|NAT .*|In-to-out .*|nat-limit .*|max entry: .*|Limit .*|Queued Packets: .*|Total doors: .*|Appl doors: .*|Normal doors: .*)$/,
    () => undefined,
    hasState,
  ),
  rule<State, [string | undefined, string, string | undefined]>(
    /^(?:\[Id: ?(\d+)\] )?((?:access-list|route-map|Interface) .*?)(?: ref[cC]ount (\d+))?$/,
    (state, [id, text, references], line) => {
      const mapping: NatMapping = { line, rule: text, pool: [] };
      if (id !== undefined) mapping.id = Number(id);
      if (references !== undefined) mapping.references = Number(references);
      state.list = undefined;
      state.last?.mappings.push(mapping);
    },
    hasState,
  ),
  rule<State, [string]>(
    /^((?:pool |start |type |refcount |id )\S.*)$/,
    ({ last }, [text]) => last?.mappings.at(-1)?.pool.push(text),
    ({ last }) => last?.mappings.length !== 0,
  ),
]);

export function parseShowIpNatStatistics(text: string): Parsed<NatStatistics> {
  const state = new State();
  const reading = readLines(text, TABLE, state);
  const { last } = state;
  const mapping = last?.mappings.at(-1);
  const isCutInMapping = reading.isLoose && mapping?.references === undefined && mapping?.pool.length === 0;
  return conclude(reading, state.all, isCutInMapping || (last !== undefined && last.hits === undefined));
}
