/** The verdict on one expectation: by the rule of its verb, or by the verdicts on those that it combines. */
import { isCombined, type Combined, type Expectation, type Simple } from '../lab/expectation.ts';
import { NotJudgeable, Unreadable } from './facts/captures.ts';
import { assertTimePassed } from './time-passed.ts';
import type { ExpectationVerdict, VerdictKind } from './verdict.ts';
import { allHold, type Judgement, type Scene } from './verbs/verb.ts';
import { ruleOf } from './verbs/verbs.ts';

/** Those of a step in their order. What stands after a barrier that has not held is not judged, and earns nothing. */
export function verdictsOn(expectations: readonly Expectation[], scene: Scene): ExpectationVerdict[] {
  let barrier: ExpectationVerdict | undefined;
  return expectations.map((one) => {
    if (barrier) return held(one, barrier);
    const verdict = verdictOn(one, scene);
    if (one.barrier && verdict.verdict !== 'passed' && verdict.verdict !== 'not judged') barrier = verdict;
    return verdict;
  });
}

export function verdictOn(one: Expectation, scene: Scene): ExpectationVerdict {
  const verdict = isCombined(one) ? combined(one, scene) : judged(one, scene);
  return one.level === 'warning' ? { ...verdict, level: 'warning', points: { earned: 0, of: 0 } } : verdict;
}

function held(one: Expectation, barrier: ExpectationVerdict): ExpectationVerdict {
  const says = `Not judged: it rests on another, which does not hold yet: ${barrier.says}`;
  const of = one.level === 'warning' ? 0 : one.points;
  const verdict = { ...baseOf(one), verdict: 'not judged' as const, points: { earned: 0, of }, says, attributes: [] };
  return one.level === 'warning' ? { ...verdict, level: 'warning' } : verdict;
}

function baseOf({ id, verb }: Expectation): Pick<ExpectationVerdict, 'id' | 'verb'> {
  return { id, verb };
}

function judged(one: Simple, scene: Scene): ExpectationVerdict {
  try {
    assertTimePassed(one, scene);
    const judgement = ruleOf(one.verb).judge(one.arguments, scene);
    return { ...scored(one, shareOf(judgement)), says: judgement.says, attributes: judgement.attributes };
  } catch (error) {
    if (error instanceof NotJudgeable)
      return {
        ...baseOf(one),
        verdict: 'not judged',
        points: { earned: 0, of: 0 },
        says: error.message,
        attributes: [],
      };
    if (!(error instanceof Unreadable)) throw error;
    const points = { earned: 0, of: one.points };
    return { ...baseOf(one), verdict: 'error', points, says: error.message, attributes: unread(one, error) };
  }
}

type Scored = Omit<ExpectationVerdict, 'says' | 'attributes'>;

function scored(one: Expectation, share: number): Scored {
  return { ...baseOf(one), verdict: kindOf(share), points: { earned: rounded(one.points * share), of: one.points } };
}

/** The line that made it unreadable, to be quoted like any other. */
function unread({ verb }: Simple, { message, quotes }: Unreadable): ExpectationVerdict['attributes'] {
  const [first] = quotes;
  if (!first) return [];
  return [{ name: verb, role: first.role, expected: 'an answer that can be read', found: message, holds: false, quotes: [...quotes] }]; // prettier-ignore
}

/** What is right in part earns half at most: where one attribute differs, nothing comes of the others. */
const ofPart = 0.5;

function shareOf({ attributes, isFounded }: Judgement): number {
  if (allHold(attributes)) return 1;
  return isFounded ? (ofPart * attributes.filter(({ holds }) => holds).length) / attributes.length : 0;
}

function kindOf(share: number): VerdictKind {
  if (share === 1) return 'passed';
  return share === 0 ? 'failed' : 'partial';
}

function combined(one: Combined, scene: Scene): ExpectationVerdict {
  const children = one.of.map((inside) => verdictOn(inside, scene));
  const { share, kind, says } = COMBINE[one.verb](children);
  const verdict = kind === undefined ? scored(one, share) : { ...scored(one, 0), verdict: kind };
  const points = kind === 'not judged' ? { earned: 0, of: 0 } : verdict.points;
  return { ...verdict, points, says, attributes: children.flatMap(({ attributes }) => attributes), children };
}

interface Outcome {
  share: number;
  /** Where nothing could be judged. */
  kind?: 'error' | 'not judged';
  says: string;
}

type Combine = (children: readonly ExpectationVerdict[]) => Outcome;

const COMBINE: Record<Combined['verb'], Combine> = {
  /** The best of them counts. */
  any: (children) => {
    const best = Math.max(...children.map(shareEarned));
    if (best > 0) return { share: best, says: best === 1 ? bestSays(children) : `None of these holds in full: ${saysOf(children)}` };
    return undecidedBy(children) ?? { share: 0, says: `None of these holds: ${saysOf(children)}` };
  },
  /** Each by its weight. */
  all: (children) => {
    const sum = (key: 'earned' | 'of'): number => children.reduce((total, { points }) => total + points[key], 0);
    const share = sum('of') === 0 ? 0 : sum('earned') / sum('of');
    const open = children.filter(({ verdict }) => verdict !== 'passed');
    if (open.length === 0) return { share: 1, says: saysOf(children) };
    if (share === 0) return undecidedBy(children) ?? { share, says: saysOf(open) };
    // What could not be judged keeps it from being whole, even where it weighs nothing.
    return { share: Math.min(share, 0.99), says: saysOf(open) };
  },
  /** Nothing in between: what holds in part does not hold. */
  not: (children) => {
    const undecided = undecidedBy(children);
    if (undecided) return undecided;
    const holds = children.some(({ verdict }) => verdict === 'passed');
    return { share: holds ? 0 : 1, says: `${holds ? 'This should not be so' : 'As it should be, this is not so'}: ${saysOf(children)}` };
  },
}; // prettier-ignore

/** Where one that could decide it has not been judged. */
function undecidedBy(children: readonly ExpectationVerdict[]): Outcome | undefined {
  for (const kind of ['error', 'not judged'] as const) {
    const found = children.find(({ verdict }) => verdict === kind);
    if (found) return { share: 0, kind, says: found.says };
  }
  return undefined;
}

function shareEarned({ verdict, points }: ExpectationVerdict): number {
  if (verdict === 'passed') return 1;
  return points.of === 0 ? 0 : points.earned / points.of;
}

function bestSays(children: readonly ExpectationVerdict[]): string {
  return children.find(({ verdict }) => verdict === 'passed')?.says ?? '';
}

function saysOf(children: readonly ExpectationVerdict[]): string {
  return children.map(({ says }) => says).join(' ');
}

export function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}
