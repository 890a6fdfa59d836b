/** show resource usage: how much of what is limited is taken, by context. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, begins, passes } from '../records.ts';
import { RuleTable, readLines } from '../rules.ts';
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
  const resources = new Records<AsaResource>();
  const reading = readLines(text, TABLE, resources);
  return conclude(reading, resources.all, reading.isLoose && resources.last !== undefined);
}
