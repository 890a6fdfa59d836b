/** show ip nhrp traffic [interface tunnel N] [detail], show nhrp traffic */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer } from '../values.ts';

export interface NhrpTraffic extends Sourced {
  /** A tunnel, or "Global statistics". */
  name: string;
  /** Packets in so many seconds. */
  limit?: { packets: number; seconds: number };
  usagePercent?: number;
  /** As printed: "0[0](1)". */
  queueSize?: string;
  /** Counters by their words. */
  sent?: Record<string, number>;
  received?: Record<string, number>;
  forwarded?: Record<string, number>;
}

class State extends Records<NhrpTraffic> {
  counters: Record<string, number> = {};
}

const FIELD = { Sent: 'sent', Rcvd: 'received', Fwd: 'forwarded' } as const;
const COUNTER = String.raw`\d+ [A-Z][a-z]+ (?:Request|Reply|Indication|Supp?ress)`;

const TABLE = new RuleTable<State>([
  rule<State>(/^Global statistics:$/, (state, _, line) => state.begin(line, { name: 'Global statistics' })),
  rule<State, [string, string, string, string]>(
    /^([A-Z][A-Za-z-]{1,20}\d[\w/.]*): ?Max-send limit: ?(\d+)Pkts\/(\d+)Sec, Usage: ?(\d+)%$/,
    (state, [name, packets, seconds, usage], line) => {
      const limit = { packets: Number(packets), seconds: Number(seconds) };
      return state.begin(line, { name, usagePercent: integer(usage), limit });
    },
  ),
  rule<State, [string]>(
    /^Packet Queue size: ?(\S+)$/,
    (state, [queueSize], line) => state.set(line, { queueSize }),
    ({ last }) => last !== undefined,
  ),
  rule<State, [keyof typeof FIELD, string]>(
    /^(Sent|Rcvd|Fwd): Total (\d+)$/,
    (state, [direction, total], line) => {
      state.counters = { Total: Number(total) };
      return state.set(line, { [FIELD[direction]]: state.counters });
    },
    ({ last }) => last !== undefined,
  ),
  rule<State, [string]>(
    new RegExp(String.raw`^(${COUNTER}(?:\s+${COUNTER}){0,5})$`),
    ({ last, counters }, [text], line) => {
      for (const [, count, name = ''] of text.matchAll(/(\d+) ([A-Z][a-z]+ [A-Z][a-z]+)/g)) {
        counters[name] = Number(count);
        if (last) last.at[name] ??= line;
      }
    },
    ({ last }) => last !== undefined,
  ),
]);

export function parseShowIpNhrpTraffic(text: string): Parsed<NhrpTraffic> {
  const state = new State();
  const reading = readLines(text, TABLE, state);
  return conclude(reading, state.all, state.last !== undefined && state.last.received === undefined);
}
