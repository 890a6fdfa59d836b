/** Sees that everything an expectation refers to is there. */
import type { Path } from '../base/path.ts';
import { checkAnswerable } from './answerable.ts';
import type { Draft, StepSoFar } from './draft.ts';
import { checks } from './checks/checks.ts';
import type { Check } from './checks/check.ts';
import type { Simple, Verb } from './expectation.ts';

/** @param path of the verb */
export function checkExpectation(draft: Draft, step: StepSoFar, one: Simple, path: Path): void {
  const check = checks[one.verb] as Check<Verb>;
  check({ draft, step, path }, one.arguments);
  checkAnswerable(draft, one, path);
}
