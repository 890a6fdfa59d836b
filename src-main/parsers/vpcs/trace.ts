/** trace of VPCS: three probes for each step; the last step is where somebody says that nobody listens there. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, begins } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { appended, integer } from '../values.ts';

export interface VpcsTrace extends Sourced {
  target: string;
  mostHops?: number;
  hops?: VpcsHop[];
  isComplete?: boolean;
  problem?: string;
}

export interface VpcsHop {
  hop: number;
  /** Nothing where nobody answered. */
  from?: string;
  /** One for each answer. */
  ms: number[];
  lost: number;
  /** "ICMP type:3, code:3, Destination port unreachable". */
  text?: string;
}

function hopOf(hop: number, text: string): VpcsHop {
  const from = /^\*?([0-9A-Fa-f.:]{2,45})\s/.exec(text)?.[1];
  const said = /\((ICMP [^)]*)\)/.exec(text)?.[1];
  const ms = [...text.matchAll(/(\d+\.\d+) ms/g)].map((match) => Number(match[1]));
  const lost = [...text.matchAll(/(?:^|\s)\*(?=\s|$)/g)].length;
  return { hop, ...(from === undefined ? {} : { from }), ms, lost, ...(said === undefined ? {} : { text: said }) };
}

const TABLE = new RuleTable<Records<VpcsTrace>>([
  begins<VpcsTrace, [string, string]>(/^trace to (\S+), (\d+) hops max.*$/, ([target, hops]) => ({
    target,
    mostHops: integer(hops),
  })),
  rule<Records<VpcsTrace>, [string, string]>(
    /^(\d{1,2})\s+(\*.*|[0-9A-Fa-f.:]{2,45}\s.*)$/,
    ({ last }, [number, text], line) => {
      if (!last) return;
      const hop = hopOf(Number(number), text);
      last.hops = appended(last.hops, hop);
      last.at['hops'] ??= line;
      if (text.startsWith('*') && hop.from !== undefined) last.isComplete = true;
    },
    ({ last }) => last !== undefined,
  ),
  rule<Records<VpcsTrace>, [string]>(
    /^((?:host|gateway) \S+ not reachable|No gateway found|Cannot resolve \S+)$/,
    (traces, [problem], line) => {
      if (!traces.last) traces.begin(line, { target: '' });
      return traces.set(line, { problem });
    },
  ),
  rule(/^\^C$/, () => undefined),
]);

export function parseTrace(text: string): Parsed<VpcsTrace> {
  const traces = new Records<VpcsTrace>();
  const reading = readLines(text, TABLE, traces);
  const { last } = traces;
  const isBare = last?.hops === undefined && last?.problem === undefined;
  return conclude(reading, traces.all, last !== undefined && (isBare || reading.isLoose));
}
