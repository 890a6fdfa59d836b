/** The expectations of a step: variables replaced, ids and weights filled in, whatever they refer to looked up. */
import type { Path } from '../base/path.ts';
import { checkExpectation } from './check-expectation.ts';
import type { Draft, StepSoFar } from './draft.ts';
import { verbs, type Expectation, type Verb } from './expectation.ts';
import type { ExpectationFile } from './lab-file.ts';
import type { Labels } from './labels.ts';

export function expectationsOf(draft: Draft, step: StepSoFar, entries: readonly ExpectationFile[], path: Path) {
  const ids = new Set<string>();
  const filled = entries.map((entry, index) => {
    const at = [...path, index];
    const one = expectationOf(draft, entry, at);
    if (ids.has(one.id))
      draft.report.add(at, {
        message: `the expectation "${one.id}" stands twice in this step`,
        mend: 'give one of them another "id"',
      });
    ids.add(one.id);
    return { one, at };
  });
  // Labels are given before any is looked for: the order inside a step does not matter.
  for (const { one, at } of filled) giveLabel(one, step.labels, at);
  for (const { one, at } of filled) checkExpectation(draft, step, one, [...at, one.verb]);
  return filled.map(({ one }) => one);
}

const names = Object.keys(verbs) as Verb[];

function expectationOf(draft: Draft, entry: ExpectationFile, path: Path): Expectation {
  const given: Record<string, unknown> = entry;
  const verb = names.find((name) => name in given);
  if (!verb) throw new Error('the schema lets no expectation pass without a verb');
  const filled = draft.templates.expandAll(given[verb], [...path, verb]);
  const one = {
    id: entry.id ?? '',
    points: entry.points ?? 1,
    within: entry.within ?? 15,
    verb,
    arguments: filled,
  } as Expectation;
  return entry.id === undefined ? { ...one, id: idOf(one) } : one;
}

/** Of the verb and its subject: "isakmp-policy-r1", "ike-r1-r3", "ping-across". */
function idOf(one: Expectation): string {
  const subject =
    one.verb === 'ping' ? [one.arguments.of] : 'between' in one.arguments ? one.arguments.between : [one.arguments.on];
  const words = [one.verb.replace(/[A-Z]/g, (letter) => `-${letter}`), ...subject].join('-').toLowerCase();
  return words.replace(/[^a-z0-9-]/g, '-');
}

function giveLabel(one: Expectation, labels: Labels, path: Path): void {
  if (one.verb !== 'transformSet' && one.verb !== 'ipsecProfile') return;
  const { as, on } = one.arguments;
  if (as === undefined) return;
  labels.give(as, one.verb === 'transformSet' ? 'transform set' : 'IPsec profile', on, [...path, one.verb, 'as']);
}
