/**
 * What a console, a buffer or a syslog file of an ASA holds: messages (`%ASA-n-nnnnnn: text`) and the debugs of IKEv1,
 * IKEv2 and IPsec, in their order.
 */
import { Account, conclude } from '../account.ts';
import { LineReader, takeLine, type Line } from '../clean.ts';
import { Margin } from '../margin.ts';
import { isNoise, isPager, isPrompt } from '../noise.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { asaEventOf, type AsaEvent } from './syslog-events.ts';

interface Logged extends Sourced {
  /** As printed: "Mar 09 2017 10:25:04", "2023-11-02T09:14:02Z". */
  time?: string;
  /** `logging device-id`, or what a syslog server put there. */
  host?: string;
  /** Whole, without what stands before it. */
  text: string;
  /** The last of its lines. */
  lastLine: number;
}

export interface AsaSyslog extends Logged {
  source: 'syslog';
  /** "ASA", "FTD", "PIX", "FWSM". */
  facility: string;
  severity: number;
  /** "713905". */
  id: string;
  message: string;
  event: AsaEvent;
}

export interface AsaDebug extends Logged {
  source: 'ikev1' | 'ikev2' | 'ipsec' | 'other';
  /** Of IKEv2: PROTO, PLAT; of IKEv1: DEBUG, DECODE. */
  part?: string;
  level?: number;
  session?: number;
  group?: string;
  username?: string;
  peer?: string;
  message: string;
  event: AsaEvent;
}

export type AsaLogRecord = AsaSyslog | AsaDebug;

