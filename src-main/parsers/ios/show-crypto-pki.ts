/** show crypto pki counters | crls | server | session | token | trustpool policy | benchmarks */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(
  /^(?:PKI (?:Sessions?|Benchmark|Database)\b.*|CRL Issuer Name:?.*|Certificate Server .*|(?:%? ?)?Enrollment Request Database:.*|(?:Chain|Revocation|Trustpool|Cabundle|CA trustpool|Subordinate CA|Serial|Validation|Sessions? Started|Successful|Token)\b.*)$/i,
  /^(?:There are no .*|No .*|% No .*)$/i,
);

export function parseShowCryptoPki(text: string): Parsed<Outline> {
  return PARSE(text);
}
