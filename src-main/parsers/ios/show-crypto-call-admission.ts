/** show crypto call admission statistics: how many negotiations the router lets begin. */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(
  /^(?:Crypto Call Admission Control Statistics|System Resource Limit:.*|Max (?:IKE|IPSEC) SAs:.*)$/i,
);

export function parseShowCryptoCallAdmission(text: string): Parsed<Outline> {
  return PARSE(text);
}
