/** show ip protocols, show ipv6 protocols: what every routing protocol is told, and who tells it something. */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(
  /^(?:\*\*\* IP Routing is NSF aware \*\*\*|Routing Protocol is .*|IPv6 Routing Protocol is .*)$/,
  /^No .*$/,
);

export function parseShowIpProtocols(text: string): Parsed<Outline> {
  return PARSE(text);
}
