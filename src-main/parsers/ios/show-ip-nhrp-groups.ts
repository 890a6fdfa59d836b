/** show ip nhrp group | group-map | nhs redundancy | self | interest | path, show nhrp group-map | attribute: tables of NHRP beside its cache. */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(
  /^(?:Interface: .*|(?:No\.|Legend|NHRP|Tunnel|Group|Interface|Attribute|Path)\b.*)$/i,
  /^(?:No |There are no ).*$/i,
);

export function parseShowIpNhrpGroups(text: string): Parsed<Outline> {
  return PARSE(text);
}
