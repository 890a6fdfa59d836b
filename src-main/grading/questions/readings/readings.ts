/** Every reading that a lab may take an answer from, each with its rule. */
import type { ReadingAnswer, ReadingKind } from '../../../lab/question.ts';
import type { Exercise } from '../../../lab/exercise.ts';
import { Unreadable, attempt, type Captures, type Moment } from '../../facts/captures.ts';
import type { Look } from '../../look.ts';
import type { Value } from '../value.ts';
import { cookie, lifetime, role, spi } from './associations.ts';
import { debugState, logLine, messageId } from './debug.ts';
import type { ReadingPlace, ReadingRule } from './reading.ts';
import { count, shown } from './shown.ts';
import { packetField } from './packets.ts';

const READINGS: { [R in ReadingKind]: ReadingRule<R> } = {
  spi,
  cookie,
  messageId,
  debugState,
  count,
  role,
  lifetime,
  logLine,
  shown,
  packetField,
};

/** The rule of an answer's reading takes the arguments of that answer: each is of the same kind. */
function ruleOf({ reading }: ReadingAnswer): ReadingRule<ReadingKind> {
  return READINGS[reading];
}

export function readingLooks(answer: ReadingAnswer, exercise: Exercise): Look[] {
  return ruleOf(answer).looks(answer.of, exercise);
}

/** Numbers that a negotiation has for itself. Others are to be what they are now. */
const LASTING: readonly ReadingKind[] = ['spi', 'cookie', 'messageId', 'debugState', 'logLine', 'packetField'];

/**
 * All that is right: what the routers showed at the end of the step, before its actions, as the learner saw them, and of
 * what lasts whenever they were looked at.
 * @param earlier the attempt when it was looked at before
 * @throws {Unreadable} when nothing can be read now
 */
export function readingValues(answer: ReadingAnswer, place: ReadingPlace, earlier: readonly Captures[]): Value[] {
  const rule = ruleOf(answer);
  const readAt = (at: ReadingPlace): (Value[] | Unreadable)[] =>
    MOMENTS.map((moment) => attempt(() => rule.read(answer.of, at, moment)));
  const now = readAt(place);
  const [failure] = now;
  if (failure instanceof Unreadable && now.every((one) => one instanceof Unreadable)) throw failure;
  const before = LASTING.includes(answer.reading) ? earlier.flatMap((captures) => readAt({ ...place, captures })) : [];
  return [...now, ...before].flatMap((one) => (Array.isArray(one) ? one : []));
}

const MOMENTS: readonly Moment[] = ['end', 'begin'];
