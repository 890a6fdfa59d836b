/** Whom a step is about, for a diagnosis to look at both ends. */
import type { Exercise, Step } from '../lab/exercise.ts';
import type { Expectation } from '../lab/expectation.ts';
import { ownerOf } from './facts/places.ts';
import { formatIpv4 } from '../base/address.ts';

/** Two roles that the lab has negotiate with each other. */
export type Pair = readonly [string, string];

/** The pairs that the lab names, of which the step is about one end or both. */
export function concernedPairs(exercise: Exercise, step: Step): Pair[] {
  const roles = new Set(step.expect.flatMap((one) => rolesOf(one, exercise, step)));
  const all = exercise.steps.flatMap(({ expect }) => expect.flatMap(pairOf));
  const distinct = new Map(all.map((pair) => [pair.toSorted().join(' '), pair]));
  return [...distinct.values()].filter(([a, b]) => roles.has(a) || roles.has(b));
}

export function concernedRoles(exercise: Exercise, step: Step): string[] {
  const pairs = concernedPairs(exercise, step).flat();
  const mentioned = step.expect.flatMap((one) => rolesOf(one, exercise, step));
  const all = new Set([...pairs, ...mentioned]);
  return exercise.roles.filter(({ name }) => all.has(name)).map(({ name }) => name);
}

function pairOf({ arguments: wanted }: Expectation): Pair[] {
  return 'between' in wanted ? [wanted.between] : [];
}

function rolesOf(one: Expectation, exercise: Exercise, step: Step): string[] {
  if ('between' in one.arguments) return [...one.arguments.between];
  if (one.verb === 'ping') return endsOfPing(one.arguments.of, exercise, step);
  // A link's senders are the ends of tunnels, which are in the pairs.
  if (one.verb === 'absent') return exercise.steps.flatMap(({ expect }) => expect.flatMap((other) => pairOf(other).flat())); // prettier-ignore
  return 'on' in one.arguments ? [one.arguments.on] : [];
}

function endsOfPing(id: string, exercise: Exercise, step: Step): string[] {
  const action = step.actions.find((one) => one.id === id);
  if (action?.kind !== 'ping') return [];
  const there = ownerOf(exercise, formatIpv4(action.to));
  return there ? [action.from, there.name] : [action.from];
}
