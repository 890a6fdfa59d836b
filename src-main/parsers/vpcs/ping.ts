/**
 * ping of VPCS: a line for each packet and no sum; over UDP and TCP too. Forms: VPCS 0.6 to 0.8 (its ping.c), as
 * consoles of GNS3 show them.
 */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { appended } from '../values.ts';

export interface VpcsPing extends Sourced {
  /** Nothing where all that came is why there is no ping. */
  target?: string;
  replies?: VpcsReply[];
  /** Numbers of packets that were not answered in time. */
  timeouts?: number[];
  /** What others sent back: "ICMP type:3, code:1, Destination host unreachable". */
  problems?: { from?: string; sequence?: number; text: string }[];
}

export interface VpcsReply {
  from: string;
  sequence: number;
  bytes?: number;
  ttl?: number;
  ms?: number;
}

const HOST = String.raw`[0-9A-Fa-f.:]{2,45}`;

const ping = <G extends (string | undefined)[]>(
  pattern: string,
  read: (one: VpcsPing, groups: G, line: number) => void,
): ReturnType<typeof rule<Records<VpcsPing>, G>> =>
  rule<Records<VpcsPing>, G>(new RegExp(pattern), (pings, groups, line) => {
    if (!pings.last) pings.begin(line, {});
    const { last } = pings;
    if (last) read(last, groups, line);
  });

function hear(one: VpcsPing, reply: VpcsReply, line: number): void {
  one.target ??= reply.from;
  one.replies = appended(one.replies, reply);
  one.at['replies'] ??= line;
}

function reply(from: string, sequence: string, more: Partial<Record<'bytes' | 'ttl' | 'ms', string | undefined>>): VpcsReply {
  const known = Object.entries(more).flatMap(([name, value]) => (value === undefined ? [] : [[name, Number(value)]]));
  return { from, sequence: Number(sequence), ...(Object.fromEntries(known) as Partial<VpcsReply>) };
} // prettier-ignore

type Reply = [bytes: string | undefined, from: string, sequence: string, ttl: string | undefined, ms: string | undefined]; // prettier-ignore

const TABLE = new RuleTable<Records<VpcsPing>>([
  // `84 bytes from 10.0.0.2 icmp_seq=1 ttl=64 time=0.251 ms`; its own address without the size
  ping<Reply>(
    String.raw`^(?:(\d+) bytes from )?(${HOST}) (?:icmp6?|udp)_seq=(\d+) ttl=(\d+) time=([\d.]+) ms$`,
    (one, [bytes, from, sequence, ttl, ms], line) => {
      hear(one, reply(from, sequence, { bytes, ttl, ms }), line);
    },
  ),
  ping<[string, string]>(String.raw`^(${HOST}) (?:icmp6?|udp)_seq=(\d+) timeout$`, (one, [target, sequence], line) => {
    one.target ??= target;
    one.timeouts = appended(one.timeouts, Number(sequence));
    one.at['timeouts'] ??= line;
  }),
  ping<[string, string, string]>(
    String.raw`^\*(${HOST}) (?:icmp6?|udp|tcp)_seq=(\d+)(?: ttl=\d+)?(?: time=[\d.]+ ms)? \((.{1,200})\)(?:, .*)?$`,
    (one, [from, sequence, text], line) => {
      one.problems = appended(one.problems, { from, sequence: Number(sequence), text });
      one.at['problems'] ??= line;
    },
  ),
  // Over TCP each packet is a connection: it is answered when it was made.
  ping<[string, string, string, string]>(
    String.raw`^Connect\s+\d+@(${HOST}) seq=(\d+) ttl=(\d+) time=([\d.]+) ms$`,
    (one, [from, sequence, ttl, ms], line) => {
      hear(one, reply(from, sequence, { ttl, ms }), line);
    },
  ),
  ping<[string, string]>(String.raw`^Connect\s+\d+@(${HOST}) ((?:timeout|RST returned).*)$`, (one, [target, text], line) => {
    one.target ??= target;
    one.problems = appended(one.problems, { text });
    one.at['problems'] ??= line;
  }), // prettier-ignore
  ping(
    String.raw`^(?:SendData|Close)\s+\d+@${HOST} (?:seq=\d+ ttl=\d+ time=[\d.]+ ms|timeout.*|RST returned.*)$`,
    () => undefined,
  ),
  // Nothing was sent.
  ping<[string, string | undefined]>(
    String.raw`^((?:host|gateway) \(?(${HOST})\)? not reachable|No gateway found|Cannot resolve \S+)$`,
    (one, [text, target], line) => {
      if (target !== undefined) one.target ??= target;
      one.problems = appended(one.problems, { text });
      one.at['problems'] ??= line;
    },
  ),
  ping<[string]>(String.raw`^(Redirect .*gateway .*)$`, (one, [text]) => {
    one.problems = appended(one.problems, { text });
  }),
  rule(/^\^C$/, () => undefined),
]);

export function parsePing(text: string): Parsed<VpcsPing> {
  const pings = new Records<VpcsPing>();
  return conclude(readLines(text, TABLE, pings), pings.all);
}
