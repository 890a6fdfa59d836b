/** show crypto ipsec sa summary: how many SAs there are, by the way that their packets are carried. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';

export interface AsaIpsecSaSummary extends Sourced {
  /** By the words that are printed: "IPsec", "IPsec over NAT-T", "Total". */
  current: Record<string, number>;
  /** "Peak Concurrent SA", "Peak Concurrent L2L", "Peak Concurrent RA". */
  peak: Record<string, number>;
}

type Row = [name: string, count: string, peakName: string | undefined, peak: string | undefined];

const TABLE = new RuleTable<Records<AsaIpsecSaSummary>>([
  rule<Records<AsaIpsecSaSummary>>(/^Current IPsec SA's:(?:\s+Peak IPsec SA's:)?$/i, (summaries, _, line) =>
    summaries.begin(line, { current: {}, peak: {} }),
  ),
  rule<Records<AsaIpsecSaSummary>, Row>(
    /^(IPsec[\w-]*(?: [\w-]+)*|Total)\s*:\s*(\d+)(?:\s+(Peak Concurrent \w+)\s*:\s*(\d+))?$/,
    ({ last }, [name, count, peakName, peak], line) => {
      if (!last) return false;
      last.current[name] = Number(count);
      last.at[name] = line;
      if (peakName !== undefined) last.peak[peakName] = Number(peak);
      return true;
    },
  ),
]);

export function parseShowCryptoIpsecSaSummary(text: string): Parsed<AsaIpsecSaSummary> {
  const summaries = new Records<AsaIpsecSaSummary>();
  const reading = readLines(text, TABLE, summaries);
  const { last } = summaries;
  return conclude(
    reading,
    summaries.all,
    last !== undefined && (reading.isLoose || last.current['Total'] === undefined),
  );
}
