/** ping of Linux: iputils of all years, and busybox. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, begins, passes, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { appended, integer } from '../values.ts';

export interface LinuxPing extends Sourced {
  /** As typed, and the address it has. */
  target: string;
  address?: string;
  source?: string;
  bytes?: number;
  replies?: PingReply[];
  /** What came or happened instead: "Destination Host Unreachable", "message too long, mtu=1500". */
  problems?: { from?: string; sequence?: number; text: string }[];
  sent?: number;
  received?: number;
  duplicates?: number;
  errors?: number;
  lossPercent?: number;
  minimumMs?: number;
  averageMs?: number;
  maximumMs?: number;
}

export interface PingReply {
  from: string;
  sequence: number;
  ttl?: number;
  ms?: number;
  isDuplicate?: boolean;
}

type Reply = [string, string, string | undefined, string | undefined, string | undefined];

/** With -D the time stands before it: `[1795817412.498326] 64 bytes from …`. */
const REPLY = new RegExp(
  String.raw`^(?:\[\d+\.\d+\] )?\d+ bytes from (.{1,200}?): (?:icmp_|icmp6_)?seq=(\d+)(?: ident=\d+)?(?: (?:ttl|hlim)=(\d+))?(?: time=([\d.]+) ms)?( \(DUP!\))?(?: .*)?$`,
);

const TABLE = new RuleTable<Records<LinuxPing>>([
  // `moon (192.0.2.9)`; of IPv6 before 2018 `moon(moon (2001:db8::9))` and `2001:db8::9(2001:db8::9)`
  begins<LinuxPing, [string, string | undefined, string | undefined, string | undefined, string]>(
    /^PING ([^\s(]{1,255})(?:\((?:[^\s()]{1,255} \()?([^\s()]{1,60})\){1,2})? ?(?:\(([^\s)]{1,60})\))?(?: from (\S{1,60})(?: [^\s:]{1,64})?)? ?:? ?(\d{1,9})(?:\(\d+\))? (?:data )?bytes(?: of data)?\.?$/,
    ([target, near, address, source, bytes]) => ({ target, address: address ?? near, source, bytes: integer(bytes) }),
  ),
  rule<Records<LinuxPing>, Reply>(
    REPLY,
    (pings, [from, sequence, ttl, ms, duplicate], line) => {
      const reply: PingReply = { from, sequence: Number(sequence) };
      if (ttl !== undefined) reply.ttl = Number(ttl);
      if (ms !== undefined) reply.ms = Number(ms);
      if (duplicate !== undefined) reply.isDuplicate = true;
      return pings.set(line, { replies: appended(pings.last?.replies, reply) });
    },
    ({ last }) => last !== undefined,
  ),
  rule<Records<LinuxPing>, [string, string | undefined, string]>(
    /^(?:\[\d+\.\d+\] )?From (\S+?)(?: \(\S+\))?:? (?:icmp_seq=(\d+) )?([A-Z].*)$/,
    (pings, [from, sequence, text], line) =>
      pings.set(line, { problems: appended(pings.last?.problems, { from, ...(sequence === undefined ? {} : { sequence: Number(sequence) }), text }) }), // prettier-ignore
    ({ last }) => last !== undefined,
  ),
  rule<Records<LinuxPing>, [string]>(
    /^ping6?: (?:local error: |sendmsg: |sendto: )?(.*)$/,
    (pings, [text], line) => pings.set(line, { problems: appended(pings.last?.problems, { text }) }),
    ({ last }) => last !== undefined,
  ),
  passes(/^--- \S+ ping statistics ---$/),
  says<LinuxPing, [string, string, string | undefined, string | undefined, string]>(
    /^(\d+) packets transmitted, (\d+) (?:packets )?received(?:, \+?(\d+) duplicates)?(?:, \+(\d+) errors)?(?:, \+\d+ corrupted)?, ([\d.]+)% packet loss(?:, time \d+ ?ms)?$/,
    ([sent, received, duplicates, errors, loss]) => ({
      sent: integer(sent),
      received: integer(received),
      duplicates: integer(duplicates),
      errors: integer(errors),
      lossPercent: Number(loss),
    }),
  ),
  says<LinuxPing, [string, string, string]>(
    /^(?:rtt|round-trip) min\/avg\/max(?:\/(?:mdev|stddev))? = ([\d.]+)\/([\d.]+)\/([\d.]+)(?:\/[\d.]+)? ms(?:, .*)?$/,
    ([minimum, average, maximum]) => ({
      minimumMs: Number(minimum),
      averageMs: Number(average),
      maximumMs: Number(maximum),
    }),
  ),
  // With -O; that it was not answered, the sum says.
  passes(/^(?:\[\d+\.\d+\] )?no answer yet for icmp_seq=\d+$/),
  passes(/^pipe \d+$/),
  passes(/^\^C$/),
]);

export function parsePing(text: string): Parsed<LinuxPing> {
  const pings = new Records<LinuxPing>();
  const reading = readLines(text, TABLE, pings);
  const { last } = pings;
  const isCut = last !== undefined && (last.sent === undefined || ((last.received ?? 0) > 0 && last.minimumMs === undefined && last.replies?.some(({ ms }) => ms !== undefined) === true)); // prettier-ignore
  return conclude(reading, pings.all, isCut);
}
