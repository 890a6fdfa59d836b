/** show cpu [usage] [detailed]: percent of five seconds, one minute and five minutes, in all and by core. */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';

export interface CpuUsage extends Sourced {
  /** "Core 0", "External"; absent for the whole. */
  part?: string;
  fiveSeconds: number;
  oneMinute: number;
  fiveMinutes: number;
}

const PERCENT = String.raw`(\d+(?:\.\d+)?)%?`;

const TABLE = new RuleTable<Records<CpuUsage>>([
  begins<CpuUsage, [string, string, string]>(
    new RegExp(
      String.raw`^(?:Current control point elapsed versus the maximum control point elapsed|CPU utilization) for 5 seconds = ${PERCENT}; 1 minute: ${PERCENT}; 5 minutes: ${PERCENT}$`,
    ),
    ([five, minute, minutes]) => ({ fiveSeconds: Number(five), oneMinute: Number(minute), fiveMinutes: Number(minutes) }), // prettier-ignore
  ),
  // `Core 0 9.5 (2.5 + 7.0)  10.0 (…)  9.8 (…)`: of the data path and of the control point
  begins<CpuUsage, [string, string, string, string]>(
    /^(Core \d+)\s+(\d+\.\d+) \([^)]*\)\s+(\d+\.\d+) \([^)]*\)\s+(\d+\.\d+) \([^)]*\)$/,
    ([part, five, minute, minutes]) => ({ part, fiveSeconds: Number(five), oneMinute: Number(minute), fiveMinutes: Number(minutes) }), // prettier-ignore
  ),
  passes(/^(?:Break down of per-core data path versus control point cpu usage:|Core\s+5 sec\s+1 min\s+5 min)$/),
  passes(/^(?:CPU utilization of external processes for|Total CPU utilization for|Virtual platform CPU resources|-{5,}|Number of vCPUs|vCPU Status|Frequency Reservation|Frequency Limit|Maximum allowed|VMware|Compliant).*$/), // prettier-ignore
]);

export function parseShowCpuUsage(text: string): Parsed<CpuUsage> {
  return parseRecords(text, TABLE);
}
