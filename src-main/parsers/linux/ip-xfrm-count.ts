/** ip [-s] xfrm state count and ip [-s] xfrm policy count: how many the kernel has. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes, type Fields } from '../records.ts';
import { RuleTable, readLines, rule, type Groups, type Rule } from '../rules.ts';
import { integer } from '../values.ts';

export interface XfrmCount extends Sourced {
  states?: number;
  policiesIn?: number;
  policiesOut?: number;
  policiesForward?: number;
  socketPoliciesIn?: number;
  socketPoliciesOut?: number;
  socketPoliciesForward?: number;
}

/** Everything is of the one kernel. */
function says<G extends Groups>(
  pattern: RegExp,
  fields: (groups: G) => Fields<XfrmCount>,
): Rule<Records<XfrmCount>, G> {
  return rule<Records<XfrmCount>, G>(pattern, (counts, groups, line) => {
    if (!counts.last) counts.begin(line, {});
    return counts.set(line, fields(groups));
  });
}

type Counts = [into: string, out: string, forward: string, socketIn: string | undefined, socketOut: string | undefined, socketForward: string | undefined]; // prettier-ignore

const TABLE = new RuleTable<Records<XfrmCount>>([
  says<[string]>(/^SAD count (\d+)(?: buckets count \d+ max \d+)?$/, ([states]) => ({ states: integer(states) })),
  says<Counts>(
    /^SPD IN\s+(\d+) OUT (\d+) FWD (\d+)(?: \(Sock: IN (\d+) OUT (\d+) FWD (\d+)\))?$/,
    ([into, out, forward, socketIn, socketOut, socketForward]) => ({
      policiesIn: integer(into),
      policiesOut: integer(out),
      policiesForward: integer(forward),
      socketPoliciesIn: integer(socketIn),
      socketPoliciesOut: integer(socketOut),
      socketPoliciesForward: integer(socketForward),
    }),
  ),
  passes(/^SPD (?:buckets: .*|IPv[46] thresholds: .*)$/),
]);

export function parseIpXfrmCount(text: string): Parsed<XfrmCount> {
  const counts = new Records<XfrmCount>();
  const reading = readLines(text, TABLE, counts);
  return conclude(reading, counts.all, reading.isLoose && counts.last !== undefined);
}
