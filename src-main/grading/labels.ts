/**
 * Names of a lab's own for what a learner has defined (`as: ours`). A label stands for the expectation that gave it: what
 * a router has is called so when it fulfils that expectation, whatever the learner named it.
 */
import type { Exercise, Step } from '../lab/exercise.ts';
import { simpleOnes, type Simple, type VerbArguments } from '../lab/expectation.ts';

type LabelledVerb =
  'transformSet' | 'ipsecProfile' | 'acl' | 'ikev2Proposal' | 'ikev2Policy' | 'ikev2Keyring' | 'ikev2Profile';

/**
 * The expectation that a label stands for on a role: of several the latest up to this step. One that was given on
 * another role alone is taken over to this one.
 */
export function labelled<V extends LabelledVerb>(
  verb: V,
  label: string,
  role: string,
  { exercise, step }: { exercise: Exercise; step: Step },
): VerbArguments<V> | undefined {
  const last = exercise.steps.findIndex(({ id }) => id === step.id);
  const own = last < 0 ? exercise.steps : exercise.steps.slice(0, last + 1);
  const steps = [...(exercise.broken?.prepared ?? []), ...own];
  const fitting = steps.flatMap(({ expect }) => simpleOnes(expect).flatMap((one) => argumentsOf(verb, label, one)));
  const found = fitting.findLast((one) => 'on' in one && one.on === role) ?? fitting.at(-1);
  // What a label is given to is on one role.
  return found && { ...found, on: role };
}

function argumentsOf<V extends LabelledVerb>(verb: V, label: string, one: Simple): VerbArguments<V>[] {
  if (one.verb !== verb) return [];
  const wanted = one.arguments as VerbArguments<V>;
  return 'as' in wanted && wanted.as === label ? [wanted] : [];
}
