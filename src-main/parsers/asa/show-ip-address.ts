/** show ip address [I], show ip: the addresses that are configured, and those that are in use where failover swaps them. */
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { conclude } from '../account.ts';
import { RuleTable, readLines, rule } from '../rules.ts';

export interface AsaAddress extends Sourced {
  interface: string;
  /** Its name in rules. */
  nameif: string;
  /** Absent for "unassigned". */
  address?: string;
  mask?: string;
  /** CONFIG, manual, DHCP, unset … */
  method?: string;
  isCurrent: boolean;
}

class Addresses extends Records<AsaAddress> {
  isCurrent = false;
}

type Row = [name: string, nameif: string, address: string, mask: string | undefined, method: string | undefined];

const TABLE = new RuleTable<Addresses>([
  rule<Addresses, ['System' | 'Current']>(/^(System|Current) IP Address(?:es)?:$/, (addresses, [which]) => {
    addresses.isCurrent = which === 'Current';
  }),
  passes(/^Interface\s+Name\s+IP address\s+Subnet mask\s+Method$/i),
  rule<Addresses, Row>(
    /^([A-Z][A-Za-z-]*[\d/.:]+)\s+(\S+)\s+(\d+\.\d+\.\d+\.\d+|unassigned)(?:\s+(\d+\.\d+\.\d+\.\d+|unassigned))?(?:\s+([A-Za-z]+))?$/,
    (addresses, [name, nameif, address, mask, method], line) => {
      const shown = (text: string | undefined): string | undefined => (text === 'unassigned' ? undefined : text);
      return addresses.begin(line, { interface: name, nameif, isCurrent: addresses.isCurrent, address: shown(address), mask: shown(mask), method }); // prettier-ignore
    },
  ),
]);

export function parseShowIpAddress(text: string): Parsed<AsaAddress> {
  const addresses = new Addresses();
  const reading = readLines(text, TABLE, addresses);
  return conclude(reading, addresses.all, reading.isLoose && addresses.last !== undefined);
}