const DATE = String.raw`[A-Z][a-z]{2} {1,2}\d{1,2}(?: \d{4})? \d\d:\d\d:\d\d(?:\.\d{1,6})?(?: [A-Z]{3,5}(?![\w-]))?`;
const ISO = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)`;
const MESSAGE = new RegExp(
  String.raw`^(?:<\d{1,3}>)?:?(?:(${DATE}|${ISO}):? ?)?(?:([\w.\-:/]{1,64}?) ?(?:: ?|(?= %)))?\s?%(ASA|FTD|PIX|FWSM)-(?:[a-z]+-)?([0-7])-(\d{6}): ?(.*)$`,
);
/** What a syslog server puts before what the device wrote, which has a time of its own. */
const RELAY = new RegExp(
  String.raw`^(?:<\d{1,3}>)?(?:${DATE}|${ISO}) [\w.\-:]{1,64} (?=(?:<\d{1,3}>)?:? ?(?:${DATE}|${ISO}))`,
);
const STAMP = new RegExp(String.raw`^(${DATE}):? ?`);
const IKEV1 = /^\[IKEv1(?: (DEBUG|DECODE))?\]:? ?(.*)$/;
const IKEV2 = /^IKEv2-(PROTO|PLAT)-(\d): ?(?:\((\d+)\): ?)?(.*)$/;
const IPSEC = /^(IPSEC(?:\(\w+\))?: .*)$/;
const WHO = /^(?:Group = ([^,]*), )?(?:Username = ([^,]*), )?(?:IP = ([^,\s]+), ?)(.*)$/;

/** A line that is a record of its own, as a pattern for the whole line. */
export const ASA_LOG_LINE = new RegExp(
  String.raw`^((?:<\d{1,3}>|${DATE}|${ISO}|%(?:ASA|FTD|PIX|FWSM)-|\[IKEv1|IKEv2-P).*)$`,
);

/** What is longer is no message. */
const LONGEST = 4000;

/** Gathers lines into records; the lines must come in their order. */
export class AsaLogEntries {
  readonly records: AsaLogRecord[] = [];
  #raw = '';

  constructor(private readonly margin: Margin) {}

  /** False when the line is no part of a log. */
  add({ text, raw, number }: Line): boolean {
    const record = messageOf(text, number) ?? debugOf(text, number);
    const last = this.records.at(-1);
    if (record) this.records.push(record);
    else if (!last || isOther(text) || !this.#goesOn(last, text, raw)) return false;
    else
      goOn(
        last,
        this.margin.isCut(this.#raw, raw) && !this.#raw.endsWith(' ') && raw.startsWith(text.charAt(0))
          ? text
          : ` ${text}`,
        number,
      );
    this.#raw = raw;
    return true;
  }

  /** A line that a terminal broke, or the dump of a debug. */
  #goesOn(last: AsaLogRecord, text: string, raw: string): boolean {
    return (
      last.text.length < LONGEST && (last.source !== 'syslog' || this.margin.hadToBreak(this.#raw, raw)) && text !== ''
    );
  }
}

function isOther(text: string): boolean {
  return isPrompt(text) || isPager(text) || isNoise(text, false);
}

function messageOf(text: string, line: number): AsaSyslog | undefined {
  const match = MESSAGE.exec(text) ?? MESSAGE.exec(text.replace(RELAY, ''));
  if (!match) return undefined;
  const [, time, host, facility = '', severity = '', id = '', message = ''] = match;
  return {
    line,
    at: { event: line },
    ...(time === undefined ? {} : { time }),
    ...(host === undefined || host === '' ? {} : { host }),
    text: `%${facility}-${severity}-${id}: ${message}`,
    lastLine: line,
    source: 'syslog',
    facility,
    severity: Number(severity),
    id,
    message,
    event: asaEventOf(id, message),
  };
}

function debugOf(text: string, line: number): AsaDebug | undefined {
  const stamp = STAMP.exec(text);
  const rest = stamp ? text.slice(stamp[0].length) : text;
  const logged: Logged = { line, at: { event: line }, text: rest, lastLine: line };
  if (stamp?.[1] !== undefined) logged.time = stamp[1];
  const first = IKEV1.exec(rest);
  if (first) return ikev1Of(logged, first[1], first[2] ?? '');
  const other = ikev2Of(logged) ?? ipsecOf(logged);
  if (other || !stamp || rest === '') return other;
  return { ...logged, source: 'other', message: rest, event: { kind: 'other' } };
}

function ikev2Of(logged: Logged): AsaDebug | undefined {
  const match = IKEV2.exec(logged.text);
  if (!match) return undefined;
  const [, part = '', level, session, message = ''] = match;
  const numbers = { level: Number(level), ...(session === undefined ? {} : { session: Number(session) }) };
  return { ...logged, source: 'ikev2', part, ...numbers, message, event: asaEventOf('debug', message) };
}

function ipsecOf(logged: Logged): AsaDebug | undefined {
  const { text } = logged;
  return IPSEC.test(text) ? { ...logged, source: 'ipsec', message: text, event: asaEventOf('debug', text) } : undefined;
}

function ikev1Of(logged: Logged, part: string | undefined, text: string): AsaDebug {
  const [, group, username, peer, said] = WHO.exec(text) ?? [];
  const message = said ?? text;
  return {
    ...logged,
    source: 'ikev1',
    ...(part === undefined ? {} : { part }),
    ...(group === undefined ? {} : { group }),
    ...(username === undefined ? {} : { username }),
    ...(peer === undefined ? {} : { peer }),
    message,
    event: asaEventOf('debug', message),
  };
}

function goOn(record: AsaLogRecord, text: string, line: number): void {
  record.text += text;
  record.message += text;
  record.lastLine = line;
  record.event = asaEventOf(record.source === 'syslog' ? record.id : 'debug', record.message);
}

/** Everything that an ASA wrote by itself, whatever stands between. */
export function parseLog(text: string): Parsed<AsaLogRecord> {
  const reader = new LineReader(text, { keepLogs: true });
  const account = new Account(reader);
  const entries = new AsaLogEntries(new Margin(text, { keepLogs: true }));
  for (let line = takeLine(reader); line; line = takeLine(reader)) {
    if (!line.isOverlong && entries.add(line)) account.understand();
    else account.wonder(line);
  }
  return conclude(account.close(), entries.records);
}
