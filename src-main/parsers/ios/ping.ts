/** ping, ping A source I repeat N size M df-bit, and the extended dialogue. */
import { conclude } from '../account.ts';
import type { Parsed } from '../parsed.ts';
import { answerRules, isWaiting, type PingAnswers } from '../ping-answers.ts';
import { Records, begins, passes, says } from '../records.ts';
import { RuleTable, readLines } from '../rules.ts';
import { integer } from '../values.ts';

export interface Ping extends PingAnswers {
  destination: string;
  /** As asked for; `sent` counts what was sent, which is less after an abort. */
  repeat: number;
  bytes?: number;
  timeoutSeconds?: number;
  source?: string;
  vrf?: string;
  isUnfragmented: boolean;
}

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
  // `2001:DB8::1%CUST` in a table of routes that is not the global one
  says<Ping, [string, string | undefined]>(
    /^Packet sent with a source address of (\S+?)(?:%(\S+))?$/,
    ([source, vrf]) => ({ source, vrf }),
  ),
  says<Ping>(/^Packet sent with the DF bit set$/, () => ({ isUnfragmented: true })),
  // `verbose`
  says<Ping>(/^Reply to request \d+ (?:\(\d+ ms\)|from \S+).*$/, (_, ping) => ({ marks: `${ping.marks}!` })),
  says<Ping>(/^Request \d+ timed out.*$/, (_, ping) => ({ marks: `${ping.marks}.` })),
];

const TABLE = new RuleTable<Records<Ping>>([
  ...FIELDS,
  ...answerRules<Ping>(),
  // MPLS
  passes(/^(?:timeout is \d+ seconds?, send interval.*|Codes: '!' - success.*|'.' - [a-z].*|Total Time Elapsed .*)$/),
  passes(/^(?:Reply data will be validated|Packet has .*|Sweep range.*|Translating ".*)$/),
  passes(
    /^(?:Protocol \[|Target IP|Repeat count|Datagram size|Timeout in|Extended comm|(?:Source|Ingress) (?:addr|ping)|Type of serv|DSCP|Set DF|Validate|Data pattern|Loose, Strict|Sweep (?:min|max|interval)|Sending interval|Verbose reply).*$/,
  ),
]);

export function parsePing(text: string): Parsed<Ping> {
  const pings = new Records<Ping>();
  const reading = readLines(text, TABLE, pings);
  return conclude(reading, pings.all, isWaiting(pings));
}
