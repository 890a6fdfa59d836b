/**
 * Why a step has not passed: rules that compare the two ends, root cause first. The order is the order in which a
 * negotiation comes to them (diagnosis/rules.ts): what comes first must be mended first. A rule speaks only where the
 * step lacks something that it explains. What is harmless has no rule: lifetimes of IKE that differ, numbers of
 * policies, further policies and keys, a first ping that is lost, a second try with another group.
 */
import type { Exercise, Step } from '../lab/exercise.ts';
import { concernedPairs } from './concerned.ts';
import { commonVersion, isNegotiationWanted } from './diagnosis/protection.ts';
import type { Fault, Finding, Rule, RuledOut } from './diagnosis/rule.ts';
import { RULES } from './diagnosis/rules.ts';
import { isIkeUp, sidesOf, type Sides } from './diagnosis/side.ts';
import { diagnosisLooks } from './diagnosis/looks.ts';
import { withSwanHints } from './diagnosis/swan/hints.ts';
import { OUTCOMES, symptomsOf, type Symptom } from './diagnosis/symptoms.ts';
import type { Evidence } from './evidence.ts';
import { capturesOf } from './facts/captures.ts';
import type { Diagnosis, Quote, StepVerdict } from './verdict.ts';

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
  const known = { exercise, captures: capturesOf(evidence), evidence };
  const findings = concernedPairs(exercise, step)
    .map((pair) => sidesOf(known, pair))
    .flatMap((sides) => findingsOf(sides, exercise, symptoms));
  const timed = (quotes: readonly Quote[]): Quote[] => distinctQuotes(quotes).map((quote) => withTime(quote, evidence));
  const distinct = ranked(findings).map(({ rule, fault }) => diagnosisOf(rule, fault, timed));
  const isUnexplained = distinct.length === 0 && isOutcomeAlone(symptoms);
  const silent = silentRoles(exercise, step, evidence);
  const diagnoses = isUnexplained ? undecided(findings.map(({ finding }) => finding), silent, verdict, timed) : distinct.slice(0, MOST); // prettier-ignore
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
  const version = commonVersion(sides, exercise);
  const mayBreak = ({ phase }: Rule): boolean => phase === undefined || (isWanted && !(phase === 1 && isUp));
  const isOfVersion = (rule: Rule): boolean => rule.version === undefined || rule.version === version;
  const fitting = RULES.filter((rule) =>
    isOfVersion(rule) && rule.explains.some((one) => symptoms.has(one) && (mayBreak(rule) || !OUTCOMES.includes(one))),
  ); // prettier-ignore
  return fitting.map((rule) => ({ rule, finding: withSwanHints(rule, sides, rule.find(sides, exercise)) }));
}

interface Found {
  rule: Rule;
  fault: Fault;
}

/** Each fault once, of whichever pair, in the order of the rules. What is merely possible is told where nothing is proven. */
function ranked(findings: readonly RuleFinding[]): Found[] {
  const found = findings.flatMap(({ rule, finding }) => (finding?.is === 'fault' && finding.quotes.length > 0 ? [{ rule, fault: finding }] : [])); // prettier-ignore
  const proven = found.filter(({ fault }) => fault.confidence !== 'possible');
  const sorted = (proven.length > 0 ? proven : found).sort((a, b) => RULES.indexOf(a.rule) - RULES.indexOf(b.rule));
  const brought = sorted.flatMap(({ rule }) => rule.brings ?? []);
  return sorted.filter(({ rule: { id } }, index) => !brought.includes(id) && sorted.findIndex(({ rule }) => rule.id === id) === index); // prettier-ignore
}

type Timed = (quotes: readonly Quote[]) => Quote[];

function diagnosisOf({ id, title }: Rule, fault: Fault, timed: Timed): Diagnosis {
  const { explanation, quotes, hints, confidence, next } = fault;
  const base = { rule: id, title, explanation, quotes: timed(quotes), confidence, mend: hints[0] ?? '', hints };
  return next.length === 0 ? base : { ...base, next };
}

/** Those that were to be looked at, and have not said a word. */
function silentRoles(exercise: Exercise, step: Step, evidence: readonly Evidence[]): string[] {
  const asked = [...new Set(diagnosisLooks(exercise, step).map(({ role }) => role))];
  return asked.filter((role) => !evidence.some((one) => one.role === role));
}

/** Nothing is claimed without a line that shows it. */
function undecided(
  findings: readonly Finding[],
  silent: readonly string[],
  { expectations }: StepVerdict,
  timed: Timed,
): Diagnosis[] {
  // prettier-ignore
  const cleared = findings.filter((one): one is RuledOut => one?.is === 'ruled out');
  const says = [...new Set(cleared.map((one) => one.says))];
  const failing = expectations.flatMap(({ attributes }) => attributes.filter(({ holds }) => !holds));
  const quotes = timed([...failing.flatMap((one) => one.quotes), ...cleared.flatMap((one) => one.quotes)]);
  if (quotes.length === 0) return [];
  const mend = 'Look at both routers while it happens: `debug crypto isakmp` on the one that is asked tells why it refuses. Check that the routers reach each other outside the tunnel.'; // prettier-ignore
  return [
    {
      rule: 'undecided',
      title: 'The cause is not known',
      explanation: [
        says.length === 0
          ? 'What the routers show does not fit any fault that is known here, and does not rule one out either.'
          : `What the routers show does not fit any fault that is known here. Ruled out: ${says.join('; ')}.`,
        ...(silent.length === 0 ? [] : [`Not ruled out: anything on ${silent.join(', ')}, where nobody answered.`]),
      ].join(' '),
      quotes,
      confidence: 'possible',
      mend,
      hints: [mend],
      next: NEXT,
    },
  ];
}

const NEXT = [
  '`ping` between the outer addresses: is there a way at all?',
  '`show crypto isakmp sa` (or `show crypto ikev2 sa`) on both ends while traffic is sent: how far does it come?',
  '`debug crypto isakmp` or `debug crypto ikev2` on the one that is asked',
  '`show crypto ipsec sa` on both: which counters grow?',
];

function distinctQuotes(quotes: readonly Quote[]): Quote[] {
  return [...new Map(quotes.map((quote) => [`${quote.evidence} ${quote.line}`, quote])).values()];
}

function withTime(quote: Quote, evidence: readonly Evidence[]): Quote {
  const one = evidence.find(({ id }) => id === quote.evidence);
  return one ? { ...quote, deviceTime: one.deviceTime } : quote;
}
