/** conntrack -L: the connections that the kernel follows, with the addresses before and after translation. */
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, rule } from '../rules.ts';
import { integer, words } from '../values.ts';
import { parseRows } from './rows.ts';

export interface TrackedConnection extends Sourced {
  /** "tcp", "udp", "esp", "unknown". */
  protocol: string;
  protocolNumber: number;
  /** How long it is still remembered. */
  seconds?: number;
  /** Of TCP and GRE: "ESTABLISHED". */
  state?: string;
  original: TrackedDirection;
  reply: TrackedDirection;
  /** "ASSURED", "UNREPLIED", "OFFLOAD". */
  flags: string[];
  mark?: number;
  use?: number;
  /** What has no field here: "zone=1". */
  others?: string[];
}

export interface TrackedDirection {
  source?: string;
  destination?: string;
  sourcePort?: number;
  destinationPort?: number;
  packets?: number;
  bytes?: number;
  /** Of ICMP and others: "type=8", "id=12", "srckey=0x0". */
  others?: string[];
}

const WORDS = { src: 'source', dst: 'destination' } as const;
const NUMBERS = { sport: 'sourcePort', dport: 'destinationPort', packets: 'packets', bytes: 'bytes' } as const;

type Connection = Omit<TrackedConnection, 'line' | 'at' | 'protocol' | 'protocolNumber'>;

/** `src=A dst=B sport=1 dport=2 [UNREPLIED] src=B dst=A … [ASSURED] mark=0 use=1` */
function connectionOf(text: string): Connection | undefined {
  const found: Connection = { original: {}, reply: {}, flags: [] };
  if (!words(text).every((word) => readWord(found, word))) return undefined;
  return found.original.destination === undefined ? undefined : found;
}

function readWord(found: Connection, word: string): boolean {
  const flag = /^\[(\w+)\]$/.exec(word)?.[1];
  const [name = '', value] = word.split('=', 2);
  if (flag !== undefined) found.flags.push(flag);
  else if (value !== undefined) readPair(found, name, value);
  else if (/^\d+$/.test(word) && found.seconds === undefined) found.seconds = Number(word);
  else if (/^[A-Z][A-Z0-9_]+$/.test(word) && found.state === undefined) found.state = word;
  else return false;
  return true;
}

function readPair(found: Connection, name: string, value: string): void {
  const number = integer(value);
  if (name === 'mark' || name === 'use') {
    if (number !== undefined) found[name] = number;
  } else if (/^(?:zone|secctx|helper|delta-time|labels|id)$/.test(name) && found.reply.destination !== undefined)
    (found.others ??= []).push(`${name}=${value}`);
  else readDirection(directionFor(found, name), name, value);
}

/** The second source begins the way back. */
function directionFor({ original, reply }: Connection, name: string): TrackedDirection {
  if (reply.source !== undefined) return reply;
  return name === 'src' && original.source !== undefined ? reply : original;
}

function readDirection(direction: TrackedDirection, name: string, value: string): void {
  const number = integer(value);
  if (Object.hasOwn(WORDS, name)) direction[WORDS[name as keyof typeof WORDS]] = value;
  else if (Object.hasOwn(NUMBERS, name) && number !== undefined)
    direction[NUMBERS[name as keyof typeof NUMBERS]] = number;
  else (direction.others ??= []).push(`${name}=${value}`);
}

const TABLE = new RuleTable<Records<TrackedConnection>>([
  rule<Records<TrackedConnection>, [string, string, string]>(
    /^(?:ipv[46]\s+\d+\s+)?([a-z][\w-]*)\s+(\d{1,3})\s+(\S.*\bsrc=\S.*\bsrc=\S+ dst=\S.*)$/,
    (connections, [protocol, number, text], line) => {
      const found = connectionOf(text);
      return found !== undefined && connections.begin(line, { protocol, protocolNumber: integer(number), ...found });
    },
  ),
  passes(/^conntrack v\S+ \(conntrack-tools\): \d+ flow entries have been shown\.$/),
]);

export function parseConntrack(text: string): Parsed<TrackedConnection> {
  return parseRows(text, TABLE, new Records<TrackedConnection>(), ({ reply }) => reply.destination === undefined);
}
