/** uname -a */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';

export interface SystemName extends Sourced {
  kernel: string;
  hostname: string;
  release: string;
  version: string;
}

const TABLE = new RuleTable<Records<SystemName>>([
  begins<SystemName, [string, string, string]>(
    /^Linux (\S{1,255}) (\d\S{1,255}) (#\d.*)$/,
    ([hostname, release, version]) => ({ kernel: 'Linux', hostname, release, version }),
  ),
]);

export function parseUname(text: string): Parsed<SystemName> {
  return parseRecords(text, TABLE);
}
