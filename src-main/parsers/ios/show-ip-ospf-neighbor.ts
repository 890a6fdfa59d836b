/** show ip ospf neighbor, show ipv6 ospf neighbor */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';
import { integer } from '../values.ts';

export interface OspfNeighbor extends Sourced {
  neighborId: string;
  priority: number;
  /** "FULL/DR", "2WAY/DROTHER", "FULL/  -" without its blanks. */
  state: string;
  deadTime: string;
  /** IPv4: its address; IPv6: the number of its interface. */
  address?: string;
  interfaceId?: number;
  interface: string;
}

type Row = [id: string, priority: string, state: string, dead: string, address: string, name: string];

const TABLE = new RuleTable<Records<OspfNeighbor>>([
  passes(/^Neighbor ID\s+Pri\s+State\s+Dead Time\s+(?:Address|Interface ID)\s+Interface$/),
  passes(/^OSPFv3 (?:Router|\d+).*$/),
  begins<OspfNeighbor, Row>(
    /^(\d+\.\d+\.\d+\.\d+)\s+(\d+)\s+([A-Z0-9-]+\/\s*(?:[A-Z]+|-))\s+(\S+)\s+(\d\S*)\s+([A-Za-z][A-Za-z_-]*\d*(?:\/\d+)*(?:[.:]\d+)?)$/,
    ([neighborId, priority, state, deadTime, address, name]) => ({
      neighborId,
      priority: Number(priority),
      state: state.replace(/\s+/g, ''),
      deadTime,
      ...(address.includes('.') ? { address } : { interfaceId: integer(address) }),
      interface: name,
    }),
  ),
]);

export function parseShowIpOspfNeighbor(text: string): Parsed<OspfNeighbor> {
  return parseRecords(text, TABLE);
}
