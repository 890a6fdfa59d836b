/** show crypto isakmp peers [A] */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, says, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';
import { integer, named } from '../values.ts';

export interface IsakmpPeer extends Sourced {
  peer: string;
  port: number;
  local?: string;
  frontVrf?: string;
  phase1Id?: string;
  description?: string;
  flags?: string;
  profile?: string;
}

const TABLE = new RuleTable<Records<IsakmpPeer>>([
  begins<IsakmpPeer, [string, string, string | undefined, string | undefined]>(
    /^Peer: (\S+) Port: (\d+)(?: Local: (\S+))?(?: (?:fvrf|vrf): ?(\S+))?$/i,
    ([peer, port, local, vrf]) => ({ peer, port: integer(port) ?? 0, local, frontVrf: named(vrf) }),
  ),
  says<IsakmpPeer, [string]>(/^Phase1 id: ?(.*)$/i, ([phase1Id]) => ({ phase1Id: named(phase1Id) })),
  says<IsakmpPeer, [string]>(/^Desc(?:ription)?: ?(.*)$/, ([description]) => ({ description: named(description) })),
  says<IsakmpPeer, [string]>(/^Flags: ?(.*)$/, ([flags]) => ({ flags: named(flags) })),
  says<IsakmpPeer, [string]>(/^(?:ISAKMP )?Profile: ?(.*)$/i, ([profile]) => ({ profile: named(profile) })),
  passes(/^There are no (?:isakmp )?peers$/i),
]);

export function parseShowCryptoIsakmpPeers(text: string): Parsed<IsakmpPeer> {
  return parseRecords(text, TABLE, ({ local }) => local === undefined);
}
