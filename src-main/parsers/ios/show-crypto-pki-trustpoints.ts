/** show crypto pki trustpoints [NAME] [status] */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';

export interface Trustpoint extends Sourced {
  name: string;
  /** What is said of it, by label: "Keys generated", "Issuing CA authenticated", "Certificate configured". */
  values: Record<string, string>;
  /** "cn=LAB-CA" and the like, in the order printed. */
  subject: string[];
}

const hasOne = ({ last }: Records<Trustpoint>): boolean => last !== undefined;

const TABLE = new RuleTable<Records<Trustpoint>>([
  rule<Records<Trustpoint>, [string]>(/^Trustpoint "?([^":\s]+)"?:$/, (points, [name], line) =>
    points.begin(line, { name, values: {}, subject: [] }),
  ),
  rule<Records<Trustpoint>, [string]>(/^([A-Za-z][A-Za-z0-9.]*=.+)$/, ({ last }, [part]) => last?.subject.push(part), hasOne),
  rule<Records<Trustpoint>, [string, string | undefined]>(
    /^([A-Z][\w ()/'-]*?) ?(?::|\.{3,} ?)(?: ?(\S.*))?$/,
    ({ last }, [label, value = ''], line) => {
      if (!last) return false;
      last.values[label] = value;
      last.at[label] = line;
      return true;
    },
    hasOne,
  ),
  rule<Records<Trustpoint>, [string]>(
    /^((?:Certificate|Keys?|SCEP URL|Enrollment|Using|Crypto) .*(?:configured|enabled|disabled|certificate|trustpoint)\.?)$/,
    ({ last }, [text]) => {
      if (last) last.values[text.replace(/\.$/, '')] = 'Yes';
    },
    hasOne,
  ),
]); // prettier-ignore

export function parseShowCryptoPkiTrustpoints(text: string): Parsed<Trustpoint> {
  const points = new Records<Trustpoint>();
  const reading = readLines(text, TABLE, points);
  const { last } = points;
  return conclude(reading, points.all, last !== undefined && Object.keys(last.values).length === 0);
}
