/** show crypto session brief */
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { conclude } from '../account.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { named, words } from '../values.ts';

export interface CryptoSessionBrief extends Sourced {
  peer: string;
  interface: string;
  insideVrf?: string;
  /** Of user, group and phase 1 identity those that are there, in this order. */
  names: string[];
  uptime?: string;
  /** Letters: A active, U up, D down, I idle, S standby, N negotiating, K no IKE. */
  status: string;
}

class Sessions extends Records<CryptoSessionBrief> {
  vrf: string | undefined;
}

const ROW = /^([0-9A-Fa-f]*[.:][0-9A-Fa-f.:]*)\s+([A-Z][A-Za-z]+[\d/.:]+)((?:\s+\S+){0,4}?)(?:\s+((?:\d+:)?\d\d:\d\d:\d\d|(?:\d+[ywdh])+))?\s+([AUDISNK]{1,3})$/; // prettier-ignore
type Row = [peer: string, name: string, names: string, uptime: string | undefined, status: string];

const TABLE = new RuleTable<Sessions>([
  passes(/^Status: ?A ?- ?Active, .*$/),
  passes(/^K - No IKE$/),
  rule<Sessions, [string]>(/^ivrf = ?(.*)$/, (sessions, [vrf]) => {
    sessions.vrf = named(vrf);
  }),
  passes(/^Peer\s+I\/F\s+Username\s+Group\/Phase1_id\s+Uptime\s+Status$/),
  rule<Sessions, Row>(
    ROW,
    (sessions, [peer, name, names, uptime, status], line) =>
      // What is up says since when.
      (uptime !== undefined || /[DINK]/.test(status)) &&
      sessions.begin(line, { peer, interface: name, insideVrf: sessions.vrf, names: words(names), uptime, status }),
  ),
]);

export function parseShowCryptoSessionBrief(text: string): Parsed<CryptoSessionBrief> {
  const sessions = new Sessions();
  const reading = readLines(text, TABLE, sessions);
  return conclude(reading, sessions.all);
}
