/** show crypto mib ipsec | isakmp | ike flowmib endpoint | failure | global | history | peer | spi | tunnel */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(
  /^(?:vrf\b.*|(?:Ipsec|IPSec|Ike|IKE|ISAKMP)\b.*|Index:.*|(?:Active|Previous|Total|In|Out|Local|Remote|Reason|Tunnel|Peer|Phase|Life|Failure|Max)\b[^:]*:.*)$/i,
  /^(?:No |There (?:is|are) no ).*$/i,
);

export function parseShowCryptoMib(text: string): Parsed<Outline> {
  return PARSE(text);
}
