/** Between the names that a lab gives and the nodes of the topology it is done on. */
import type { Exercise, Role, Step } from '../lab/exercise.ts';
import { Failure } from '../base/errors.ts';

/** The id of the node that plays the role. The lab was checked when it was loaded: a role that is missing is a bug. */
export function nodeOf(exercise: Exercise, role: string): string {
  const found = exercise.roles.find(({ name }) => name === role);
  if (!found) throw new Error(`the exercise ${exercise.id} has no role ${role}`);
  return found.node;
}

/** @throws Failure unknown-step */
export function stepOf(exercise: Exercise, id: string): Step {
  const found = exercise.steps.find((step) => step.id === id);
  if (found) return found;
  const ids = exercise.steps.map((step) => step.id).join(', ');
  throw new Failure('bad-input', 'unknown-step', `The lab ${exercise.id} has no step "${id}". Its steps: ${ids}.`);
}

/** What every role starts with, by node. A role without a start configuration has what the topology file carries. */
export function startConfigurations(exercise: Exercise): Record<string, string> {
  return Object.fromEntries(exercise.roles.filter(({ start }) => start !== '').map(({ node, start }) => [node, start]));
}

/** The command line that is meant at a node, by node: a Linux may be a router with FRR or VyOS. */
export function playedPlatforms(exercise: Exercise): ReadonlyMap<string, Role['platform']> {
  return new Map(exercise.roles.map(({ node, platform }) => [node, platform]));
}
