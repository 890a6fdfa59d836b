/**
 * Time that a lab wants to pass and that nobody could let pass: on real devices an hour takes an hour. What rests on it
 * is not judged there.
 */
import type { Action, Exercise, Step } from '../lab/exercise.ts';
import type { Simple, Verb } from '../lab/expectation.ts';
import type { Evidence } from './evidence.ts';
import { NotJudgeable, capturesOf, type Captures } from './facts/captures.ts';
import { clockCommand } from './packets-sent.ts';
import { CONFIGURATION } from './transient.ts';
import { allHold, type Scene } from './verbs/verb.ts';
import { ruleOf } from './verbs/verbs.ts';

/** What is configured does not change with time. */
const LASTING: readonly Verb[] = [...CONFIGURATION, 'configuration', 'unchanged'];

/** @throws {NotJudgeable} */
export function assertTimePassed(one: Simple, { exercise, step, captures }: Scene): void {
  const missed = step.actions.findIndex(
    (action) => action.kind === 'advance' && !hasPassed(exercise, captures, action),
  );
  if (missed < 0 || LASTING.includes(one.verb) || isOverBefore(one, step.actions.slice(0, missed))) return;
  const action = step.actions[missed];
  const seconds = action?.kind === 'advance' ? action.seconds : 0;
  throw new NotJudgeable(`Not judged here: it rests on ${seconds} seconds that would have to be waited for.`);
}

/** The clock is read after time has been moved on. */
function hasPassed(exercise: Exercise, captures: Captures, { id }: Action): boolean {
  const clocks = exercise.roles.flatMap(clockCommand);
  return clocks.some(({ role, command }) => captures.answer(role, command, { after: id }) !== undefined);
}

function isOverBefore({ arguments: wanted }: Simple, before: readonly Action[]): boolean {
  const id = 'over' in wanted ? wanted.over : 'of' in wanted ? wanted.of : undefined;
  return before.some((one) => one.id === id);
}

/** Whether every association of the step that is to be replaced over an action has been, as far as it was looked at. */
export function isRekeyedOver(exercise: Exercise, step: Step, action: Action, evidence: readonly Evidence[]): boolean {
  const captures = capturesOf(evidence);
  const wanted = step.expect.filter((one) => one.verb === 'rekeyed' && one.arguments.over === action.id);
  return wanted.every((one) => {
    if (one.verb !== 'rekeyed') return true;
    // What was lost is seen later.
    const given = { ...one.arguments };
    delete given.loss;
    return allHold(ruleOf('rekeyed').judge(given, { exercise, step, captures }).attributes);
  });
}
