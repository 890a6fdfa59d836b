/** ping [interface] A, ping tcp A port: what was sent, and a mark for each answer. */
import { conclude } from '../account.ts';
import type { Parsed } from '../parsed.ts';
import { answerRules, isWaiting, type PingAnswers } from '../ping-answers.ts';
import { Records, begins, passes, says } from '../records.ts';
import { RuleTable, readLines } from '../rules.ts';
import { integer } from '../values.ts';

export interface AsaPing extends PingAnswers {
  destination: string;
  repeat: number;
  /** "100-byte ICMP Echos", "TCP SYN requests". */
  sentType: string;
  bytes?: number;
  timeoutSeconds?: number;
  port?: number;
  source?: string;
  sourcePort?: number;
}

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
  ...answerRules<AsaPing>(),
  passes(/^No source specified\. Pinging from identity interface\.$/),
  passes(/^(?:TCP Ping|Interface|Target IP address|Destination port|Specify source|Source IP address|Repeat count|Datagram size|Timeout in seconds|Extended commands|Sweep range of sizes|Verbose|Loose, Strict).*\[.*$/), // prettier-ignore
]);

export function parsePing(text: string): Parsed<AsaPing> {
  const pings = new Records<AsaPing>();
  const reading = readLines(text, TABLE, pings);
  return conclude(reading, pings.all, isWaiting(pings));
}
