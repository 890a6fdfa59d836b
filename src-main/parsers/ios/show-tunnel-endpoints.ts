/** show tunnel endpoints | interface: where tunnels end, as the forwarding knows it. */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(
  /^(?:Tunnel\S* (?:running|is|in|mode).*|Tunnel\d+(?: .*)?|Endpoint transport .*|Mode:.*)$/i,
  /^No .*$/,
);

export function parseShowTunnelEndpoints(text: string): Parsed<Outline> {
  return PARSE(text);
}
