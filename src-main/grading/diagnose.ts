/**
 * Why a step has not passed: rules that compare the two ends, root cause first. The order is the order in which a
 * negotiation comes to them: do the routers reach each other, is the tunnel there and does it lead to the peer, is it protected at both ends (or nothing
 * is negotiated at all), is there a policy in common, is the key the same, do the tunnels agree on what to protect and
 * how. A rule speaks only where the step lacks something that it explains. What is harmless has no rule: lifetimes of
 * IKE that differ, numbers of policies, further policies and keys, a first ping that is lost.
 */
import type { Exercise, Step } from '../lab/exercise.ts';
import { concernedPairs } from './concerned.ts';
import { CHILD_RULES } from './diagnosis/child-rules.ts';
import { IKE_RULES } from './diagnosis/ike-rules.ts';
import { noRoute, outerInterfaceDown } from './diagnosis/reachability-rules.ts';
import type { Finding, Rule, RuledOut } from './diagnosis/rule.ts';
import { isIkeUp, isNegotiationWanted, sidesOf, type Sides } from './diagnosis/side.ts';
import { OUTCOMES, symptomsOf, type Symptom } from './diagnosis/symptoms.ts';
import {
  modesDiffer,
  noProtection,
  oneSided,
  profileUndefined,
  shutdown,
  wrongPeer,
} from './diagnosis/tunnel-rules.ts';
import type { Evidence } from './evidence.ts';
import { capturesOf } from './facts/captures.ts';
import type { Diagnosis, Quote, StepVerdict } from './verdict.ts';

const RULES: readonly Rule[] = [
  outerInterfaceDown,
  noRoute,
  shutdown,
  wrongPeer,
  oneSided,
  noProtection,
  profileUndefined,
  ...IKE_RULES,
  modesDiffer,
  ...CHILD_RULES,
];

const MOST = 3;

/** The verdict with what explains it; `evidence` includes what was captured for diagnosis. */
export function diagnose(
  exercise: Exercise,
  step: Step,
  verdict: StepVerdict,
  evidence: readonly Evidence[],
): StepVerdict {
  const symptoms = symptomsOf(verdict);
  if (verdict.verdict === 'passed' || verdict.verdict === 'not judged' || symptoms.size === 0) return verdict;
  const captures = capturesOf(evidence);
  const findings = concernedPairs(exercise, step)
    .map((pair) => sidesOf(exercise, captures, pair))
    .flatMap((sides) => findingsOf(sides, exercise, symptoms));
  const found = findings.flatMap(({ rule, finding }) => diagnosisOf(rule, finding));
  const distinct = found.filter(({ rule }, index) => found.findIndex((one) => one.rule === rule) === index);
  const isUnexplained = distinct.length === 0 && isOutcomeAlone(symptoms);
  const diagnoses = isUnexplained ? undecided(findings.map(({ finding }) => finding), verdict) : distinct.slice(0, MOST); // prettier-ignore
  return { ...verdict, diagnoses };
}

/** What somebody has not typed in as asked for is told by the verdict on it. */
function isOutcomeAlone(symptoms: ReadonlySet<Symptom>): boolean {
  return [...symptoms].every((symptom) => OUTCOMES.includes(symptom));
}

interface RuleFinding {
  rule: Rule;
  finding: Finding;
}

function findingsOf(sides: Sides, exercise: Exercise, symptoms: ReadonlySet<Symptom>): RuleFinding[] {
  const isUp = isIkeUp(sides);
  const isWanted = isNegotiationWanted(sides, exercise);
  const mayBreak = ({ phase }: Rule): boolean => phase === undefined || (isWanted && !(phase === 1 && isUp));
  const fitting = RULES.filter((rule) =>
    rule.explains.some((one) => symptoms.has(one) && (mayBreak(rule) || !OUTCOMES.includes(one))),
  );
  return fitting.map((rule) => ({ rule, finding: rule.find(sides, exercise) }));
}

function diagnosisOf({ id, title }: Rule, finding: Finding): Diagnosis[] {
  if (finding?.is !== 'fault' || finding.quotes.length === 0) return [];
  const { explanation, quotes, mend } = finding;
  return [{ rule: id, title, explanation, quotes: distinctQuotes(quotes), mend }];
}

/** Nothing is claimed without a line that shows it. */
function undecided(findings: readonly Finding[], { expectations }: StepVerdict): Diagnosis[] {
  const cleared = findings.filter((one): one is RuledOut => one?.is === 'ruled out');
  const says = [...new Set(cleared.map((one) => one.says))];
  const failing = expectations.flatMap(({ attributes }) => attributes.filter(({ holds }) => !holds));
  const quotes = distinctQuotes([...failing.flatMap((one) => one.quotes), ...cleared.flatMap((one) => one.quotes)]);
  if (quotes.length === 0) return [];
  return [
    {
      rule: 'undecided',
      title: 'The cause is not known',
      explanation:
        says.length === 0
          ? 'What the routers show does not fit any fault that is known here, and does not rule one out either.'
          : `What the routers show does not fit any fault that is known here. Ruled out: ${says.join('; ')}.`,
      quotes,
      mend: 'Look at both routers while it happens: `debug crypto isakmp` on the one that is asked tells why it refuses. Check that the routers reach each other outside the tunnel.',
    },
  ];
}

function distinctQuotes(quotes: readonly Quote[]): Quote[] {
  return [...new Map(quotes.map((quote) => [`${quote.evidence} ${quote.line}`, quote])).values()];
}
