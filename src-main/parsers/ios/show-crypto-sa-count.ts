/** show crypto ikev2 sa count, show crypto isakmp sa count, show crypto ipsec sa count, show crypto session count */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { listed } from '../values.ts';

export interface SaCount extends Sourced {
  /** By the words beside the number: "Active SAs", "Active ISAKMP SA's", "IPsec SA total", "rekeying". */
  counts: Record<string, number>;
}

function add(records: Records<SaCount>, name: string, count: string, line: number): void {
  if (!records.last) records.begin(line, { counts: {} });
  const { last } = records;
  if (!last) return;
  last.counts[name] = Number(count);
  last.at[name] = line;
}

const TABLE = new RuleTable<Records<SaCount>>([
  rule<Records<SaCount>, [string, string]>(
    /^(\d+) ((?:Negotiating|Active|Created|Deleted|Standby|Marked for Deletion) SAs|Sessions?)$/i,
    // `2 Session` and `4 Sessions` are the same.
    (records, [count, name], line) => add(records, /^session$/i.test(name) ? `${name}s` : name, count, line),
  ),
  rule<Records<SaCount>, [string, string]>(
    /^((?:Active|Standby|Dead|Currently being negotiated|Negotiating) (?:ISAKMP|IKEv[12]|IKE|IPSec|Crypto) (?:SA|session)'?s?): *(\d+)$/i,
    (records, [name, count], line) => add(records, name, count, line),
  ),
  rule<Records<SaCount>, [string]>(/^(IPsec SA total: *\d+(?:, [a-z ]+: *\d+)*)$/i, (records, [text], line) => {
    for (const part of listed(text)) {
      const colon = part.indexOf(':');
      add(records, part.slice(0, colon), part.slice(colon + 1).trim(), line);
    }
  }),
]);

export function parseShowCryptoSaCount(text: string): Parsed<SaCount> {
  const records = new Records<SaCount>();
  const reading = readLines(text, TABLE, records);
  return conclude(reading, records.all);
}
