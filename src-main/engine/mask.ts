/**
 * What a router elsewhere prints, before it is kept: passwords, keys and communities of its owner are made unreadable.
 * What the lab itself has its learners configure is lab data, and stays: grading has to see it.
 */
import { redact, secretsOf } from '../base/redact.ts';
import type { Exercise } from '../lab/exercise.ts';

export type Mask = (text: string) => string;

/** The same secret is always masked by the same number, so that two that differ can still be told apart. */
export function maskOf(exercise: Exercise | undefined): Mask {
  const own = exercise ? labSecrets(exercise) : new Set<string>();
  const numbers = new Map<string, number>();
  return (text) =>
    redact(text, [], (secret) => {
      if (own.has(secret)) return secret;
      const number = numbers.get(secret) ?? numbers.size + 1;
      numbers.set(secret, number);
      return `<hidden-${number}>`;
    });
}

/** The keys and passwords that a lab has its learners configure. */
export function labSecrets(exercise: Exercise): Set<string> {
  return secretsOf(textOf(exercise));
}

/** All that the lab says may be typed into a router. */
function textOf({ roles, steps, faults, distractors }: Exercise): string {
  const plans = [
    ...steps.flatMap(({ commands, brokenBy }) => [commands, brokenBy]),
    ...[...faults, ...distractors].map(({ lines }) => lines),
    ...faults.map(({ mend }) => mend),
  ];
  const lines = plans.flatMap((plan) => Object.values(plan).flat());
  return [...roles.map(({ start }) => start), ...lines].join('\n');
}
