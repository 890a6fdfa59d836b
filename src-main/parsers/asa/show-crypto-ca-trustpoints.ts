/** show crypto ca trustpoints [NAME] of an ASA. */
import { conclude } from '../account.ts';
import type { Trustpoint } from '../ios/show-crypto-pki-trustpoints.ts';
import type { Parsed } from '../parsed.ts';
import { Records } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';

class Trustpoints extends Records<Trustpoint> {
  isInSubject = false;
}

const hasOne = ({ last }: Trustpoints): boolean => last !== undefined;

const TABLE = new RuleTable<Trustpoints>([
  rule<Trustpoints, [string]>(/^Trustpoint (\S+):$/, (points, [name], line) => {
    points.isInSubject = false;
    points.begin(line, { name, values: {}, subject: [] });
  }),
  rule<Trustpoints>(/^Subject Name:$/, (points) => (points.isInSubject = true), hasOne),
  rule<Trustpoints, [string]>(
    /^([A-Za-z][A-Za-z0-9.]*=.+)$/,
    ({ last }, [part]) => last?.subject.push(part),
    ({ isInSubject }) => isInSubject,
  ),
  rule<Trustpoints, [string, string]>(
    /^([A-Z][\w ()/'-]{0,60}?): ?(\S.*)$/,
    ({ last }, [label, value], line) => {
      if (!last) return;
      last.values[label] = value;
      last.at[label] = line;
    },
    hasOne,
  ),
  // `Not authenticated.`, `Certificate configured.`, `Configured for self-signed certificate generation.`
  rule<Trustpoints, [string]>(
    /^((?:Not|No|Certificate|Configured|CA|CEP|SCEP|Keys?|Manual|Terminal|Self|Automatic|Enrollment|Device|Identity|Accept|Pending|The)\b[^:]{2,120}?)\.?$/,
    ({ last }, [text], line) => {
      if (!last) return;
      last.values[text] = 'Yes';
      last.at[text] = line;
    },
    hasOne,
  ),
]);

export function parseShowCryptoCaTrustpoints(text: string): Parsed<Trustpoint> {
  const points = new Trustpoints();
  const reading = readLines(text, TABLE, points);
  const { last } = points;
  const isEmpty = last !== undefined && Object.keys(last.values).length + last.subject.length === 0;
  return conclude(reading, points.all, isEmpty || (reading.isLoose && last !== undefined));
}
