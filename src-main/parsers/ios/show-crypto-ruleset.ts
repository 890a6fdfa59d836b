/** show crypto ruleset: what the router looks a packet up in to know whether it must be encrypted. */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';
import { named } from '../values.ts';

export interface CryptoRule extends Sourced {
  /** Its place in the order; too long for a number. */
  priority: string;
  vrf?: string;
  /** "IP", "tcp", or a number in hexadecimal: 11 is UDP. */
  protocol: string;
  /** As printed: "10.1.0.0/16", "203.0.113.1/500", "ANY". */
  source: string;
  destination: string;
  /** "Forward", "Discard/notify": of what comes in clear. */
  inbound: string;
  /** "Forward", "Encrypt". */
  outbound: string;
}

type Row = [priority: string, vrf: string | undefined, protocol: string, source: string, destination: string,
  inbound: string, outbound: string]; // prettier-ignore

const TABLE = new RuleTable<Records<CryptoRule>>([
  passes(/^(?:Crypto Ruleset Information|Mtree):?$/i),
  begins<CryptoRule, Row>(
    /^(\d+) (?:VRF (\S+) )?([A-Za-z0-9]+) (\S+) (\S+) ([A-Z][A-Za-z/-]*), ?([A-Z][A-Za-z/-]*)$/,
    ([priority, vrf, protocol, source, destination, inbound, outbound]) => ({
      priority,
      vrf: named(vrf),
      protocol,
      source,
      destination,
      inbound,
      outbound,
    }),
  ),
]);

export function parseShowCryptoRuleset(text: string): Parsed<CryptoRule> {
  return parseRecords(text, TABLE);
}
