/** show nat pool [cluster | detail]: what is taken of each address that many share. */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';

export interface AsaNatPool extends Sourced {
  /** "TCP", "UDP", "ICMP". */
  protocol: string;
  /** "PAT", "NAT". */
  kind: string;
  interface: string;
  /** The name of the object, where it has one. */
  name?: string;
  address: string;
  /** "1024-65535"; of addresses absent. */
  range?: string;
  allocated: number;
}

type Row = [protocol: string | undefined, kind: string, place: string, name: string | undefined, address: string, range: string | undefined, allocated: string]; // prettier-ignore

const TABLE = new RuleTable<Records<AsaNatPool>>([
  begins<AsaNatPool, Row>(
    /^(?:([A-Z]{2,6}) )?(PAT|NAT) pool ([^\s:,]+)(?::([^\s,]+))?,(?: address)? ([^\s,]+)(?:, range (\d+-\d+))?, allocated (\d+)$/,
    ([protocol = '', kind, place, name, address, range, allocated]) => ({
      protocol,
      kind,
      interface: place,
      name,
      address,
      range,
      allocated: Number(allocated),
    }),
  ),
]);

export function parseShowNatPool(text: string): Parsed<AsaNatPool> {
  return parseRecords(text, TABLE);
}
