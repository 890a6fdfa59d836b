/** show resource usage: how much of what is limited is taken, by context. */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';
import { integer } from '../values.ts';

export interface AsaResource extends Sourced {
  /** "Conns", "Conns [rate]", "Other VPN Burst". */
  name: string;
  current: number;
  peak: number;
  /** Absent where there is none. */
  limit?: number;
  denied: number;
  context: string;
}

const TABLE = new RuleTable<Records<AsaResource>>([
  passes(/^Resource\s+Current\s+Peak\s+Limit\s+Denied\s+Context$/),
  begins<AsaResource, [string, string, string, string, string, string]>(
    /^(\S+(?: \S+)*?)\s+(\d+)\s+(\d+)\s+(N\/A|unlimited|\d+)(?:\([A-Z]+\))?\s+(\d+)\s+(\S+)$/,
    ([name, current, peak, limit, denied, context]) => ({
      name,
      current: Number(current),
      peak: Number(peak),
      limit: integer(limit),
      denied: Number(denied),
      context,
    }),
  ),
]);

export function parseShowResourceUsage(text: string): Parsed<AsaResource> {
  return parseRecords(text, TABLE);
}
