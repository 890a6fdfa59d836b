/**
 * Whether a state that passes is over. A transient step that fails is `not judged`, and counts neither way, when the
 * network has gone on: when the configuration that a later `change` step asks for is already there. Configuration is what
 * is typed in (policies, keys, transform sets, profiles, a tunnel's mode and protection); whether it works does not
 * matter. What an earlier step asks for too tells nothing: a rollback at the end leaves what was there at the beginning.
 */
import type { Exercise, Step } from '../lab/exercise.ts';
import { isCombined, type Expectation, type Simple, type Verb } from '../lab/expectation.ts';

export interface LaterStep {
  step: Step;
  expect: Simple[];
}

/** The later steps that can tell it, each with what it asks to be configured. */
export function laterConfiguration(exercise: Exercise, step: Step): LaterStep[] {
  if (step.kind !== 'transient') return [];
  const at = exercise.steps.findIndex(({ id }) => id === step.id);
  const earlier = new Set(exercise.steps.slice(0, at).flatMap(({ expect }) => configured(expect).map(keyOf)));
  return exercise.steps
    .slice(at + 1)
    .filter(({ kind }) => kind === 'change')
    .map((later) => ({ step: later, expect: configured(later.expect) }))
    .filter(({ expect }) => expect.some((one) => !earlier.has(keyOf(one))));
}

function keyOf({ verb, arguments: wanted }: Simple): string {
  return JSON.stringify([verb, wanted]);
}

/** Of what is combined nothing tells it: one of several may be there without the others. */
function configured(expect: readonly Expectation[]): Simple[] {
  return expect.flatMap((one) => (isCombined(one) ? [] : configurationIn(one)));
}

/** Verbs about how a router is configured, and nothing else. */
export const CONFIGURATION: readonly Verb[] = [
  'isakmpPolicy',
  'isakmpKey',
  'transformSet',
  'ipsecProfile',
  'cryptoMap',
  'ikev2Proposal',
  'ikev2Policy',
  'ikev2Keyring',
  'ikev2Profile',
];

/** What of an expectation is typed in by somebody: of a tunnel, all but its line protocol. */
function configurationIn(one: Simple): Simple[] {
  if (one.verb !== 'tunnel') return CONFIGURATION.includes(one.verb) ? [one] : [];
  const wanted = { ...one.arguments };
  delete wanted.line;
  return wanted.mode === undefined && wanted.protection === undefined ? [] : [{ ...one, arguments: wanted }];
}
