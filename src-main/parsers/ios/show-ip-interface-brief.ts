/** show ip interface brief */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, begins, passes } from '../records.ts';
import { RuleTable, readLines } from '../rules.ts';

export interface InterfaceBrief extends Sourced {
  name: string;
  /** Absent for "unassigned". */
  address?: string;
  isOk: boolean;
  /** How the address came: manual, NVRAM, DHCP, IPCP, unset … */
  method: string;
  /** up, down, administratively down, deleted. */
  status: string;
  protocol: string;
}

const TABLE = new RuleTable<Records<InterfaceBrief>>([
  passes(/^(?:Any )?Interface\s+IP-Address\s+OK\?\s+Method\s+Status\s+Protocol$/i),
  begins<InterfaceBrief, [string, string, string, string, string, string]>(
    /^(\S+)\s+(unassigned|\d+\.\d+\.\d+\.\d+)\s+(YES|NO)\s+(\S+)\s+([a-z][a-z /]*?)\s+([a-z]+)$/,
    ([name, address, ok, method, status, protocol]) => ({
      name,
      address: address === 'unassigned' ? undefined : address,
      isOk: ok === 'YES',
      method,
      status,
      protocol,
    }),
  ),
]);

export function parseShowIpInterfaceBrief(text: string): Parsed<InterfaceBrief> {
  const records = new Records<InterfaceBrief>();
  const reading = readLines(text, TABLE, records);
  const isCutInWord = reading.isLoose && !/^(?:up|down)$/.test(records.last?.protocol ?? 'up');
  return conclude(reading, records.all, isCutInWord);
}
