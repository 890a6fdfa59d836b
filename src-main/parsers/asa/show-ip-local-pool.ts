/** show ip local pool P: the addresses for those who come from outside, and which of them are taken. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';

export interface AsaLocalPool extends Sourced {
  from: string;
  to: string;
  mask: string;
  free: number;
  held: number;
  inUse: number;
  freeAddresses?: string[];
  heldAddresses?: string[];
  usedAddresses?: string[];
}

type Row = [from: string, to: string, mask: string, free: string, held: string, inUse: string];

class Pools extends Records<AsaLocalPool> {
  list: 'freeAddresses' | 'heldAddresses' | 'usedAddresses' | undefined;
}

const LISTS = { Available: 'freeAddresses', Held: 'heldAddresses', 'In Use': 'usedAddresses' } as const;

const TABLE = new RuleTable<Pools>([
  passes(/^Begin\s+End\s+Mask\s+Free\s+Held\s+In use$/i),
  rule<Pools, Row>(
    /^([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+(\d+)\s+(\d+)\s+(\d+)$/,
    (pools, [from, to, mask, free, held, inUse], line) => {
      pools.list = undefined;
      return pools.begin(line, { from, to, mask, free: Number(free), held: Number(held), inUse: Number(inUse) });
    },
  ),
  rule<Pools, [keyof typeof LISTS]>(
    /^(Available|Held|In Use) Addresses:$/i,
    (pools, [name]) => {
      pools.list = LISTS[name];
    },
    ({ last }) => last !== undefined,
  ),
  rule<Pools, [string]>(
    /^(\d+\.\d+\.\d+\.\d+)$/,
    ({ last, list }, [address], line) => {
      if (!last || !list) return false;
      (last[list] ??= []).push(address);
      last.at[list] ??= line;
      return true;
    },
    ({ list }) => list !== undefined,
  ),
]);

export function parseShowIpLocalPool(text: string): Parsed<AsaLocalPool> {
  const pools = new Pools();
  const reading = readLines(text, TABLE, pools);
  return conclude(reading, pools.all, reading.isLoose && pools.list !== undefined);
}
