/** ping, ping A source I repeat N size M df-bit, and the extended dialogue. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, begins, passes, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer } from '../values.ts';

export interface Ping extends Sourced {
  destination: string;
  /** As asked for; `sent` counts what was sent, which is less after an abort. */
  repeat: number;
  bytes?: number;
  timeoutSeconds?: number;
  source?: string;
  vrf?: string;
  isUnfragmented: boolean;
  /**
   * One character for each packet: `!` answered, `.` not answered in time, `U` destination unreachable, `M` could not
   * fragment, `Q` source quench, `&` lifetime exceeded, `?` unknown.
   */
  marks: string;
  percent?: number;
  received?: number;
  sent?: number;
  minimumMs?: number;
  averageMs?: number;
  maximumMs?: number;
}

type Success = [percent: string, received: string, sent: string, minimum?: string, average?: string, maximum?: string];

const FIELDS = [
  begins<Ping, [string, string | undefined, string, string | undefined]>(
    /^Sending (\d+), (?:(\d+)|\[\d+\.\.\d+\])-byte (?:ICMP|MPLS) Echos to (\S+?),(?: timeout is (\d+) seconds?:)?$/,
    ([repeat, bytes, destination, timeout]) => ({
      destination,
      repeat: Number(repeat),
      bytes: integer(bytes),
      timeoutSeconds: integer(timeout),
      isUnfragmented: false,
      marks: '',
    }),
  ),
  says<Ping, [string]>(/^Packet sent with a source address of (\S+?)(?:%\S+)?$/, ([source]) => ({ source })),
  says<Ping>(/^Packet sent with the DF bit set$/, () => ({ isUnfragmented: true })),
  rule<Records<Ping>, [string]>(
    /^([!.?&A-Z]+)$/,
    (pings, [marks], line) => pings.set(line, { marks: (pings.last?.marks ?? '') + marks }),
    ({ last }) => last !== undefined && last.percent === undefined,
  ),
  // `verbose`
  says<Ping>(/^Reply to request \d+ \(\d+ ms\).*$/, (_, ping) => ({ marks: `${ping.marks}!` })),
  says<Ping>(/^Request \d+ timed out.*$/, (_, ping) => ({ marks: `${ping.marks}.` })),
  says<Ping, Success>(
    /^Success rate is (\d+) percent \((\d+)\/(\d+)\)(?:, round-trip min\/avg\/max = (\d+)\/(\d+)\/(\d+) ms)?$/,
    ([percent, received, sent, minimum, average, maximum]) => ({
      percent: integer(percent),
      received: integer(received),
      sent: integer(sent),
      minimumMs: integer(minimum),
      averageMs: integer(average),
      maximumMs: integer(maximum),
    }),
  ),
];

const TABLE = new RuleTable<Records<Ping>>([
  ...FIELDS,
  rule(/^Type escape sequence to abort\.$/, () => undefined),
  // MPLS
  passes(/^(?:timeout is \d+ seconds?, send interval.*|Codes: '!' - success.*|'.' - [a-z].*|Total Time Elapsed .*)$/),
  passes(/^(?:Reply data will be validated|Packet has .*|Sweep range.*|Translating ".*)$/),
  passes(
    /^(?:Protocol \[|Target IP|Repeat count|Datagram size|Timeout in|Extended comm|(?:Source|Ingress) (?:addr|ping)|Type of serv|DSCP|Set DF|Validate|Data pattern|Loose, Strict).*$/,
  ),
]);

export function parsePing(text: string): Parsed<Ping> {
  const pings = new Records<Ping>();
  const reading = readLines(text, TABLE, pings);
  return conclude(reading, pings.all, pings.last !== undefined && pings.last.percent === undefined);
}
