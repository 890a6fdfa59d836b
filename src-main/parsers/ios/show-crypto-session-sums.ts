/** show crypto session summary | groups: how many sessions there are. */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(
  /^(?:Total # of sessions.*|group: Connections.*|(?:Crypto|IKE|IPSec) sessions?\b.*|Number of .*|Group \S+ has \d+ connections?.*)$/i,
);

export function parseShowCryptoSessionSums(text: string): Parsed<Outline> {
  return PARSE(text);
}
