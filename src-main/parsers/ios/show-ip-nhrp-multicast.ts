/** show ip nhrp multicast: where a tunnel sends multicasts (`ip nhrp map multicast`). */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';
import { words } from '../values.ts';

export interface NhrpMulticast extends Sourced {
  interface: string;
  nbma: string;
  /** "static", "dynamic", "nhs". */
  flags: string[];
  /** Later releases say it. */
  isEnabled?: boolean;
}

const TABLE = new RuleTable<Records<NhrpMulticast>>([
  passes(/^I\/F\s+NBMA address$/),
  begins<NhrpMulticast, [string, string, string, string | undefined]>(
    /^([A-Z][A-Za-z]*\d+)\s+(\S+)\s+Flags:\s*([a-z\s]*)(?:\((Enabled|Disabled)\))?$/,
    ([name, nbma, flags, state]) => ({
      interface: name,
      nbma,
      flags: words(flags),
      isEnabled: state === undefined ? undefined : state === 'Enabled',
    }),
  ),
]);

export function parseShowIpNhrpMulticast(text: string): Parsed<NhrpMulticast> {
  return parseRecords(text, TABLE);
}
