/** show crypto engine qos | connections dh | dropped-packet | flow | accelerator ring | sa-database | logs: tables of the engines. */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(
  /^(?:crypto engine\b.*|Number of DH.*|Interface\s+.*|flow_id\b.*|Device:.*|(?:PPQ|Contents|Ring|Flow Summary|SA Summary|Queue|Index|Registered|Location)\b.*)$/i,
  /^(?:No |There are no ).*$/i,
);

export function parseShowCryptoEngine(text: string): Parsed<Outline> {
  return PARSE(text);
}
