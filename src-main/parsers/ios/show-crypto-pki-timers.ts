/** show crypto pki timers: when certificates are renewed and lists of revoked ones are fetched. */
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { conclude } from '../account.ts';
import { RuleTable, readLines, rule } from '../rules.ts';

export interface PkiTimer extends Sourced {
  /** "PKI" of a client, "CS" of a certificate server. */
  list: string;
  /** As printed: "29d23:49:31.042", "7:51.960". */
  left: string;
  leftSeconds: number;
  /** "RENEW", "CRL", "SHADOW", "SESSION CLEANUP"; absent for the timer that is next. */
  kind?: string;
  /** What it is for: a trustpoint, a certificate authority. */
  name?: string;
}

class Timers extends Records<PkiTimer> {
  list: string | undefined;
}

/** `[DdHH:]MM:SS.mmm` */
function secondsOf(text: string): number {
  const [days, clock] = text.includes('d') ? text.split('d') : ['0', text];
  const [seconds = 0, minutes = 0, hours = 0] = (clock ?? '').split(':').map(Number).reverse();
  return Math.floor(Number(days) * 86_400 + hours * 3600 + minutes * 60 + seconds);
}

/** `RENEW TP1`, `CRL LAB-CA`; what is done for no trustpoint has a name of several words: `SESSION CLEANUP`. */
function kindOf(text: string): Pick<PkiTimer, 'kind' | 'name'> {
  const [, kind, name] = /^(?!SESSION|CS )([A-Z]+)\s+(\S.*)$/.exec(text) ?? [];
  return kind === undefined || name === undefined ? { kind: text } : { kind, name };
}

const TABLE = new RuleTable<Timers>([
  rule<Timers, [string]>(/^(\S+) Timers$/, (timers, [list]) => {
    timers.list = list;
  }),
  rule<Timers, [string, string | undefined]>(
    /^\|\s*((?:\d+d)?(?:\d+:)?\d+:\d\d\.\d+|\d+\.\d+)(?:\s+(\S.*))?$/,
    (timers, [left, text], line) => {
      const what = text === undefined ? {} : kindOf(text);
      return timers.begin(line, { list: timers.list ?? '', left, leftSeconds: secondsOf(left), ...what });
    },
    ({ list }) => list !== undefined,
  ),
  passes(/^% (?:No|PKI) .*timers.*$/i),
]);

export function parseShowCryptoPkiTimers(text: string): Parsed<PkiTimer> {
  const timers = new Timers();
  return conclude(readLines(text, TABLE, timers), timers.all);
}
