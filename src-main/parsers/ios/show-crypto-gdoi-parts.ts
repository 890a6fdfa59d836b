/** show crypto gdoi | gkm gm | ks | ipsec | feature …: members, key servers and their policies, part by part. */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(
  /^(?:(?:Group|Key Server|Crypto Gdoi|Crypto GKM|Total group|Rekey|KS|GM|Member|Anti-replay|Feature|Replay|Session|Local|SA|TEK|KEK|ACL|Number|No\.|Version|For|IPSEC|Data-plane|Name|GETVPN|ks_|\w+ Policy)\b.*|GROUP INFORMATION)$/i,
  /^(?:There are no |No (?!\.)).*$/i,
);

export function parseShowCryptoGdoiParts(text: string): Parsed<Outline> {
  return PARSE(text);
}
