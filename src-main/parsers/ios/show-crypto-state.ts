/** show crypto ha | datapath | identity | debug-condition | optional | ipsec policy | ipsec spi-lookup | isakmp ha: small answers of the crypto subsystem. */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(
  /^(?:Crypto\b.*|IPSec\b.*|IKE\b.*|VIP:.*|Success Statistics:?.*|Error Statistics:?.*|Informational Statistics:?.*|SPI\s+.*|vrf\s+.*|SADB\b.*|(?:Snapshot|Realtime) (?:at|datapath).*)$/i,
  /^(?:No |There are no ).*$/i,
);

export function parseShowCryptoState(text: string): Parsed<Outline> {
  return PARSE(text);
}
