/** show names, show name: the names that stand for addresses. */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';

export interface AsaName extends Sourced {
  address: string;
  name: string;
  description?: string;
}

const TABLE = new RuleTable<Records<AsaName>>([
  begins<AsaName, [string, string, string | undefined]>(
    /^name ([0-9A-Fa-f.:]+) (\S+)(?: description (.+))?$/,
    ([address, name, description]) => ({ address, name, description }),
  ),
]);

export function parseShowNames(text: string): Parsed<AsaName> {
  return parseRecords(text, TABLE);
}
