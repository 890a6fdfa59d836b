/** How a ping of a step went, whoever sent it. */
import type { Exercise, PingAction, SweepAction } from '../../lab/exercise.ts';
import type { AsaPing } from '../../parsers/asa/ping.ts';
import type { Ping } from '../../parsers/ios/ping.ts';
import type { LinuxPing } from '../../parsers/linux/ping.ts';
import type { Sourced } from '../../parsers/parsed.ts';
import type { VpcsPing } from '../../parsers/vpcs/ping.ts';
import type { Evidence } from '../evidence.ts';
import { pingCommand, sweepCommand } from '../packets-sent.ts';
import { Unreadable, type Capture, type Captures } from './captures.ts';
import { parsedAs } from './parsed-as.ts';
import { roleNamed } from './places.ts';
import { showOn } from './shows.ts';
import { formatIpv4 } from '../../base/address.ts';

export interface PingResult extends Sourced {
  destination: string;
  sent: number;
  received: number;
  /** Packets without an answer before the first that had one; all of them where none had. Undefined: not told. */
  firstLost: number | undefined;
}

type AnyPing = AsaPing & Ping & LinuxPing & VpcsPing;

/** @throws {Unreadable} */
export function readPing(exercise: Exercise, captures: Captures, action: PingAction): Capture<PingResult> {
  return readAnswers(exercise, captures, { action, command: pingCommand(exercise, action), count: action.count });
}

/** Of a sweep, by size. @throws {Unreadable} */
export function readSweep(
  exercise: Exercise,
  captures: Captures,
  action: SweepAction,
): { size: number; ping: Capture<PingResult> }[] {
  // prettier-ignore
  return action.sizes.map((size) => ({
    size,
    ping: readAnswers(exercise, captures, { action, command: sweepCommand(exercise, action, size), count: 2 }),
  }));
}

interface Sent {
  action: PingAction | SweepAction;
  command: string;
  count: number;
}

function readAnswers(exercise: Exercise, captures: Captures, { action, command, count }: Sent): Capture<PingResult> {
  const platform = parsedAs(roleNamed(exercise, action.from).platform);
  const show = showOn<AnyPing>(platform, command);
  const unsent = withoutSource(captures.answer(action.from, command, { after: action.id }));
  if (unsent) return { evidence: unsent.evidence, records: [{ destination: formatIpv4(action.to), sent: count, received: 0, firstLost: count, line: unsent.line, at: {} }] }; // prettier-ignore
  const { evidence, records } = captures.read(action.from, show, { after: action.id });
  const record = records.at(-1);
  if (!record) throw new Unreadable(`${action.from} did not say how its ping went.`);
  const { line, at } = record;
  const result = { destination: formatIpv4(action.to), ...countsOf(record, count), firstLost: firstLostOf(record) };
  return { evidence, records: [{ ...result, line, at }] };
}

/** The address that it was to come from is not there: what nobody has configured, and no answer that cannot be read. */
function withoutSource(evidence: Evidence | undefined): { evidence: Evidence; line: number } | undefined {
  const line = evidence?.text.split('\n').findIndex((text) => /^%? ?invalid source/i.test(text.trim())) ?? -1;
  return evidence && line >= 0 ? { evidence, line } : undefined;
}

/** IOS and ASA print a mark for each packet, whose sum is lacking after an abort; the others have sums or their lines. */
function countsOf(
  { marks, repeat, replies = [], sent, received }: Partial<AnyPing>,
  count: number,
): Pick<PingResult, 'sent' | 'received'> {
  // VPCS has a line for each packet and no sum; where there is nowhere to send to, it sends nothing.
  const answered = received ?? (marks === undefined ? replies.length : marks.split('!').length - 1);
  return { sent: sent ?? repeat ?? count, received: answered };
}

function firstLostOf({ marks, replies, sent }: Partial<AnyPing>): number | undefined {
  if (marks !== undefined) return marks.includes('!') ? marks.indexOf('!') : marks.length;
  const [first] = (replies ?? []).map(({ sequence }) => sequence).sort((a, b) => a - b);
  return first === undefined ? sent : first - 1;
}
