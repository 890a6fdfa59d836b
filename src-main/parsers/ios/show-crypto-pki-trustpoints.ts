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
  /** `status`: of the authority's certificate and of the router's own. */
  fingerprints?: { of: string; algorithm: string; value: string; line: number }[];
}

class Points extends Records<Trustpoint> {
  /** The certificate that is being described: "Issuing CA certificate". */
  certificate = '';
}

const hasOne = ({ last }: Points): boolean => last !== undefined;

const TABLE = new RuleTable<Points>([
  rule<Points, [string]>(/^Trustpoint "?([^":\s]+)"?:$/, (points, [name], line) =>
    points.begin(line, { name, values: {}, subject: [] }),
  ),
  rule<Points, [string]>(/^([A-Za-z][A-Za-z0-9.]*=.+)$/, ({ last }, [part]) => last?.subject.push(part), hasOne),
  rule<Points, [string, string]>(
    /^Fingerprint (\S+): ?(\S.*)$/,
    ({ last, certificate }, [algorithm, value], line) => {
      if (last) (last.fingerprints ??= []).push({ of: certificate, algorithm, value, line });
    },
    hasOne,
  ),
  rule<Points, [string]>(
    /^([A-Z][\w ]* certificate) configured:$/,
    (points, [certificate], line) => {
      points.certificate = certificate;
      if (points.last) {
        points.last.values[`${certificate} configured`] = 'Yes';
        points.last.at[`${certificate} configured`] = line;
      }
    },
    hasOne,
  ),
  rule<Points, [string, string | undefined]>(
    /^((?![\w ]* certificate configured)[A-Z][\w ()/'-]*?) ?(?::|\.{3,} ?)(?: ?(\S.*))?$/,
    ({ last }, [label, value = ''], line) => {
      if (!last) return false;
      last.values[label] = value;
      last.at[label] = line;
      return true;
    },
    hasOne,
  ),
  rule<Points, [string]>(
    /^([A-Z][\w ]* certificate) not configured\.?$/,
    ({ last }, [text]) => {
      if (last) last.values[`${text} configured`] = 'No';
    },
    hasOne,
  ),
  rule<Points, [string]>(
    /^((?:Certificate|Keys?|SCEP URL|Enrollment|Using|Crypto) .*(?:(?<!not )configured|enabled|disabled|certificate|trustpoint)\.?)$/,
    ({ last }, [text]) => {
      if (last) last.values[text.replace(/\.$/, '')] = 'Yes';
    },
    hasOne,
  ),
]); // prettier-ignore

export function parseShowCryptoPkiTrustpoints(text: string): Parsed<Trustpoint> {
  const points = new Points();
  const reading = readLines(text, TABLE, points);
  const { last } = points;
  // One that nothing is said of stands there with its name alone; the first of a text says more.
  const isOpen = last !== undefined && Object.keys(last.values).length === 0 && points.all.length === 1;
  return conclude(reading, points.all, isOpen);
}
