/** What a role's log holds, debugs included, whatever its vendor: one shape for the readers of logs. */
import type { AsaLogRecord } from '../../parsers/asa/log.ts';
import type { AsaLogging } from '../../parsers/asa/show-logging.ts';
import type { LogRecord } from '../../parsers/ios/log.ts';
import type { Logging } from '../../parsers/ios/logging.ts';
import type { CharonLine } from '../../parsers/linux/charon-log.ts';
import type { Exercise, Role } from '../../lab/exercise.ts';
import type { Evidence } from '../evidence.ts';
import { lookAt, type Look } from '../look.ts';
import { Unreadable, type Captures, type Moment } from './captures.ts';
import { parsedAs } from './parsed-as.ts';
import { roleNamed } from './places.ts';
import { showOn, type Show } from './shows.ts';

/** Fields of an event, each as the parsers have it. */
export type LogFields = Readonly<Record<string, unknown>>;

export interface LogMessage {
  /** 0-based, in the evidence's text. */
  line: number;
  /** Whole, without the time. */
  text: string;
  /** Its time as printed; the same moment is the same text. */
  time: string | undefined;
  /** "CRYPTO-4-IKMP_BAD_MESSAGE", "ASA-3-713902"; undefined for a debug. */
  name: string | undefined;
  /** The kind of event that the parsers know, "other" where they know none. */
  event: string;
  fields: LogFields;
}

export interface Log {
  evidence: Evidence;
  messages: readonly LogMessage[];
}

const JOURNAL = 'journalctl --no-pager --quiet --lines=3000 --identifier=charon --identifier=charon-systemd';

/** @throws {Unreadable} for an end host, which has no log */
function logShow(name: string, platform: Role['platform']): Show<unknown> {
  const whose = parsedAs(platform);
  if (whose === 'vpcs') throw new Unreadable(`${name} is an end host and keeps no log.`);
  return showOn<unknown>(whose, whose === 'linux' ? JOURNAL : 'show logging');
}

export function logLooks(exercise: Exercise, role: string): Look[] {
  const { platform } = roleNamed(exercise, role);
  return platform === 'vpcs' ? [] : lookAt(role, logShow(role, platform));
}

/**
 * The log as it was then.
 * @throws {Unreadable}
 */
export function readLog({ exercise, captures }: Place, role: string, moment: Moment): Log {
  const { platform } = roleNamed(exercise, role);
  const { evidence, records } = captures.read(role, logShow(role, platform), moment);
  const messages = messagesOf(platform, records);
  if (messages.length === 0) assertIsKept(role, platform, records);
  return { evidence, messages };
}

export interface Place {
  exercise: Exercise;
  captures: Captures;
}

/**
 * What was written since `before` was taken. Where the buffer has gone round since, all that is there.
 * @param before an earlier look at the same log
 */
export function since(before: Log, now: Log): LogMessage[] {
  const last = before.messages.at(-1);
  if (!last) return [...now.messages];
  const isSame = (one: LogMessage | undefined, other: LogMessage | undefined): boolean =>
    one?.time === other?.time && one?.text === other?.text;
  const previous = before.messages.at(-2);
  const index = now.messages.findLastIndex(
    (one, place) => isSame(one, last) && (place === 0 || !previous || isSame(now.messages[place - 1], previous)),
  );
  return now.messages.slice(index + 1);
}

/** Nothing in a buffer that is switched off is no sign that nothing happened. */
function assertIsKept(role: string, platform: Role['platform'], records: readonly unknown[]): void {
  if (platform !== 'ios' && platform !== 'iosxe' && platform !== 'asa') return;
  const [first] = records as readonly (Partial<Logging> & Partial<AsaLogging>)[];
  const buffer = platform === 'asa' ? first?.destinations?.['Buffer'] : first?.buffer;
  if (buffer && !buffer.isEnabled)
    throw new Unreadable(`${role} keeps no log: its buffer is off ("logging buffered" turns it on).`);
}

function messagesOf(platform: Role['platform'], records: readonly unknown[]): LogMessage[] {
  // What a record is, the platform says: its parser read them.
  if (platform === 'ios' || platform === 'iosxe')
    return (records as readonly Logging[]).flatMap(({ messages }) => iosMessages(messages));
  if (platform === 'asa') return (records as readonly AsaLogging[]).flatMap(({ messages }) => asaMessages(messages));
  return (records as readonly CharonLine[]).map(ofCharon);
}

export function iosMessages(records: readonly LogRecord[]): LogMessage[] {
  return records.map((one) => {
    const event = one.source === 'other' ? { kind: 'other' } : one.event;
    const name = one.source === 'syslog' ? `${one.facility}-${one.severity}-${one.mnemonic}` : undefined;
    return { ...placeOf(one), time: one.stamp.time, name, event: event.kind, fields: { ...one, ...event } };
  });
}

export function asaMessages(records: readonly AsaLogRecord[]): LogMessage[] {
  return records.map((one) => {
    const name = one.source === 'syslog' ? `${one.facility}-${one.severity}-${one.id}` : undefined;
    return { ...placeOf(one), time: one.time, name, event: one.event.kind, fields: { ...one, ...one.event } };
  });
}

function ofCharon(one: CharonLine): LogMessage {
  return { ...placeOf(one), time: one.time, name: undefined, event: one.event ?? 'other', fields: { ...one } };
}

function placeOf({ line, text }: { line: number; text: string }): Pick<LogMessage, 'line' | 'text'> {
  return { line, text };
}
