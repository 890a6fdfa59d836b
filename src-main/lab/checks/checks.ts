/** Every verb, and what of it is looked up. */
import type { Verb } from '../expectation.ts';
import { associationChecks } from './associations.ts';
import type { Check } from './check.ts';
import { configurationChecks } from './configuration.ts';
import { networkChecks } from './network.ts';
import { observedChecks } from './observed.ts';

export const checks: { [V in Verb]: Check<V> } = {
  ...configurationChecks,
  ...associationChecks,
  ...networkChecks,
  ...observedChecks,
};
