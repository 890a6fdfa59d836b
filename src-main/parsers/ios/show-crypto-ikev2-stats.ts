/** show crypto ikev2 stats */
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { conclude } from '../account.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer } from '../values.ts';

export interface Ikev2Statistics extends Sourced {
  /** By their labels; a label that stands behind another one belongs to it: "Incoming IKEv2 Requests/accepted". */
  counters: Record<string, number>;
}

class State extends Records<Ikev2Statistics> {
  /** The label at the beginning of the last line that had one of its own. */
  label = '';
}

const PAIR = /([A-Za-z][^:]*?) ?:\s*(\d+(?:\/\d+)?)(?=\s|$)/g;

function readPairs(state: State, text: string, line: number): boolean {
  const { last } = state;
  if (!last) return false;
  for (const [index, [, name = '', value = '']] of [...text.matchAll(PAIR)].entries()) {
    const isOwn = index === 0 && /^[A-Z]/.test(name);
    if (isOwn) state.label = name.trim();
    const label = isOwn ? state.label : `${state.label}/${name.trim()}`;
    const [first, second] = value.split('/').map((one) => integer(one));
    if (first === undefined) return false;
    last.counters[label] = first;
    last.at[label] = line;
    if (second !== undefined) last.counters[`${label} (second)`] = second;
  }
  return true;
}

const TABLE = new RuleTable<State>([
  rule<State>(/^Crypto IKEv2 SA Statistics$/i, (state, _, line) => state.begin(line, { counters: {} })),
  passes(/^(?:-{10,}|SA Strength|IKEv2 SA Strength)$/i),
  // `show crypto ikev2 stats reconnect` has no heading.
  rule<State, [string, string]>(
    /^((?:Total|Success|Failed|Reconnect) [a-z ]*(?:connection|session count)): ?(\d+)$/i,
    (state, [label, count], line) => {
      if (!state.last) state.begin(line, { counters: {} });
      if (!state.last) return false;
      state.last.counters[label] = Number(count);
      state.last.at[label] = line;
      return true;
    },
  ),
  rule<State, [string]>(
    /^((?:[A-Za-z][^:]{0,60}:\s*\d+(?:\/\d+)?\s*){1,6})$/,
    (state, [text], line) => readPairs(state, text, line),
    ({ last }) => last !== undefined,
  ),
]);

export function parseShowCryptoIkev2Stats(text: string): Parsed<Ikev2Statistics> {
  const state = new State();
  const reading = readLines(text, TABLE, state);
  return conclude(reading, state.all, state.last !== undefined && Object.keys(state.last.counters).length === 0);
}
