/** traceroute [ip | ipv6 | vrf V], and the extended dialogue. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';

export interface Traceroute extends Sourced {
  /** As asked for: a name or an address. */
  destination: string;
  address?: string;
  vrf?: string;
  hops: TraceHop[];
}

export interface TraceHop {
  line: number;
  hop: number;
  /** One for each that answered; none when nobody did. */
  answers: TraceAnswer[];
}

export interface TraceAnswer {
  line: number;
  address?: string;
  name?: string;
  /** "[MPLS: Label 23 Exp 0]", "[AS 65001]", as printed, without the brackets. */
  notes: string[];
  /** One for each probe: milliseconds, or `*` not answered, `!H` host, `!N` network, `!P` protocol unreachable, `!A` prohibited. */
  probes: (number | string)[];
}

const ADDRESS = /^(?:\d+\.\d+\.\d+\.\d+|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+)$/;

/** `r2.example.com (10.0.0.2) [AS 65001] [MPLS: Label 23 Exp 0] 12 msec 8 msec !H *` */
function answerOf(text: string, line: number): TraceAnswer | undefined {
  const answer: TraceAnswer = { line, notes: [], probes: [] };
  // `(RED/3)`, `(RED/3,GREEN/4)`: the table of routes on the way in, and on the way out.
  const rest = text.replace(
    /\[([^[\]]*)\]|\(([\w.-]+\/\d+(?:,[\w.-]+\/\d+)?)\)/g,
    (_, label?: string, vrfs?: string) => {
      const note = label ?? vrfs ?? '';
      answer.notes.push(note);
      return ' ';
    },
  );
  for (const [index, token] of rest
    .split(/\s+/)
    .filter((one) => one !== '')
    .entries()) {
    if (!readToken(answer, token, index)) return undefined;
  }
  return answer;
}

function readToken(answer: TraceAnswer, token: string, index: number): boolean {
  if (/^(?:\*|![A-Z\d]?)$/.test(token)) answer.probes.push(token);
  else if (/^(?:ms|msec)$/.test(token)) return typeof answer.probes.at(-1) === 'number';
  else if (/^\d{1,9}$/.test(token)) return readTime(answer, Number(token));
  else return index <= 1 && readWho(answer, token, index);
  return true;
}

/** A time alone is the number of a hop that was cut. */
function readTime(answer: TraceAnswer, milliseconds: number): boolean {
  if (answer.address === undefined && answer.name === undefined) return false;
  answer.probes.push(milliseconds);
  return true;
}

/** `10.0.0.2`, or a name with the address in brackets after it. */
function readWho(answer: TraceAnswer, token: string, index: number): boolean {
  const bracketed = /^\(([^)]+)\)$/.exec(token)?.[1];
  if (bracketed !== undefined) {
    if (answer.address !== undefined) answer.name = answer.address;
    answer.address = bracketed;
  } else if (index > 0) return false;
  else if (ADDRESS.test(token)) answer.address = token;
  else if (/^[A-Za-z][\w.-]*$/.test(token)) answer.name = token;
  else return false;
  return true;
}

const hasTrace = ({ last }: Records<Traceroute>): boolean => last !== undefined;

const TABLE = new RuleTable<Records<Traceroute>>([
  rule<Records<Traceroute>, [string, string | undefined]>(
    /^Tracing the route to (\S+)(?: \(([^)\s]+)\))?$/,
    (traces, [destination, address], line) =>
      traces.begin(line, { destination, address: address ?? (ADDRESS.test(destination) ? destination : undefined), hops: [] }), // prettier-ignore
  ),
  passes(/^(?:Type escape sequence to abort\.|VRF info: \(vrf in name\/id, vrf out name\/id\)|Translating ".*)$/),
  passes(/^(?:Protocol \[|Target IP|Source address|Ingress traceroute|DSCP Value|Numeric display|Timeout in sec|Probe count|Minimum Time|Maximum Time|Port Number|Loose, Strict|Ingress|Insert |Repeat count|Priority|Dest(?:ination)? ).*$/), // prettier-ignore
  rule<Records<Traceroute>, [string, string]>(
    /^(\d{1,3})\s+(\S.*)$/,
    ({ last }, [hop, text], line) => {
      const answer = answerOf(text, line);
      if (!answer || !last) return false;
      last.hops.push({ line, hop: Number(hop), answers: [answer] });
      return true;
    },
    hasTrace,
  ),
  rule<Records<Traceroute>, [string]>(
    /^(\S.*(?:msec|ms|\*|![A-Z]?).*)$/,
    ({ last }, [text], line) => {
      const answer = answerOf(text, line);
      const hop = last?.hops.at(-1);
      if (!answer || !hop) return false;
      hop.answers.push(answer);
      return true;
    },
    hasTrace,
  ),
]);

export function parseTraceroute(text: string): Parsed<Traceroute> {
  const traces = new Records<Traceroute>();
  const reading = readLines(text, TABLE, traces);
  return conclude(reading, traces.all, traces.last?.hops.length === 0);
}
