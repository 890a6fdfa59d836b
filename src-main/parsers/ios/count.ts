/** … | count PATTERN */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';

export interface MatchingLines extends Sourced {
  count: number;
}

const TABLE = new RuleTable<Records<MatchingLines>>([
  begins<MatchingLines, [string]>(/^Number of lines which match regexp = (\d+)$/, ([count]) => ({
    count: Number(count),
  })),
]);

export function parseCount(text: string): Parsed<MatchingLines> {
  return parseRecords(text, TABLE);
}
