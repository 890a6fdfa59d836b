/** show conn [detail | address A | …]: the connections through the firewall. `detail` has two lines for each. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer, listed } from '../values.ts';

export interface AsaConnection extends Sourced {
  /** TCP, UDP, ICMP, ESP, GRE … */
  protocol: string;
  /** As printed, the less trusted side first: "outside", "NP Identity Ifc". */
  fromInterface: string;
  from: string;
  fromPort?: number;
  toInterface: string;
  to: string;
  toPort?: number;
  idle?: string;
  uptime?: string;
  timeout?: string;
  bytes?: number;
  /** Letters: U up, I and O data both ways, B from outside, V of a VPN … */
  flags?: string;
  initiator?: string;
  responder?: string;
}

const NAME = String.raw`(NP Identity Ifc|[^\s:]{1,64}):?`;
const ADDRESS = String.raw`((?:\d+\.){3}\d+|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]{2,40}?)(?:[:/](\d+))?(?: ?\([^)]*\))?`;

type Line = [protocol: string, fromInterface: string, from: string, fromPort: string | undefined, toInterface: string, to: string, toPort: string | undefined, rest: string]; // prettier-ignore

type Tail = Pick<AsaConnection, 'idle' | 'uptime' | 'timeout' | 'bytes' | 'flags' | 'initiator' | 'responder'>;

/** `idle 0:00:01, bytes 12345, flags UIO`; `flags UIO , idle 1s, uptime 5s, timeout 1h0m, bytes 1234` */
function tailOf(text: string): Tail {
  const parts = listed(text).flatMap((part) => {
    const [, name, value = ''] = /^(idle|uptime|timeout|bytes|flags) ?(.*)$/.exec(part) ?? [];
    return name === undefined ? [] : [[name, name === 'bytes' ? integer(value) : value.trim()] as const];
  });
  return Object.fromEntries(parts.filter(([, value]) => value !== undefined));
}

const TABLE = new RuleTable<Records<AsaConnection>>([
  passes(/^\d+ in use, \d+ most used$/),
  passes(/^(?:Inspect Snort:|preserve-connection: .*|Flags: .*)$/),
  passes(/^[A-Za-z0-9] - [A-Za-z].*$/),
  rule<Records<AsaConnection>, Line>(
    new RegExp(
      String.raw`^([A-Z][A-Z0-9-]{1,9}|\d{1,3}) ${NAME}\s+${ADDRESS},? ${NAME}\s+${ADDRESS}(?:,| (?=idle ))(.*)$`,
    ),
    (connections, [protocol, fromInterface, from, fromPort, toInterface, to, toPort, rest], line) =>
      connections.begin(line, {
        protocol,
        fromInterface,
        from,
        fromPort: integer(fromPort),
        toInterface,
        to,
        toPort: integer(toPort),
        ...tailOf(rest),
      }),
  ),
  says<AsaConnection, [string]>(/^((?:flags|idle|uptime|timeout|bytes) .*|flags,.*)$/, ([text]) => tailOf(text)),
  says<AsaConnection, [string, string]>(/^Initiator: (\S+), Responder: (\S+)$/, ([initiator, responder]) => ({ initiator, responder })), // prettier-ignore
  passes(/^(?:Connection lookup keyid: \d+|xlate id .*|Connected? .*|data-rate .*|\(.*\))$/),
]);

export function parseShowConn(text: string): Parsed<AsaConnection> {
  const connections = new Records<AsaConnection>();
  const reading = readLines(text, TABLE, connections);
  const { last } = connections;
  return conclude(reading, connections.all, last !== undefined && last.bytes === undefined);
}
