/** /proc/net/xfrm_stat: how often the kernel dropped a packet of IPsec, and why. */
import type { Parsed, Sourced } from '../parsed.ts';
import { Records } from '../records.ts';
import { RuleTable, rule } from '../rules.ts';
import { integer } from '../values.ts';
import { parseRows } from './rows.ts';

export interface XfrmStatistics extends Sourced {
  /** By the kernel's names: "XfrmInNoStates", "XfrmInStateProtoError". */
  counters: Record<string, number>;
}

const TABLE = new RuleTable<Records<XfrmStatistics>>([
  rule<Records<XfrmStatistics>, [string, string]>(/^(Xfrm[A-Z]\w+)\s+(\d+)$/, (records, [name, value], line) => {
    if (!records.last) records.begin(line, { counters: {} });
    const { last } = records;
    if (!last) return;
    last.counters[name] = integer(value) ?? 0;
    last.at[name] = line;
  }),
]);

export function parseXfrmStatistics(text: string): Parsed<XfrmStatistics> {
  return parseRows(text, TABLE, new Records<XfrmStatistics>());
}
