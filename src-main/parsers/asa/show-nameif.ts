/** show nameif: the interfaces that have a name, and how far each is trusted. */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';

export interface NamedInterface extends Sourced {
  interface: string;
  name: string;
  securityLevel: number;
}

const TABLE = new RuleTable<Records<NamedInterface>>([
  passes(/^Interface\s+(?:Zone )?Name\s+(?:Zone Name\s+)?Security$/),
  begins<NamedInterface, [string, string, string]>(
    /^([A-Z][A-Za-z-]*\d[\d/.:]*|Vlan\d+)\s+(\S*[^:\s])\s+(?:\S+\s+)?(\d{1,3})$/,
    ([name, nameif, level]) => ({ interface: name, name: nameif, securityLevel: Number(level) }),
  ),
]);

export function parseShowNameif(text: string): Parsed<NamedInterface> {
  return parseRecords(text, TABLE);
}
