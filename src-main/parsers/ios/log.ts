/**
 * What a console or a log buffer holds: named messages and the debugs of ISAKMP, IPsec and IKEv2, in their order.
 *
 * A message may go on without a stamp on the next lines: IOS prints some on two, `debug crypto ipsec` prints its fields
 * on several, and a narrow terminal breaks any. Such lines are joined to the one they belong to.
 */
import { Account, conclude } from '../account.ts';
import { LineReader, takeLine, type Line } from '../clean.ts';
import { Margin } from '../margin.ts';
import { isNoise, isPager, isPrompt } from '../noise.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { splitStamp, type Stamp } from '../stamp.ts';
import { ikev2EventOf, type Ikev2Event } from './ikev2-events.ts';
import { ipsecEventOf, type IpsecEvent } from './ipsec-events.ts';
import { isakmpEventOf, type IsakmpEvent } from './isakmp-events.ts';
import { syslogEventOf, type SyslogEvent } from './syslog-events.ts';

interface Logged extends Sourced {
  stamp: Stamp;
  /** Whole, without the stamp. */
  text: string;
  /** The last of its lines. */
  lastLine: number;
}

export interface SyslogMessage extends Logged {
  source: 'syslog';
  facility: string;
  severity: number;
  mnemonic: string;
  message: string;
  event: SyslogEvent;
}

export interface IsakmpDebug extends Logged {
  source: 'isakmp';
  /** As printed: "1002", "0:1", "0:1:SW:1"; absent when the line names none. */
  connection?: string;
  isError: boolean;
  event: IsakmpEvent;
}

export interface IpsecDebug extends Logged {
  source: 'ipsec';
  event: IpsecEvent;
}

export interface Ikev2Debug extends Logged {
  source: 'ikev2';
  session?: number;
  sa?: number;
  isError: boolean;
  event: Ikev2Event;
}

/** A stamped line of something else. */
export interface OtherLog extends Logged {
  source: 'other';
}

export type LogRecord = SyslogMessage | IsakmpDebug | IpsecDebug | Ikev2Debug | OtherLog;

