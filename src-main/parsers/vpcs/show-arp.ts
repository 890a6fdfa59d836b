/** arp, show arp of VPCS: the neighbours it remembers. */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';
import { integer } from '../values.ts';

export interface VpcsNeighbour extends Sourced {
  mac: string;
  address: string;
  /** Until it is forgotten. */
  secondsLeft?: number;
}

const TABLE = new RuleTable<Records<VpcsNeighbour>>([
  begins<VpcsNeighbour, [string, string, string | undefined]>(
    /^([0-9a-f]{2}(?::[0-9a-f]{2}){5})\s+(\d+\.\d+\.\d+\.\d+)(?: expires in (\d+) seconds?)?$/,
    ([mac, address, seconds]) => ({ mac, address, secondsLeft: integer(seconds) }),
  ),
  passes(/^arp table is empty$/),
]);

export function parseShowArp(text: string): Parsed<VpcsNeighbour> {
  return parseRecords(text, TABLE);
}
