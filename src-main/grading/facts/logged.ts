/**
 * What was logged while an action ran, or up to the end of a step: in the buffer of a router, and on the line that was
 * typed at while a debug of the step was on. Either may have less than the other, by its level.
 */
import type { AsaLogRecord } from '../../parsers/asa/log.ts';
import { parseLog as parseAsaLog } from '../../parsers/asa/log.ts';
import { parseLog as parseIosLog, type LogRecord } from '../../parsers/ios/log.ts';
import type { Parsed } from '../../parsers/parsed.ts';
import { Unreadable, attempt, type Moment } from './captures.ts';
import { asaMessages, iosMessages, readLog, since, type Log, type Place } from './logs.ts';
import { roleNamed } from './places.ts';
import type { Show } from './shows.ts';

/** Every place that has it. @throws {Unreadable} when there is none */
export function readLogged(place: Place, role: string, over: string | undefined): Log[] {
  const logs = [() => inBuffer(place, role, over), () => onLine(place, role, over)];
  const read = logs.map((one) => attempt(one));
  const found = read.flatMap((one) => (one instanceof Unreadable ? [] : [one]));
  if (found.length === 0 && read[0] instanceof Unreadable) throw read[0];
  return found;
}

function inBuffer(place: Place, role: string, over: string | undefined): Log {
  if (over === undefined) return readLog(place, role, 'end');
  const now = readLog(place, role, { after: over });
  return { evidence: now.evidence, messages: since(readLog(place, role, { before: over }), now) };
}

/** What came unasked. */
function onLine({ exercise, captures }: Place, role: string, over: string | undefined): Log {
  const moment: Moment = over === undefined ? 'any' : { after: over };
  if (roleNamed(exercise, role).platform === 'asa') {
    const { evidence, records } = captures.read(role, asaLine, moment);
    return { evidence, messages: asaMessages(records) };
  }
  const { evidence, records } = captures.read(role, iosLine, moment);
  return { evidence, messages: iosMessages(records) };
}

const asaLine: Show<AsaLogRecord> = { command: 'log', parse: (text) => whole(parseAsaLog(text)) };
const iosLine: Show<LogRecord> = { command: 'log', parse: (text) => whole(parseIosLog(text)) };

/** It is what came until then, and cannot be cut off or refused. */
function whole<T>(parsed: Parsed<T>): Parsed<T> {
  return { ...parsed, outcome: 'complete' };
}
