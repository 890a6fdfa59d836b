/** show crypto isakmp | ikev2 diagnose error count: how often each failure was met. */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(/^Exit (?:Trace|Path) counters?:?$/i, /^No .*$/);

export function parseShowCryptoExitTrace(text: string): Parsed<Outline> {
  return PARSE(text);
}
