/** show crypto isakmp peers [A] */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, keeps, parseRecords, passes, says, type Records } from '../records.ts';
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
  /** `config`: what a client told of itself: "Client-Group", "Client-Image". */
  client?: Record<string, string>;
  /** Lines of a label that have no field here, as printed. */
  others?: string[];
}

const TABLE = new RuleTable<Records<IsakmpPeer>>([
  begins<IsakmpPeer, [string, string, string | undefined, string | undefined]>(
    /^Peer: (\S+) Port: (\d+)(?: Local: (\S+))?(?: (?:fvrf|vrf): ?(\S+))?$/i,
    ([peer, port, local, vrf]) => ({ peer, port: integer(port) ?? 0, local, frontVrf: named(vrf) }),
  ),
  begins<IsakmpPeer, [string]>(/^(Client-Public-Addr=[^;:]+:\d+;.*)$/, ([text]) => {
    const client = clientOf(text);
    const [peer = '', port] = (client['Client-Public-Addr'] ?? '').split(':');
    return { peer, port: integer(port) ?? 0, client };
  }),
  says<IsakmpPeer, [string]>(/^(Client-[\w-]+=.*)$/, ([text], { client }) => ({
    client: { ...client, ...clientOf(text) },
  })),
  says<IsakmpPeer, [string]>(/^Phase1 id: ?(.*)$/i, ([phase1Id]) => ({ phase1Id: named(phase1Id) })),
  says<IsakmpPeer, [string]>(/^Desc(?:ription)?: ?(.*)$/, ([description]) => ({ description: named(description) })),
  says<IsakmpPeer, [string]>(/^Flags: ?(.*)$/, ([flags]) => ({ flags: named(flags) })),
  says<IsakmpPeer, [string]>(/^(?:ISAKMP )?Profile: ?(.*)$/i, ([profile]) => ({ profile: named(profile) })),
  says<IsakmpPeer, [string]>(/^(?:F?VRF): ?(.*)$/i, ([vrf]) => ({ frontVrf: named(vrf) })),
  passes(/^There are no (?:isakmp )?peers$/i),
  keeps<IsakmpPeer>(),
]);

/** `Client-Public-Addr=192.0.2.2:500; Client-Group=branch; …` */
function clientOf(text: string): Record<string, string> {
  const pairs = text.split(/; ?/).flatMap((part): [string, string][] => {
    const equals = part.indexOf('=');
    return equals < 0 ? [] : [[part.slice(0, equals), part.slice(equals + 1)]];
  });
  return Object.fromEntries(pairs);
}

export function parseShowCryptoIsakmpPeers(text: string): Parsed<IsakmpPeer> {
  return parseRecords(text, TABLE, ({ local, client }) => local === undefined && client === undefined);
}
