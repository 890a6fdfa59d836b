/** show interfaces description */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, begins, passes } from '../records.ts';
import { RuleTable, readLines } from '../rules.ts';

export interface InterfaceDescription extends Sourced {
  name: string;
  /** up, down, admin down, deleted. */
  status: string;
  protocol: string;
  description?: string;
}

const TABLE = new RuleTable<Records<InterfaceDescription>>([
  passes(/^Interface\s+Status\s+Protocol(?:\s+Description)?$/),
  begins<InterfaceDescription, [string, string, string, string | undefined]>(
    /^([A-Z][\w/.:-]*\d)\s+(up|down|admin down|deleted)\s+(up|down)(?:\s+(\S.*))?$/i,
    ([name, status, protocol, description]) => ({ name, status, protocol, description }),
  ),
]);

export function parseShowInterfacesDescription(text: string): Parsed<InterfaceDescription> {
  const records = new Records<InterfaceDescription>();
  const reading = readLines(text, TABLE, records);
  return conclude(reading, records.all);
}
