/** What a learner has answered to the questions of a step, as grading is given it. */

import type { Evidence } from '../evidence.ts';

export interface GivenAnswer {
  /** Ids of choices, or one text. Empty where nothing was answered. */
  values: readonly string[];
  /** What was answered and judged before. */
  earlier: readonly (readonly string[])[];
  /** The right answer has been shown: none of the learner's counts any more. */
  isShown: boolean;
}

export interface Answered {
  /** By the questions' ids. */
  given: ReadonlyMap<string, GivenAnswer>;
  /**
   * What the routers showed when the attempt was looked at before, each time as a list of its own: what was right then is
   * right still, though routers that were started anew have other numbers now.
   */
  earlier: readonly (readonly Evidence[])[];
}

/** `model`: what is right is what is answered, as when a lab's own solution is typed. */
export type Answers = Answered | 'model';

export const noAnswers: Answers = { given: new Map(), earlier: [] };
