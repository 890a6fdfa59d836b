/** The expectations of a step: variables replaced, ids and weights filled in, whatever they refer to looked up. */
import type { Path } from '../base/path.ts';
import { checkExpectation } from './check-expectation.ts';
import type { Draft, StepSoFar } from './draft.ts';
import {
  combinations,
  isCombined,
  verbs,
  type Combination,
  type Expectation,
  type ExpectationFile,
  type Simple,
  type Verb,
} from './expectation.ts';
import { labelledBy, type Labels } from './labels.ts';

export function expectationsOf(draft: Draft, step: StepSoFar, entries: readonly ExpectationFile[], path: Path) {
  const filled = entries.map((entry, index) => placed(draft, entry, [...path, index]));
  reportTwice(draft, filled);
  // Labels are given before any is looked for: the order inside a step does not matter.
  const simple = filled.flatMap(simpleIn);
  for (const { one, at } of simple) giveLabel(one, step.labels, at);
  for (const { one, at } of simple) checkExpectation(draft, step, one, [...at, one.verb]);
  return filled.map(({ one }) => one);
}

/** An expectation and its place, and those inside it with theirs. */
interface Placed<E extends Expectation = Expectation> {
  one: E;
  at: Path;
  inside: Placed[];
}

const names = Object.keys(verbs) as Verb[];

function placed(draft: Draft, entry: ExpectationFile, at: Path): Placed {
  const combination = combinations.find((name) => name in entry);
  if (combination) return combined(draft, entry, combination, at);
  const verb = names.find((name) => name in entry);
  if (!verb) throw new Error('the schema lets no expectation pass without a verb');
  const filled = draft.templates.expandAll(entry[verb], [...at, verb]);
  const one = { ...commonOf(entry), verb, arguments: filled } as Simple;
  return { one: entry.id === undefined ? { ...one, id: idOf(one) } : one, at, inside: [] };
}

function combined(draft: Draft, entry: ExpectationFile, verb: Combination, at: Path): Placed {
  const given = entry[verb] as ExpectationFile | ExpectationFile[];
  const inside = Array.isArray(given)
    ? given.map((one, index) => placed(draft, one, [...at, verb, index]))
    : [placed(draft, given, [...at, verb])];
  const of = inside.map(({ one }) => one);
  const id = entry.id ?? [verb, of[0]?.id ?? ''].join('-');
  return { one: { ...commonOf(entry), id, verb, of, within: withinOf(entry, of) }, at, inside };
}

/** Others combined have as long as the slowest of them, where nothing else is said. */
function withinOf({ within }: ExpectationFile, of: readonly Expectation[]): number {
  return within ?? Math.max(...of.map((one) => one.within));
}

function commonOf({ id = '', points = 1, within = 15, level = 'required', barrier = false }: ExpectationFile) {
  return { id, points, within, level, barrier };
}

function reportTwice(draft: Draft, all: readonly Placed[], ids = new Set<string>()): void {
  for (const { one, at, inside } of all) {
    if (ids.has(one.id))
      draft.report.add(at, {
        message: `the expectation "${one.id}" stands twice in this step`,
        mend: 'give one of them another "id"',
      });
    ids.add(one.id);
    // What stands inside another one is told apart inside it.
    reportTwice(draft, inside);
  }
}

function simpleIn({ one, at, inside }: Placed): { one: Simple; at: Path }[] {
  return isCombined(one) ? inside.flatMap(simpleIn) : [{ one, at }];
}

/** Of the verb and its subject: "isakmp-policy-r1", "ike-r1-r3", "ping-across". */
function idOf(one: Simple): string {
  const words = [one.verb.replace(/[A-Z]/g, (letter) => `-${letter}`), ...subjectOf(one)].join('-').toLowerCase();
  return words.replace(/[^a-z0-9-]/g, '-');
}

function subjectOf({ arguments: given }: Simple): string[] {
  if ('of' in given) return [given.of];
  if ('between' in given) return given.between;
  if (!('on' in given)) return [];
  const on = [given.on].flat();
  return 'interface' in given && given.interface !== undefined && given.interface !== 'tunnel'
    ? [...on, given.interface]
    : on;
}

function giveLabel({ verb, arguments: given }: Simple, labels: Labels, path: Path): void {
  const what = labelledBy[verb];
  if (what === undefined || !('as' in given) || given.as === undefined) return;
  labels.give(given.as, what, given.on, [...path, verb, 'as']);
}
