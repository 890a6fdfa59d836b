/** show crypto engine accelerator statistic: what a hardware engine did since its counters were cleared, and of late. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer } from '../values.ts';

export interface CryptoAccelerator extends Sourced {
  /** "Onboard VPN", "AIM-VPN/SSL-2". */
  device: string;
  location?: string;
  clearedSecondsAgo?: number;
  /** By the words behind the number: "packets in", "bytes before decrypt", "compression ratio". */
  counters: Record<string, number>;
  /** Of the last five minutes. */
  recent: Record<string, number>;
  /** By name: "replay errors", "invalid_sa", "pkts dropped". */
  errors: Record<string, number>;
}

class Accelerators extends Records<CryptoAccelerator> {
  /** The last line was one of counts, whose words may be cut. */
  isInCounts = false;
  list: 'counters' | 'recent' | 'errors' = 'counters';
}

const hasOne = ({ last }: Accelerators): boolean => last !== undefined;
const NUMBER = /^\d+(?:\.\d+)?(?::1)?$/;

/** `560 packets in                         560 packets out`: numbers, each with the words behind it. */
function readCounts(state: Accelerators, text: string, line: number): boolean {
  const { last, list } = state;
  const parts = text.split(/\s{2,}|\t/);
  const found = parts.map((part) => /^(\S+) (\S.*)$/.exec(part));
  if (!last || !found.every((match) => match !== null && NUMBER.test(match[1] ?? ''))) return false;
  state.isInCounts = true;
  for (const match of found) {
    const [, value = '', name = ''] = match ?? [];
    last[list][name] = Number(value.replace(/:1$/, ''));
    last.at[name] ??= line;
  }
  return true;
}

/** `ppq full errors         :        0  ppq rx errors           :        0` */
function readErrors(state: Accelerators, text: string, line: number): boolean {
  const { last } = state;
  const found = [...text.matchAll(/([A-Za-z_](?:\S| (?! ))*?)\s*:\s+(\d+)(?:\s+|$)/g)];
  if (!last || found.reduce((sum, [all]) => sum + all.length, 0) !== text.length) return false;
  state.isInCounts = false;
  for (const [, name = '', value] of found) {
    last.errors[name] = Number(value);
    last.at[name] = line;
  }
  return true;
}

const FIELDS = [
  says<CryptoAccelerator, [string]>(/^Location:\s*(\S.*)$/, ([location]) => ({ location })),
  says<CryptoAccelerator, [string]>(/^(?:of counters|counters) (\d+) seconds ago$/, ([seconds]) => ({
    clearedSecondsAgo: integer(seconds),
  })),
];

const TABLE = new RuleTable<Accelerators>([
  ...FIELDS,
  rule<Accelerators, [string]>(/^Device:\s*(\S.*)$/, (state, [device], line) => {
    state.list = 'counters';
    return state.begin(line, { device, counters: {}, recent: {}, errors: {} });
  }),
  passes(/^:?(?:Statistics for|Virtual Private Network \(VPN\) Module in slot).*$/),
  rule<Accelerators, [string]>(
    /^(Last 5 minutes|Errors):$/,
    (state, [title]) => {
      state.list = title === 'Errors' ? 'errors' : 'recent';
    },
    hasOne,
  ),
  rule<Accelerators, [string]>(/^(\d\S*\s.*)$/, (state, [text], line) => readCounts(state, text, line), hasOne),
  rule<Accelerators, [string]>(
    /^([A-Za-z_]\S.*:\s+\d+)$/,
    (state, [text], line) => readErrors(state, text, line),
    hasOne,
  ),
  passes(/^No hardware crypto engine present.*$/i),
]);

export function parseShowCryptoEngineAccelerator(text: string): Parsed<CryptoAccelerator> {
  const state = new Accelerators();
  const reading = readLines(text, TABLE, state);
  const { last, isInCounts } = state;
  const isOpen = last !== undefined && (Object.keys(last.errors).length === 0 || (reading.isLoose && isInCounts));
  return conclude(reading, state.all, isOpen);
}
