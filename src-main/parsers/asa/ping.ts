/** ping [interface] A, ping tcp A port: what was sent, and a mark for each answer. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, begins, passes, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer } from '../values.ts';

export interface AsaPing extends Sourced {
  destination: string;
  repeat: number;
  /** "100-byte ICMP Echos", "TCP SYN requests". */
  sentType: string;
  bytes?: number;
  timeoutSeconds?: number;
  port?: number;
  source?: string;
  sourcePort?: number;
  /** One for each packet: `!` answered, `?` or `.` not answered, `U` unreachable. */
  marks: string;
  percent?: number;
  received?: number;
  sent?: number;
  minimumMs?: number;
  averageMs?: number;
  maximumMs?: number;
}

type Success = [percent: string, received: string, sent: string, minimum?: string, average?: string, maximum?: string];

const TABLE = new RuleTable<Records<AsaPing>>([
  begins<AsaPing, [string, string, string, string | undefined]>(
    /^Sending (\d+), ((?:\d+|\[\d+\.\.\d+\])-byte ICMP Echos) to (\S+?),(?: timeout is (\d+) seconds?:)?$/,
    ([repeat, sentType, destination, timeout]) => ({
      destination,
      repeat: Number(repeat),
      sentType,
      bytes: integer(/^\d+/.exec(sentType)?.[0]),
      timeoutSeconds: integer(timeout),
      marks: '',
    }),
  ),
  begins<AsaPing, [string, string, string, string | undefined, string | undefined]>(
    /^Sending (\d+),? (TCP SYN requests) to (\S+) port (\d+)(?:,? timeout is (\d+) seconds?:)?$/,
    ([repeat, sentType, destination, port, timeout]) => ({
      destination,
      repeat: Number(repeat),
      sentType,
      port: integer(port),
      timeoutSeconds: integer(timeout),
      marks: '',
    }),
  ),
  says<AsaPing, [string, string | undefined, string | undefined]>(
    /^from (\S+?)(?: starting port (\d+))?(?:, timeout is (\d+) seconds?:)?$/,
    ([source, port, timeout]) => ({ source, sourcePort: integer(port), timeoutSeconds: integer(timeout) }),
  ),
  rule<Records<AsaPing>, [string]>(
    /^([!.?&A-Z]+)$/,
    (pings, [marks], line) => pings.set(line, { marks: (pings.last?.marks ?? '') + marks }),
    ({ last }) => last !== undefined && last.percent === undefined,
  ),
  says<AsaPing, Success>(
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
  rule(/^Type escape sequence to abort\.$/, () => undefined),
  passes(/^No source specified\. Pinging from identity interface\.$/),
  passes(/^(?:TCP Ping|Interface|Target IP address|Destination port|Specify source|Source IP address|Repeat count|Datagram size|Timeout in seconds|Extended commands|Sweep range of sizes|Verbose|Loose, Strict).*\[.*$/), // prettier-ignore
]);

export function parsePing(text: string): Parsed<AsaPing> {
  const pings = new Records<AsaPing>();
  const reading = readLines(text, TABLE, pings);
  return conclude(reading, pings.all, pings.last !== undefined && pings.last.percent === undefined);
}
