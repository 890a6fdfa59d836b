/** What a learner has answered to the questions of a step, as grading is given it. */

export interface GivenAnswer {
  /** Ids of choices, or one text. Empty where nothing was answered. */
  values: readonly string[];
  /** What was answered and judged before. */
  earlier: readonly (readonly string[])[];
  /** The right answer has been shown: none of the learner's counts any more. */
  isShown: boolean;
}

/** By the questions' ids; `model`: what is right is what is answered, as when a lab's own solution is typed. */
export type Answers = ReadonlyMap<string, GivenAnswer> | 'model';

export const noAnswers: Answers = new Map();
