/** show platform software ipsec | hardware crypto-device | hardware throughput crypto | cerm-information | qfp statistics drop */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(
  /^(?:Last clearing of.*|Global Drop Stats\b.*|(?:=+|-+|\++) ?.*(?:flow|interface|inventory|crypto|ipsec|policy).*|(?:Crypto|PLUTO|Flow|IPSec|SA|SPD|QFP|Forwarding Manager|PAL|CERM|Hardware|Current|Resource|Interface|Message|The (?:current|config)|Device|Utili[sz]ation|Throughput|Past|Context|Total|Feature)\b.*)$/i,
  /^(?:No |There are no |The Global drop stats were all zero).*$/i,
);

export function parseShowPlatformCrypto(text: string): Parsed<Outline> {
  return PARSE(text);
}
