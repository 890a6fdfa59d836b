/** What every reading has: the looks that it needs, and the values that what they showed makes right. */
import type { Exercise, Step } from '../../../lab/exercise.ts';
import type { ReadingKind, Readings } from '../../../lab/question.ts';
import type { Moment } from '../../facts/captures.ts';
import type { Place } from '../../facts/logs.ts';
import type { Look } from '../../look.ts';
import type { Value } from '../value.ts';

export interface ReadingRule<R extends ReadingKind> {
  /** Taken before the actions of the step, when all is as the learner saw it, and once more at its end. */
  looks(of: Readings[R], exercise: Exercise): Look[];
  /**
   * Everything that is right: of several negotiations in one log the learner may have looked at any.
   * @throws {Unreadable}
   */
  read(of: Readings[R], place: ReadingPlace, moment: Moment): Value[];
}

export interface ReadingPlace extends Place {
  step: Step;
}

/** The one that is asked for, counted from 1; all of them when none is. */
export function nthOf<T>(all: readonly T[], nth: number | undefined): T[] {
  return nth === undefined ? [...all] : all.slice(nth - 1, nth);
}
