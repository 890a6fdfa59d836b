/** show interfaces accounting | counters | stats | summary | switchport | trunk | transceiver | capabilities | irb: one thing of every interface. */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(
  /^(?:\*: interface is up|(?:Interface|Port|Name|Protocol|If IfName)\b.*|(?:[A-Z][A-Za-z-]*\d[\w\/.:]*)(?: .*)?|ITU Channel.*|Optical.*)$/,
);

export function parseShowInterfacesTables(text: string): Parsed<Outline> {
  return PARSE(text);
}
