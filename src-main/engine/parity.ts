/** The same lab, done the same way on two backends: where their routers were judged otherwise, or showed another thing. */
import type { AttributeVerdict, ExpectationVerdict, VerdictKind } from '../grading/verdict.ts';
import type { RunReport } from './standing.ts';

export type Difference =
  /** An expectation that was judged otherwise. */
  | { kind: 'verdict'; step: string; expectation: string; here: VerdictKind | 'missing'; there: VerdictKind | 'missing'; says: string } // prettier-ignore
  /** An attribute that is right in both, or wrong in both, and is not the same. */
  | { kind: 'fact'; step: string; expectation: string; role: string; name: string; here: string; there: string };

/** @param here the one that the other is measured by */
export function parityOf(here: RunReport, there: RunReport): { compared: number; differences: Difference[] } {
  const ours = expectationsOf(here);
  const theirs = expectationsOf(there);
  const keys = [...new Set([...ours.keys(), ...theirs.keys()])];
  const differences = keys.flatMap((key): Difference[] => {
    const [step = '', expectation = ''] = JSON.parse(key) as string[];
    const [a, b] = [ours.get(key), theirs.get(key)];
    if (!a || a.verdict !== b?.verdict) return [verdictsDiffer({ step, expectation }, a, b)];
    return factsOf(a, b).map((fact) => ({ kind: 'fact', step, expectation, ...fact }));
  });
  return { compared: keys.length, differences };
}

type Seen = ExpectationVerdict | undefined;

function verdictsDiffer(at: { step: string; expectation: string }, here: Seen, there: Seen): Difference {
  const verdictOf = (one: Seen): VerdictKind | 'missing' => one?.verdict ?? 'missing';
  return { kind: 'verdict', ...at, here: verdictOf(here), there: verdictOf(there), says: there?.says ?? '' };
}

function expectationsOf({ steps }: RunReport): Map<string, ExpectationVerdict> {
  return new Map(
    steps.flatMap(({ id, expectations }) => expectations.map((one) => [JSON.stringify([id, one.id]), one] as const)),
  );
}

function factsOf(
  a: ExpectationVerdict,
  b: ExpectationVerdict,
): { role: string; name: string; here: string; there: string }[] {
  // prettier-ignore
  return a.attributes.flatMap((one) => {
    const other = b.attributes.find((candidate) => isSame(one, candidate));
    if (!other || other.found === one.found || isNumberOfItsOwn(one)) return [];
    return [{ role: one.role, name: one.name, here: one.found, there: other.found }];
  });
}

function isSame(a: AttributeVerdict, b: AttributeVerdict): boolean {
  return a.role === b.role && a.name === b.name && a.expected === b.expected;
}

/** SPIs, cookies and counters are others each time, on one backend too. */
function isNumberOfItsOwn({ found }: AttributeVerdict): boolean {
  return /\b0x[0-9a-f]{4,}\b|^\d+$/i.test(found);
}
