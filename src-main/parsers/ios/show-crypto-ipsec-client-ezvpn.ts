/** show crypto ipsec client ezvpn: what a remote of Easy VPN was told, and how far it is. */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(/^(?:Easy VPN Remote Phase:.*|Tunnel name ?:.*)$/i, /^No Easy ?VPN.*$/i);

export function parseShowCryptoIpsecClientEzvpn(text: string): Parsed<Outline> {
  return PARSE(text);
}
