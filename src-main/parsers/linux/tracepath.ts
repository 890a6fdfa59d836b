/** tracepath: the way to a host and the largest packet that goes all of it. */
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, rule } from '../rules.ts';
import { integer, withValues } from '../values.ts';
import { parseRows } from './rows.ts';

export interface Tracepath extends Sourced {
  hops: TracepathHop[];
  /** The last line: what fits, and how far it is there and back. */
  pathMtu?: number;
  hopCount?: number;
  backCount?: number;
}

export interface TracepathHop {
  line: number;
  hop: number;
  /** "[LOCALHOST]" for this host itself; absent where nobody answered. */
  host?: string;
  address?: string;
  ms?: number;
  /** What is found here to fit from here on. */
  pathMtu?: number;
  /** Of ways there and back that differ. */
  asymmetry?: number;
  isReached?: boolean;
  /** "!H", "!N", "!A". */
  note?: string;
}

type Answer = [
  hop: string,
  host: string,
  address: string | undefined,
  ms: string | undefined,
  rest: string | undefined,
];

function hopOf([hop, host, address, ms, rest = '']: Answer, line: number): TracepathHop {
  const found = withValues({
    host,
    address,
    ms: ms === undefined ? undefined : Number(ms),
    pathMtu: integer(/\bpmtu (\d+)/.exec(rest)?.[1]),
    asymmetry: integer(/\basymm\s+(\d+)/.exec(rest)?.[1]),
    isReached: /\breached\b/.test(rest) ? true : undefined,
    note: /![A-Z]\b/.exec(rest)?.[0],
  });
  return { line, hop: Number(hop), ...found };
}

function add(traces: Records<Tracepath>, hop: TracepathHop, line: number): void {
  if (!traces.last) traces.begin(line, { hops: [] });
  traces.last?.hops.push(hop);
}

const TABLE = new RuleTable<Records<Tracepath>>([
  rule<Records<Tracepath>, [string]>(/^(\d{1,3})\??:\s+no reply$/, (traces, [hop], line) => {
    add(traces, { line, hop: Number(hop) }, line);
  }),
  rule<Records<Tracepath>, Answer>(
    /^(\d{1,3})\??:\s+(\[LOCALHOST\]|[\w.:%-]+)(?:\s+\(([0-9A-Fa-f.:]+)\))?(?:\s+([\d.]+) ?ms)?(?:\s+((?:pmtu|asymm|reached|!).*))?$/,
    (traces, groups, line) => {
      add(traces, hopOf(groups, line), line);
    },
  ),
  rule<Records<Tracepath>, [string, string | undefined, string | undefined]>(
    /^Resume: pmtu (\d+)(?: hops (\d+))?(?: back (\d+))?$/,
    (traces, [mtu, hops, back], line) =>
      traces.set(line, { pathMtu: integer(mtu), hopCount: integer(hops), backCount: integer(back) }),
    ({ last }) => last !== undefined,
  ),
  passes(/^Too many hops: pmtu \d+$/),
]);

export function parseTracepath(text: string): Parsed<Tracepath> {
  return parseRows(text, TABLE, new Records<Tracepath>(), ({ pathMtu }) => pathMtu === undefined);
}
