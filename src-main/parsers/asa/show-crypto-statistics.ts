/**
 * show crypto isakmp stats, ikev1 stats, ikev2 stats, ipsec stats, protocol statistics {ikev1 | ikev2 | ipsec | all}, and
 * accelerator statistics: counters under their headings.
 */
import type { Parsed, Sourced } from '../parsed.ts';
import { conclude } from '../account.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer } from '../values.ts';

export interface CryptoStatistics extends Sourced {
  /** "IPsec Global Statistics", "IKEv2 statistics", "Accelerator 0". */
  title: string;
  /** By name as printed, with the heading between, if there is one: "Inbound/Bytes". */
  counters: Record<string, number>;
  /** What is no number: "Supports hardware crypto: True". */
  texts: Record<string, string>;
}

class Statistics extends Records<CryptoStatistics> {
  /** The heading between. */
  part: string | undefined;
  /** Of the last line. */
  name: string | undefined;

  open(line: number, title: string): void {
    this.begin(line, { title, counters: {}, texts: {} });
    this.part = undefined;
  }
}

const isStarted = ({ last }: Statistics): boolean => last !== undefined;

const TABLE = new RuleTable<Statistics>([
  // The second line of what the accelerator is.
  rule<Statistics, [string]>(
    /^(\(revision 0x[0-9A-Fa-f]+\))$/,
    ({ last, name }, [text]) => {
      if (!last || name === undefined || last.texts[name] === undefined) return false;
      last.texts[name] += ` ${text}`;
      return true;
    },
    isStarted,
  ),
  passes(/^-{5,}$/),
  rule<Statistics, [string]>(
    /^((?:IPsec|Global IKE(?:v[12])?|Global IKEv1 and IKEv2|IKE(?:V|v)[12] (?:Call Admission |IPsec )?|Call Admission Control|IPSec) ?(?:Global )?Statistics|Crypto Accelerator Status)$/i,
    (statistics, [title], line) => statistics.open(line, title),
  ),
  passes(/^\[\w+ statistics are not supported\]$/),
  rule<Statistics, [string]>(/^\[(.+)\]$/, (statistics, [title], line) => {
    if (!/statistics$|^Accelerator|^Capa|^Global/i.test(title)) return false;
    statistics.open(line, title);
    return true;
  }),
  // `CPU Load Threshold        0`: two columns, and no colon between them.
  rule<Statistics, [string, string]>(
    /^([A-Z][\w-]*(?: [\w-]+)*)(?: {2}|\t)\s*(\d+)$/,
    (statistics, [name, text], line) => note(statistics, name, text, line),
    isStarted,
  ),
  rule<Statistics, [string]>(
    /^([A-Z][\w/()-]*(?: [\w/()-]+)*):?$/,
    (statistics, [part]) => {
      statistics.part = part;
    },
    isStarted,
  ),
  rule<Statistics, [string, string]>(
    /^([A-Z][^:]*?)\s*:\s*(\S.*)$/,
    (statistics, [name, text], line) => note(statistics, name, text, line),
    isStarted,
  ),
]);

/** Of the whole, though they stand below a part. */
const OF_ALL =
  /^(?:Protocol|Missing SA|System capacity|(?:Inbound|Outbound) SA (?:delete|destroy)) (?:failures|requests|calls)/;

function note(statistics: Statistics, ...[name, text, line]: [string, string, number]): void {
  const { last, part } = statistics;
  if (!last) return;
  const full = OF_ALL.test(name) || part === undefined ? name : `${part}/${name}`;
  const value = integer(text);
  if (value === undefined) last.texts[full] = text;
  else last.counters[full] = value;
  last.at[full] = line;
  statistics.name = full;
}

export function parseShowCryptoStatistics(text: string): Parsed<CryptoStatistics> {
  const statistics = new Statistics();
  const reading = readLines(text, TABLE, statistics);
  return conclude(reading, statistics.all, reading.isLoose && statistics.last !== undefined);
}