const SYSLOG = /^%([A-Z][A-Z0-9_]*(?:-[A-Z0-9_]+){0,3})-([0-7])-([A-Z0-9_]+): ?(.*)$/;
const ISAKMP = /^ISAKMP(-ERROR|-PAK|-AAA)?:? ?(?:\((\d+(?::\w+){0,3})\))?:{0,2}\s*(.*)$/;
const IKEV2 = /^IKEv2(-ERROR|-INTERNAL|-PAK)?:?(?:\(SESSION ID = (\d+), ?SA ID = (\d+)\))?(?:\s*:)*\s*(.*)$/;
const IPSEC = /^(?:IPSEC ?\(|map_db_find_best )/i;

/** How a line goes on that has no stamp and no name of its own. */
const CONTINUATION =
  /^(?:\(key eng|\(sa\)|\w+(?:\(k\/sec\))? ?= ?|\{|(?:MM|QM|AG|CONF)_|IKE_|has spi|lifetime of|\(local|\(proxy|\(ip\) vrf|(?:for )?destaddr=|srcaddr=|connection id=|(?:next-payload|type|address|FQDN name|USER FQDN|Dist\. name|group id|protocol|port|length) +: |spi \d+, message ID = |authenticated$)/;
/** Events that leave out the name that the line before them has, with a stamp or without. */
const OF_THE_LAST = /^(?:Old State = |:{1,2} |(?:in|out)bound SA from )/;
const DETAIL = /^(?:has spi |lifetime of )/;

/** What is longer is no message. */
const LONGEST = 4000;

interface Entry {
  line: number;
  lastLine: number;
  stamp: Stamp;
  text: string;
  /** Its last line as it stood there. */
  raw: string;
}

/** Gathers lines into entries; the lines must come in their order. */
export class LogEntries {
  readonly #entries: Entry[] = [];

  constructor(private readonly margin: Margin) {}

  /** False when the line is no part of a log. */
  add({ text, raw, number: line }: Line): boolean {
    const { stamp, rest, isStamped } = splitStamp(text);
    const last = this.#entries.at(-1);
    const entry = { line, lastLine: line, stamp, text: rest, raw };
    if (isNamed(rest)) this.#push(entry);
    else if (isStamped) this.#push(last && isOfTheLast(rest) ? ofTheLast(last, entry) : entry);
    else if (!last || isPrompt(text) || isPager(text)) return false;
    else if (isEventOfTheLast(last, rest, this.margin)) this.#push(ofTheLast(last, { ...entry, stamp: last.stamp }));
    else if (!continues(last, entry, this.margin)) return false;
    else goOn(last, entry, this.margin);
    return true;
  }

  get hasAny(): boolean {
    return this.#entries.length > 0;
  }

  /** A line of a buffer of messages: what is none of its own goes on with the message before it. */
  addOfBuffer(whole: Line): boolean {
    if (this.add(whole)) return true;
    const last = this.#entries.at(-1);
    const { text, raw, number: line } = whole;
    if (isPrompt(text) || isPager(text) || isNoise(text, last === undefined)) return false;
    if (last && last.text.length > LONGEST) return false;
    const entry = { line, lastLine: line, stamp: {}, text, raw };
    // The buffer begins inside a message whose beginning was written over.
    if (last) goOn(last, entry, this.margin);
    else this.#entries.push(entry);
    return true;
  }

  /** Input and change of state are two events, which some releases put on one line. */
  #push(entry: Entry): void {
    const change = entry.text.startsWith('ISAKMP') ? entry.text.indexOf('Old State = ') : -1;
    if (change <= 0 || !entry.text.includes('Input = ')) {
      this.#entries.push(entry);
      return;
    }
    const input = { ...entry, text: entry.text.slice(0, change).trimEnd() };
    this.#entries.push(input, ofTheLast(input, { ...entry, text: entry.text.slice(change) }));
  }

  records(): LogRecord[] {
    return this.#entries.map(recordOf);
  }
}

function isNamed(rest: string): boolean {
  return SYSLOG.test(rest) || ISAKMP.test(rest) || IPSEC.test(rest) || IKEV2.test(rest);
}

function isOfTheLast(rest: string): boolean {
  return OF_THE_LAST.test(rest) || DETAIL.test(rest);
}

/** Without a stamp a colon may be where a terminal broke the line, and details go on with the line before. */
function isEventOfTheLast({ raw }: Entry, rest: string, margin: Margin): boolean {
  return OF_THE_LAST.test(rest) && !(rest.startsWith(':') && margin.ends(raw));
}

function continues({ text: whole, raw }: Entry, rest: Entry, margin: Margin): boolean {
  return whole.length < LONGEST && (CONTINUATION.test(rest.text) || margin.hadToBreak(raw, rest.raw));
}

/** An event of its own, with the name of the line before it. */
function ofTheLast(last: Entry, entry: Entry): Entry {
  const byForm = entry.text.startsWith(':') ? 'IKEv2:' : 'ISAKMP:';
  const name = /^(?:ISAKMP|IKEv2)[^)]*\):?/.exec(last.text)?.[0] ?? byForm;
  return { ...entry, text: `${name} ${entry.text}` };
}

function goOn(entry: Entry, { text, raw, lastLine }: Entry, margin: Margin): void {
  const isCutInWord = margin.isCut(entry.raw, raw) && !entry.raw.endsWith(' ') && raw.startsWith(text.charAt(0));
  entry.text = isCutInWord ? entry.text + text : `${entry.text} ${text}`;
  entry.lastLine = lastLine;
  entry.raw = raw;
}

function recordOf({ line, lastLine, stamp, text }: Entry): LogRecord {
  const logged: Logged = { line, at: { event: line }, stamp, text, lastLine };
  return syslogOf(logged) ?? isakmpOf(logged) ?? ipsecOf(logged) ?? ikev2Of(logged) ?? { ...logged, source: 'other' };
}

function syslogOf(logged: Logged): SyslogMessage | undefined {
  const match = SYSLOG.exec(logged.text);
  if (!match) return undefined;
  const [, facility = '', severity = '', mnemonic = '', message = ''] = match;
  const event = syslogEventOf(`${facility}-${mnemonic}`, message);
  return { ...logged, source: 'syslog', facility, severity: Number(severity), mnemonic, message, event };
}

function isakmpOf(logged: Logged): IsakmpDebug | undefined {
  const match = ISAKMP.exec(logged.text);
  if (!match) return undefined;
  const [, kind, connection, text = ''] = match;
  const debug: IsakmpDebug = {
    ...logged,
    source: 'isakmp',
    isError: kind === '-ERROR',
    event: isakmpEventOf(text.trim()),
  };
  return connection === undefined ? debug : { ...debug, connection };
}

function ipsecOf(logged: Logged): IpsecDebug | undefined {
  const event = ipsecEventOf(logged.text);
  return event && { ...logged, source: 'ipsec', event };
}

function ikev2Of(logged: Logged): Ikev2Debug | undefined {
  const match = IKEV2.exec(logged.text);
  if (!match) return undefined;
  const [, kind, session, sa, text = ''] = match;
  const debug: Ikev2Debug = {
    ...logged,
    source: 'ikev2',
    isError: kind === '-ERROR',
    event: ikev2EventOf(text.trim()),
  };
  if (session !== undefined) debug.session = Number(session);
  if (sa !== undefined) debug.sa = Number(sa);
  return debug;
}

/** Everything that a router wrote by itself, whatever stands between. */
export function parseLog(text: string): Parsed<LogRecord> {
  const reader = new LineReader(text, { keepLogs: true });
  const account = new Account(reader);
  const entries = new LogEntries(new Margin(text, { keepLogs: true }));
  for (let line = takeLine(reader); line; line = takeLine(reader)) {
    if (!line.isOverlong && entries.add(line)) account.understand();
    else account.wonder(line);
  }
  const reading = account.close();
  const records = entries.records();
  const last = records.at(-1);
  const isTold = last === undefined || (last.source !== 'other' && last.event.kind !== 'other');
  return conclude(reading, records, reading.isLoose && !isTold);
}
