/** What a step that has not passed lacks, in a few words that rules can explain. */
import type { ExpectationVerdict, StepVerdict } from '../verdict.ts';

export type Symptom =
  | 'policy'
  | 'key'
  | 'transform set'
  | 'profile'
  | 'tunnel' // its mode or protection
  | 'line' // a tunnel that should be up is not
  | 'ike' // no association where one should be established
  | 'child'
  | 'traffic'
  | 'clear'; // GRE in clear

/** What shows when something does not work, as against what somebody has not typed in yet. */
export const OUTCOMES: readonly Symptom[] = ['line', 'ike', 'child', 'traffic'];

/** A transient step wants things not to work: of it only what is defined badly is a symptom. */
export function symptomsOf({ kind, expectations }: StepVerdict): Set<Symptom> {
  const missed = expectations.filter(({ verdict }) => verdict === 'failed' || verdict === 'partial');
  const all = missed.flatMap((one) => (SYMPTOMS[one.verb] ?? nothing)(one));
  const isTyped = (symptom: Symptom): boolean => symptom !== 'tunnel' && !OUTCOMES.includes(symptom);
  return new Set(kind === 'transient' ? all.filter(isTyped) : all);
}

type Read = (verdict: ExpectationVerdict) => Symptom[];

const nothing: Read = () => [];

const missing =
  (attribute: string, expected: string, symptom: Symptom): Read =>
  ({ attributes }) =>
    attributes.some((one) => one.name === attribute && one.expected === expected && !one.holds) ? [symptom] : [];

/** By verb. */
const SYMPTOMS: Readonly<Record<string, Read>> = {
  isakmpPolicy: () => ['policy'],
  isakmpKey: () => ['key'],
  transformSet: () => ['transform set'],
  ipsecProfile: () => ['profile'],
  tunnel: (one) => [
    ...missing('line protocol', 'up', 'line')(one),
    ...(one.attributes.some(({ name, holds }) => name !== 'line protocol' && !holds) ? (['tunnel'] as const) : []),
  ],
  ike: missing('state', 'established', 'ike'),
  child: missing('state', 'established', 'child'),
  ping: ({ attributes }) => (attributes.some(({ name, holds }) => name === 'received' && !holds) ? ['traffic'] : []),
  counters: () => ['traffic'],
  absent: () => ['clear'],
};
