/** show crypto ikev2 authorization policy, name-mangler, certificate-cache, performance: what IKEv2 keeps beside its SAs. */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(
  /^(?:IKEv2 (?:Authorization policy|name[- ]mangler|performance|certificate).*|Certificate cache.*)$/i,
  /^No .*$/,
);

export function parseShowCryptoIkev2Authorization(text: string): Parsed<Outline> {
  return PARSE(text);
}
