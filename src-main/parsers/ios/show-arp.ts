/** show arp, show ip arp [vrf V | A | I] */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';
import { integer } from '../values.ts';

export interface ArpEntry extends Sourced {
  protocol: string;
  address: string;
  /** Absent for "-": the device's own. */
  ageMinutes?: number;
  /** Absent where it says "Incomplete". */
  mac?: string;
  type: string;
  interface?: string;
}

const TABLE = new RuleTable<Records<ArpEntry>>([
  passes(/^Protocol\s+Address\s+Age \(min\)\s+Hardware Addr\s+Type\s+Interface$/),
  begins<ArpEntry, [string, string, string, string, string, string | undefined]>(
    /^(Internet|\S+)\s+(\d+\.\d+\.\d+\.\d+)\s+(-|\d+)\s+([0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}|Incomplete)\s+([A-Z]\S*)(?:\s+([A-Z][A-Z-]*[\d/.:]*))?$/i,
    ([protocol, address, age, mac, type, name]) => ({
      protocol,
      address,
      ageMinutes: integer(age),
      mac: /^incomplete$/i.test(mac) ? undefined : mac,
      type,
      interface: name,
    }),
  ),
]);

export function parseShowArp(text: string): Parsed<ArpEntry> {
  return parseRecords(text, TABLE);
}
