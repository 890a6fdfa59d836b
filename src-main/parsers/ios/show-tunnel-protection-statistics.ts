/** show tunnel protection statistics */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';

export interface TunnelProtectionStatistics extends Sourced {
  /** "Message Statistics", "Error Statistics", "Data Statistics(Other than IPSec protection)". */
  section: string;
  sent: Record<string, number>;
  received: Record<string, number>;
}

class State extends Records<TunnelProtectionStatistics> {
  counters: Record<string, number> | undefined;
}

const PAIR = String.raw`[A-Za-z][\w ]*\t?:\s*\d+`;

const TABLE = new RuleTable<State>([
  rule<State, [string]>(/^-{5,} ?([A-Z][\w ]*Statistics\b[^-]*)-{5,}$/, (state, [section], line) =>
    state.begin(line, { section: section.trim(), sent: {}, received: {} }),
  ),
  rule<State, ['Sent' | 'Rcvd']>(
    /^(Sent|Rcvd):$/,
    (state, [direction]) => (state.counters = direction === 'Sent' ? state.last?.sent : state.last?.received),
    ({ last }) => last !== undefined,
  ),
  rule<State, [string]>(new RegExp(String.raw`^(${PAIR}(?:\s+${PAIR}){0,4})$`), ({ last, counters }, [text], line) => {
    if (!last || !counters) return false;
    for (const [, name = '', count] of text.matchAll(/([A-Za-z][\w ]*)\t?:\s*(\d+)/g)) {
      counters[name.trim()] = Number(count);
      last.at[name.trim()] ??= line;
    }
    return true;
  }),
]);

export function parseShowTunnelProtectionStatistics(text: string): Parsed<TunnelProtectionStatistics> {
  const state = new State();
  const reading = readLines(text, TABLE, state);
  const { last } = state;
  return conclude(
    reading,
    state.all,
    last !== undefined && Object.keys({ ...last.sent, ...last.received }).length === 0,
  );
}
