/** show failover state: what either unit is, and why the other failed last. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';

export interface AsaFailoverState extends Sourced {
  /** This unit, or its mate. */
  isThis: boolean;
  /** "Primary", "Secondary". */
  unit: string;
  /** "Active", "Standby Ready", "Failed". */
  state?: string;
  lastFailure?: string;
  /** As printed: "14:24:12 UTC Feb 2 2020". */
  failedAt?: string;
}

type Row = [state: string, reason: string | undefined, at: string | undefined];

const TABLE = new RuleTable<Records<AsaFailoverState>>([
  passes(/^State\s+Last Failure Reason\s+Date\/Time$/),
  passes(/^=+(?:Configuration|Communication) State=+$/),
  passes(/^(?:Sync Done|Sync Skipped|Mac set|Interface config Syncing|Config Syncing|Sync Done - STANDBY|Mac set.*)$/),
  rule<Records<AsaFailoverState>, ['This' | 'Other', string]>(
    /^(This|Other) host\s+-\s+(Primary|Secondary)$/,
    (units, [which, unit], line) => units.begin(line, { isThis: which === 'This', unit }),
  ),
  rule<Records<AsaFailoverState>, Row>(
    /^([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)*)(?:\s{2,}|\t+|$)(?:(\S+(?: \S+)*?))?(?:(?:\s{2,}|\t+)(\d\d:\d\d:\d\d \S+ [A-Z][a-z]{2} {1,2}\d{1,2} \d{4}))?$/,
    ({ last }, [state, reason, at], line) => {
      if (!last || last.state !== undefined) return false;
      Object.assign(last, { state }, reason === undefined || reason === 'None' ? {} : { lastFailure: reason });
      if (at !== undefined) last.failedAt = at;
      last.at['state'] = line;
      return true;
    },
  ),
]);

export function parseShowFailoverState(text: string): Parsed<AsaFailoverState> {
  const units = new Records<AsaFailoverState>();
  const reading = readLines(text, TABLE, units);
  const { last } = units;
  return conclude(reading, units.all, last !== undefined && (last.state === undefined || last.isThis));
}
