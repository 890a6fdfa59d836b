/** show ipv6 interface brief */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';

export interface Ipv6InterfaceBrief extends Sourced {
  name: string;
  status: string;
  protocol: string;
  addresses: string[];
  isUnassigned: boolean;
}

const hasOne = ({ last }: Records<Ipv6InterfaceBrief>): boolean => last !== undefined;

const TABLE = new RuleTable<Records<Ipv6InterfaceBrief>>([
  rule<Records<Ipv6InterfaceBrief>, [string, string, string]>(
    /^([A-Z][\w/.:-]*\d)\s+\[([a-z]+(?: [a-z]+)*)\/([a-z]+)\]$/i,
    (records, [name, status, protocol], line) =>
      records.begin(line, { name, status, protocol, addresses: [], isUnassigned: false }),
  ),
  rule<Records<Ipv6InterfaceBrief>, [string]>(/^([0-9A-F]*:[0-9A-F:.]+)$/i, ({ last }, [one]) => last?.addresses.push(one), hasOne),
  rule<Records<Ipv6InterfaceBrief>>(/^unassigned$/, (records, _, line) => records.set(line, { isUnassigned: true }), hasOne),
]); // prettier-ignore

export function parseShowIpv6InterfaceBrief(text: string): Parsed<Ipv6InterfaceBrief> {
  const records = new Records<Ipv6InterfaceBrief>();
  const reading = readLines(text, TABLE, records);
  const { last } = records;
  return conclude(reading, records.all, last?.addresses.length === 0 && !last.isUnassigned);
}
