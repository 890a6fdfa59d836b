/** show vrf [brief], show ip vrf */
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { conclude } from '../account.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { listed } from '../values.ts';

export interface VrfStatus extends Sourced {
  name: string;
  /** Absent for "<not set>". */
  routeDistinguisher?: string;
  protocols: string[];
  interfaces: string[];
}

const TABLE = new RuleTable<Records<VrfStatus>>([
  passes(/^Name\s+Default RD\s+(?:Protocols\s+)?Interfaces$/),
  rule<Records<VrfStatus>, [string, string, string | undefined, string | undefined]>(
    // `rd 1:1` is a line of a configuration.
    /^((?!rd\s)[\w.-]+)\s+(<not set>|[\d.]+:\d+)(?:\s+(ipv[46](?:,ipv6)?))?(?:\s+([A-Z][\w/.:-]*\d))?$/,
    (vrfs, [name, rd, protocols, first], line) =>
      vrfs.begin(line, {
        name,
        routeDistinguisher: rd === '<not set>' ? undefined : rd,
        protocols: listed(protocols ?? ''),
        interfaces: listed(first ?? ''),
      }),
  ),
  rule<Records<VrfStatus>, [string]>(
    /^([A-Z][A-Za-z-]*\d[\w/.:]*)$/,
    ({ last }, [name]) => last?.interfaces.push(name),
    ({ last }) => last !== undefined,
  ),
]);

export function parseShowVrf(text: string): Parsed<VrfStatus> {
  const vrfs = new Records<VrfStatus>();
  const reading = readLines(text, TABLE, vrfs);
  return conclude(reading, vrfs.all);
}
