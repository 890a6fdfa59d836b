/** What a step that has not passed lacks, in a few words that rules can explain. */
import type { ExpectationVerdict, StepVerdict } from '../verdict.ts';

export type Symptom =
  | 'policy'
  | 'key'
  | 'transform set'
  | 'profile'
  | 'map'
  | 'applied' // a map that is to be on an interface
  | 'tunnel' // its mode or protection
  | 'mode' // it is up, and not of the kind that is asked for
  | 'acl'
  | 'nat'
  | 'route'
  | 'line' // an interface that should be up is not
  | 'ike' // no association where one should be established
  | 'child'
  | 'traffic'
  | 'errors' // packets that were dropped
  | 'size' // large packets do not pass
  | 'pqc'
  | 'clear'; // GRE in clear

/** What shows when something does not work, as against what somebody has not typed in yet. */
export const OUTCOMES: readonly Symptom[] = ['line', 'ike', 'child', 'traffic', 'errors', 'size', 'route', 'mode'];

/** A transient step wants things not to work: of it only what is defined badly is a symptom. */
export function symptomsOf({ kind, expectations }: StepVerdict): Set<Symptom> {
  const all = missed(expectations).flatMap((one) => (SYMPTOMS[one.verb] ?? nothing)(one));
  const isTyped = (symptom: Symptom): boolean => symptom !== 'tunnel' && !OUTCOMES.includes(symptom);
  return new Set(kind === 'transient' ? all.filter(isTyped) : all);
}

/** Those in groups too, but not what was to be absent. */
function missed(expectations: readonly ExpectationVerdict[]): ExpectationVerdict[] {
  const failing = expectations.filter(({ verdict }) => verdict === 'failed' || verdict === 'partial');
  return failing.flatMap((one) => (one.verb === 'any' || one.verb === 'all' ? missed(childrenOf(one)) : [one]));
}

function childrenOf(one: ExpectationVerdict & { children?: ExpectationVerdict[] }): ExpectationVerdict[] {
  return one.children ?? [];
}

type Read = (verdict: ExpectationVerdict) => Symptom[];

const nothing: Read = () => [];
const always =
  (...symptoms: Symptom[]): Read =>
  () =>
    symptoms;

const isMissing = ({ attributes }: ExpectationVerdict, attribute: string, expected: string): boolean =>
  attributes.some((one) => one.name === attribute && one.expected === expected && !one.holds);

const missing =
  (attribute: string, expected: string, symptom: Symptom): Read =>
  (one) =>
    isMissing(one, attribute, expected) ? [symptom] : [];

const isLacking = ({ attributes }: ExpectationVerdict, ...names: string[]): boolean =>
  attributes.some(({ name, holds }) => names.includes(name) && !holds);

const SIZES = /^ip (?:mtu|tcp adjust-mss) /;

/** By verb. */
const SYMPTOMS: Readonly<Record<string, Read>> = {
  isakmpPolicy: always('policy'),
  isakmpKey: always('key'),
  transformSet: always('transform set'),
  ipsecProfile: always('profile'),
  // Whoever is only asked to define a map need not have applied it.
  cryptoMap: (one) => (isLacking(one, 'interface') ? ['map', 'applied'] : ['map']),
  ikev2Proposal: always('policy'),
  ikev2Policy: always('policy'),
  ikev2Keyring: always('key'),
  ikev2Profile: always('profile'),
  acl: always('acl'),
  nat: always('nat'),
  route: always('route'),
  interface: (one) => [
    ...(isLacking(one, 'status', 'line protocol', 'line') ? (['line'] as const) : []),
    ...(isLacking(one, 'IP MTU', 'ip mtu', 'ipMtu', 'MSS', 'mss', 'tcp mss') ? (['size'] as const) : []),
  ],
  tunnel: (one) => [
    ...missing('line protocol', 'up', 'line')(one),
    ...(one.attributes.some(({ name, holds }) => name !== 'line protocol' && !holds) ? (['tunnel'] as const) : []),
    ...(isLacking(one, 'mode') ? (['mode'] as const) : []),
  ],
  ike: missing('state', 'established', 'ike'),
  child: (one) => [
    ...missing('state', 'established', 'child')(one),
    ...(one.verdict === 'partial' || one.attributes.some(({ name, holds }) => name.includes('selector') && !holds) ? (['mode'] as const) : []),
  ],
  ping: (one) => [
    ...(isLacking(one, 'received', 'lost', 'lost before the first answer', 'sizes answered') ? (['traffic'] as const) : []),
    ...(isLacking(one, 'largest packet') ? (['size'] as const) : []),
  ],
  counters: (one) => [
    ...(isLacking(one, 'errors', 'send errors', 'receive errors') ? (['errors'] as const) : []),
    'traffic',
  ],
  rekeyed: always('child', 'traffic'),
  configuration: ({ attributes }) => (attributes.some(({ name, holds }) => !holds && SIZES.test(name)) ? ['size'] : []),
  absent: always('clear'),
}; // prettier-ignore
