/** mtr --report [--aslookup]: loss and times of every hop on the way to a host. */
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, rule } from '../rules.ts';
import { parseRows } from './rows.ts';

export interface MtrReport extends Sourced {
  /** The host that the report was made on. */
  host: string;
  hops: MtrHop[];
}

export interface MtrHop {
  line: number;
  hop: number;
  /** Absent where nobody answered. */
  host?: string;
  /** "AS65001". */
  autonomousSystem?: string;
  lossPercent: number;
  sent: number;
  lastMs: number;
  averageMs: number;
  bestMs: number;
  worstMs: number;
  deviationMs: number;
}

type Row = [hop: string, system: string | undefined, host: string, loss: string, sent: string, last: string,
  average: string, best: string, worst: string, deviation: string]; // prettier-ignore

function hopOf([hop, system, host, loss, sent, last, average, best, worst, deviation]: Row, line: number): MtrHop {
  return {
    line,
    hop: Number(hop),
    ...(host === '???' ? {} : { host }),
    ...(system === undefined || system === 'AS???' ? {} : { autonomousSystem: system }),
    lossPercent: Number(loss),
    sent: Number(sent),
    lastMs: Number(last),
    averageMs: Number(average),
    bestMs: Number(best),
    worstMs: Number(worst),
    deviationMs: Number(deviation),
  };
}

const TABLE = new RuleTable<Records<MtrReport>>([
  passes(/^Start: .*$/),
  rule<Records<MtrReport>, [string]>(/^HOST: (\S+)\s+Loss%\s+Snt\s+Last\s+Avg\s+Best\s+Wrst\s+StDev$/, (reports, [host], line) =>
    reports.begin(line, { host, hops: [] }),
  ), // prettier-ignore
  rule<Records<MtrReport>, Row>(
    /^(\d{1,3})\.\|--\s+(?:(AS\S+)\s+)?(\S+)\s+([\d.]+)%?\s+(\d+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)$/,
    ({ last }, groups, line) => last?.hops.push(hopOf(groups, line)),
    ({ last }) => last !== undefined,
  ),
  // Others that answered for the same hop.
  rule<Records<MtrReport>>(/^\|\s*`?\|?--\s+\S+$/, () => undefined, ({ last }) => last !== undefined), // prettier-ignore
]);

export function parseMtrReport(text: string): Parsed<MtrReport> {
  return parseRows(text, TABLE, new Records<MtrReport>(), ({ hops }) => hops.length === 0);
}
