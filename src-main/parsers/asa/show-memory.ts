/** show memory: what is free, used and there, in bytes. */
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { conclude } from '../account.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer } from '../values.ts';

export interface MemoryUsage extends Sourced {
  freeBytes?: number;
  usedBytes?: number;
  totalBytes?: number;
  freePercent?: number;
  usedPercent?: number;
}

const TABLE = new RuleTable<Records<MemoryUsage>>([
  rule<Records<MemoryUsage>, ['Free' | 'Used' | 'Total', string, string | undefined]>(
    /^(Free|Used|Total) memory:\s+(\d+) bytes(?:\s+\(\s*(\d+)%\))?$/,
    (records, [kind, bytes, percent], line) => {
      if (!records.last) records.begin(line, {});
      const share = kind === 'Total' ? {} : { [`${kind.toLowerCase()}Percent`]: integer(percent) };
      return records.set(line, { [`${kind.toLowerCase()}Bytes`]: integer(bytes), ...share });
    },
  ),
  passes(/^[-\s]{5,}$/),
  passes(/^(?:Note: .*|Free memory represents .*|Free memory heap:.*|Used memory in use:.*|.*system memory.*)$/),
]);

export function parseShowMemory(text: string): Parsed<MemoryUsage> {
  const records = new Records<MemoryUsage>();
  const reading = readLines(text, TABLE, records);
  return conclude(reading, records.all, records.last !== undefined && records.last.totalBytes === undefined);
}
