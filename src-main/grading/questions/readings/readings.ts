/** Every reading that a lab may take an answer from, each with its rule. */
import type { ReadingAnswer, ReadingKind } from '../../../lab/question.ts';
import type { Exercise } from '../../../lab/exercise.ts';
import { Unreadable, attempt, type Moment } from '../../facts/captures.ts';
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

/**
 * All that is right: what the routers showed before the actions of the step, as the learner saw them, and at its end.
 * @throws {Unreadable} when neither can be read
 */
export function readingValues(answer: ReadingAnswer, place: ReadingPlace): Value[] {
  const rule = ruleOf(answer);
  const moments: Moment[] = ['end', 'begin'];
  const read = moments.map((moment) => attempt(() => rule.read(answer.of, place, moment)));
  const values = read.flatMap((one) => (Array.isArray(one) ? one : []));
  const [failure] = read;
  if (failure instanceof Unreadable && read.every((one) => one instanceof Unreadable)) throw failure;
  return values;
}
