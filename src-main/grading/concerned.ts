/** Whom a step is about, for a diagnosis to look at both ends. */
import type { Exercise, Step } from '../lab/exercise.ts';
import { simpleOnes, type Simple, type VerbArguments } from '../lab/expectation.ts';
import { ownerOf } from './facts/places.ts';
import { formatIpv4 } from '../base/address.ts';

/** Two roles that the lab has negotiate with each other. */
export type Pair = readonly [string, string];

/** The pairs that the lab names, of which the step is about one end or both. */
export function concernedPairs(exercise: Exercise, step: Step): Pair[] {
  const roles = new Set(simpleOnes(step.expect).flatMap((one) => rolesOf(one, exercise, step)));
  const all = exercise.steps.flatMap(({ expect }) => simpleOnes(expect).flatMap(pairOf));
  const distinct = new Map(all.map((pair) => [pair.toSorted().join(' '), pair]));
  return [...distinct.values()].filter(([a, b]) => roles.has(a) || roles.has(b));
}

export function concernedRoles(exercise: Exercise, step: Step): string[] {
  const pairs = concernedPairs(exercise, step).flat();
  const mentioned = simpleOnes(step.expect).flatMap((one) => rolesOf(one, exercise, step));
  const all = new Set([...pairs, ...mentioned]);
  return exercise.roles.filter(({ name }) => all.has(name)).map(({ name }) => name);
}

function pairOf({ arguments: wanted }: Simple): Pair[] {
  return 'between' in wanted ? [wanted.between] : [];
}

function rolesOf(one: Simple, exercise: Exercise, step: Step): string[] {
  if ('between' in one.arguments) return [...one.arguments.between];
  if (one.verb === 'ping' || one.verb === 'path') return endsOfWay(one.arguments.of, exercise, step);
  // A link's senders are the ends of tunnels, which are in the pairs.
  if (one.verb === 'absent' || one.verb === 'wire') return exercise.steps.flatMap(({ expect }) => simpleOnes(expect).flatMap((other) => pairOf(other).flat())); // prettier-ignore
  if (one.verb === 'order') return momentsOf(one.arguments).flatMap((moment) => ('log' in moment ? moment.log.on : []));
  return [one.arguments.on].flat();
}

type Order = VerbArguments<'order'>;

function momentsOf(order: Order) {
  return 'during' in order ? [order.event] : [order.first, order.then];
}

function endsOfWay(id: string, exercise: Exercise, step: Step): string[] {
  const action = step.actions.find((one) => one.id === id);
  if (!action || !('from' in action)) return [];
  const there = ownerOf(exercise, formatIpv4(action.to));
  return there ? [action.from, there.name] : [action.from];
}
