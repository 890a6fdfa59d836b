/** show crypto ssl session | stats | policy | profile | proposal | authorization policy */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(
  /^(?:SSL\w*\b.*|(?:Session Type|Interface|Global|User-Agent)\s*:.*|Client_Login_Name.*)$/i,
  /^(?:No |There are no ).*$/i,
);

export function parseShowCryptoSsl(text: string): Parsed<Outline> {
  return PARSE(text);
}
