/** show arp [statistics is another answer]: neighbours by the name of the interface they are on. */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';
import { integer } from '../values.ts';

export interface AsaNeighbour extends Sourced {
  nameif: string;
  address: string;
  mac: string;
  /** Absent for "-", what was configured, and the device's own. */
  ageSeconds?: number;
  isAlias?: boolean;
}

const TABLE = new RuleTable<Records<AsaNeighbour>>([
  begins<AsaNeighbour, [string, string, string, string | undefined, string | undefined]>(
    /^(\S+)\s+(\d+\.\d+\.\d+\.\d+)\s+([0-9a-fA-F]{4}\.[0-9a-fA-F]{4}\.[0-9a-fA-F]{4})(?:\s+(-|\d+))?(?:\s+(alias))?$/,
    ([nameif, address, mac, age, alias]) => ({
      nameif,
      address,
      mac,
      ageSeconds: integer(age),
      isAlias: alias === undefined ? undefined : true,
    }),
  ),
  passes(/^ARP entries.*$/i),
]);

export function parseShowArp(text: string): Parsed<AsaNeighbour> {
  return parseRecords(text, TABLE);
}
