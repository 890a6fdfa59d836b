/**
 * What `ipsec up` and `ipsec down` of strongSwan print while they wait: the lines of charon's log without a time and
 * without the subsystem that they are of.
 */
import { conclude } from '../account.ts';
import { isNoise } from '../noise.ts';
import type { Parsed } from '../parsed.ts';
import { Records, begins } from '../records.ts';
import { ANY_LINE, RuleTable, readLines, rule } from '../rules.ts';
import { charonEventOf, type CharonLine } from './charon-log.ts';

/** How lines of charon begin: one of them at least makes it such a text. */
const FIRST = String.raw`(?:initiating (?:\w+ Mode )?IKE_SA |generating [A-Z_0-9]+ (?:request|response) |(?:sending|received) packet: |parsed [A-Z_0-9]+ (?:request|response) |(?:deleting|closing) (?:IKE|CHILD)_SA |(?:IKE|CHILD)_SA \S*[[{]|establishing (?:connection|CHILD_SA) |connection '|retransmit \d+ of |giving up after |configuration '|no config named '|unable to resolve |queueing [A-Z_]+ task|sending DELETE for |received DELETE for )`;

/** More of its lines: each of them is one of its own, however long the one before is. */
const OTHERS = String.raw`(?:(?:local|remote) host is |peer |scheduling |maximum |no |received |authentication |selected |configured |certificate|using |checking |fetching |crl |ocsp |reached |installing |handling |new virtual IP |tried |faking |assigning |sending |giving |IKE_SA |EAP |XAuth |server |unable |could not |failed |ignoring |invalid |message |creating |closing |deleting )`;

const STROKE = new RegExp(`^[ \\t]{0,8}${FIRST}`, 'm');

export function isStrokeLog(text: string): boolean {
  return STROKE.test(text);
}

/** Those of which the subsystem follows from the words. */
function groupOf(text: string): string {
  if (/^(?:sending|received) packet: /.test(text)) return 'NET';
  return /^(?:generating|parsed) [A-Z]/.test(text) ? 'ENC' : '';
}

const lineOf = ([text]: readonly [string]): Omit<CharonLine, 'line' | 'at'> => ({
  group: groupOf(text),
  text,
  ...eventIn(text),
});

function eventIn(text: string): Pick<CharonLine, 'event'> {
  const event = charonEventOf(text);
  return event === undefined ? {} : { event };
}

const TABLE = new RuleTable<Records<CharonLine>>([
  begins<CharonLine, [string]>(new RegExp(`^(${FIRST}.*)$`), lineOf),
  rule<Records<CharonLine>, [string]>(
    new RegExp(`^(${OTHERS}.*)$`),
    (lines, groups, line) => lines.begin(line, lineOf(groups)),
    ({ last }) => last !== undefined,
  ),
  rule<Records<CharonLine>>(
    ANY_LINE,
    (lines, _, line, { text }) => !isNoise(text, false) && lines.begin(line, lineOf([text])),
    ({ last }) => last !== undefined,
  ),
]);

export function parseStrokeLog(text: string): Parsed<CharonLine> {
  const lines = new Records<CharonLine>();
  const reading = readLines(text, TABLE, lines);
  return conclude(reading, lines.all, reading.isLoose && lines.last !== undefined);
}
