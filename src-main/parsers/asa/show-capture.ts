/** show capture: the captures there are, or with a name the packets of one. */
import { conclude } from '../account.ts';
import { put, type Parsed, type Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer } from '../values.ts';

export interface AsaCapture extends Sourced {
  /** Absent where the packets of one are shown. */
  name?: string;
  type?: string;
  interface?: string;
  /** "Capturing", "Buffer Full", "Stopped". */
  state?: string;
  bytes?: number;
  /** As printed: "ip host 10.1.1.5 host 10.2.2.5". */
  matches: string[];
  /** How many were captured, where it says so. */
  packetCount?: number;
  packets: CapturedPacket[];
}

export interface CapturedPacket extends Sourced {
  number: number;
  time: string;
  vlan?: number;
  from?: string;
  fromPort?: number;
  to?: string;
  toPort?: number;
  /** What follows the addresses: "icmp: echo request", "ip-proto-50, length 132", "S 123:123(0) win 8192". */
  text: string;
  /** Why it was dropped, of a capture of such: "acl-drop". */
  dropReason?: string;
}

type Captures = Records<AsaCapture>;
type Packet = [number: string, time: string, vlan: string | undefined, rest: string];

function packetsOf(captures: Captures, line: number): CapturedPacket[] {
  if (!captures.last) captures.begin(line, { matches: [], packets: [] });
  return captures.last?.packets ?? [];
}

const ENDS = /^(\S+?)(?:\.(\d+))? > (\S+?)(?:\.(\d+))?:\s*(.*)$/;
const IPV4 = /^(\d+\.\d+\.\d+\.\d+)(?:\.(\d+))? > (\d+\.\d+\.\d+\.\d+)(?:\.(\d+))?:\s*(.*)$/;

/** `10.1.1.5.49152 > 10.2.2.5.443: S …`, with the reason of a drop behind it. */
function readText(packet: CapturedPacket, text: string, line: number): void {
  const [, from, fromPort, to, toPort, rest = text] = IPV4.exec(text) ?? ENDS.exec(text) ?? [];
  const dropReason = /Drop-reason: \(([\w-]+)\)/.exec(rest)?.[1];
  put(packet, line, { from, fromPort: integer(fromPort), to, toPort: integer(toPort), text: rest.trim(), dropReason });
}

const TABLE = new RuleTable<Captures>([
  rule<Captures, [string, string, string, string]>(
    /^capture (\S+) type (\S+)(.*?) \[(.+)\]$/,
    (captures, [name, type, options, state], line) => {
      const [, word = state, bytes] = /^(.*?)(?: - (\d+) bytes)?$/.exec(state) ?? [];
      captures.begin(line, { matches: [], packets: [] });
      return captures.set(line, { name, type, interface: /interface (\S+)/.exec(options)?.[1], state: word, bytes: integer(bytes) }); // prettier-ignore
    },
  ),
  rule<Captures, [string]>(/^match (.+)$/, ({ last }, [match]) => last?.matches.push(match), ({ last }) => last !== undefined), // prettier-ignore
  rule<Captures, [string]>(/^(\d+) packets? captured$/, (captures, [count], line) => {
    packetsOf(captures, line);
    return captures.set(line, { packetCount: integer(count) });
  }),
  rule<Captures, Packet>(
    /^(\d+): (\d\d:\d\d:\d\d\.\d{3,6})\s+(?:802\.1Q vlan#(\d+) P\d\s+)?(.*)$/,
    (captures, [number, time, vlan, rest], line) => {
      const packet: CapturedPacket = { line, at: {}, number: Number(number), time, text: '' };
      put(packet, line, { vlan: integer(vlan) });
      readText(packet, rest, line);
      packetsOf(captures, line).push(packet);
    },
  ),
  // `detail`: the frame is on the line before.
  rule<Captures, [string]>(
    /^(\S+ > \S+: ?.*)$/,
    ({ last }, [text], line) => {
      const packet = last?.packets.at(-1);
      if (packet) readText(packet, text, line);
    },
    ({ last }) => last?.packets.at(-1)?.from === undefined && last !== undefined && last.packets.length > 0,
  ),
  rule<Captures, [string]>(
    /^(?:Drop-reason: \(([\w-]+)\).*|Phase: \d+|\(ttl .*\))$/,
    ({ last }, [reason], line) => {
      const packet = last?.packets.at(-1);
      if (packet) put(packet, line, { dropReason: reason });
    },
    ({ last }) => (last?.packets.length ?? 0) > 0,
  ),
  passes(/^\d+ packets? shown$/),
]);

/** Of the text: enough for its last line. */
const LAST = 40;

export function parseShowCapture(text: string): Parsed<AsaCapture> {
  const captures = new Records<AsaCapture>();
  const reading = readLines(text, TABLE, captures);
  // Packets end with how many were shown; a list has no end that could be told.
  const isCut = reading.isLoose && captures.last !== undefined && !/packets? shown\s*$/.test(text.slice(-LAST));
  return conclude(reading, captures.all, isCut);
}
