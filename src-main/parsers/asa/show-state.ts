/**
 * show crypto ca crls | crypto ca server | crypto ipsec df-bit and fragmentation | mode |
 * firewall | module | service-policy | vpn load-balancing | threat-detection | cluster info: small answers of an ASA.
 */
import { outlineParser, type OutlineEntry } from '../ios/outline.ts';
import type { Parsed, Sourced } from '../parsed.ts';

/**
 * What stands together: labels with their values, rows of a table, sentences, as printed. Not the type of IOS itself:
 * the schema says of one type which commands and which platforms have it, and those are others here.
 */
export interface StateAnswer extends Sourced {
  title?: string;
  entries: OutlineEntry[];
  rows: { line: number; cells: string[] }[];
  sentences: { line: number; text: string }[];
}

const PARSE = outlineParser(
  /^(?:CRL Issuer Name:?.*|Certificate Server .*|df-bit .*|fragmentation .*|Security context mode: .*|Firewall mode: .*|Mod\s+Card Type.*|(?:Global policy|Interface \S+):.*|Service-policy: .*|-{20,}|Status\s+Role\s+.*|Average\(eps\)\s+.*|Clustering is .*|Cluster \S+: .*|Crypto .*|Trustpool .*|Trusted .*)$/i,
  /^(?:There are no .*|No .*)$/i,
);

export function parseShowState(text: string): Parsed<StateAnswer> {
  return PARSE(text);
}
