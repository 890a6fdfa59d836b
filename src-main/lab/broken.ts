/** A network with faults in it: which ones, the seed says; and the lines that mend a fault whose author gives none. */
import type { Random } from '../base/random.ts';
import type { Draft } from './draft.ts';
import type { Broken, Fault, Step } from './exercise.ts';
import type { LabFile } from './lab-file.ts';

/** Before the first step there is the network as it starts. */
export const beginning = 'start';

type BrokenFile = NonNullable<LabFile['broken']>;

interface Whole {
  steps: Step[];
  faults: Fault[];
}

/**
 * What is left to be done: the steps after those that the network begins with, and what mends the faults in it.
 * @param random the chance of this lab and this seed; undefined: the first faults, as few as may be
 */
export function brokenOf(
  draft: Draft,
  whole: Whole,
  random: Random | undefined,
): Whole & { broken: Broken | undefined } {
  const { broken } = draft.file;
  if (!broken) return { ...whole, broken: undefined };
  checkBroken(draft, broken);
  const count = whole.steps.findIndex(({ id }) => id === broken.after) + 1;
  const prepared = whole.steps.slice(0, count);
  const chosen = chosenOf(broken, random?.fork('broken'));
  const faults = whole.faults.map((one) => ({
    ...one,
    after: prepared.some(({ id }) => id === one.after) ? beginning : one.after,
  }));
  return {
    steps: whole.steps.slice(count).map((step) => withMending(step, faults, chosen)),
    faults,
    broken: {
      prepared,
      faults: faults.map(({ id }) => id).filter((id) => chosen.includes(id)),
      from: broken.choose.from,
      mayBeSeveral: boundsOf(broken.choose)[1] > 1,
    },
  };
}

function checkBroken({ file, references, report }: Draft, { after, choose }: BrokenFile): void {
  const steps = file.steps.map(({ id }) => id);
  if (after !== beginning) references.isOneOf(after, steps, { what: 'step', path: ['broken', 'after'] });
  const faults = (file.faults ?? []).map(({ id }) => id);
  choose.from.forEach((id, index) => {
    const path = ['broken', 'choose', 'from', index];
    references.isOneOf(id, faults, { what: 'fault', path });
    if (choose.from.indexOf(id) < index)
      report.add(path, { message: `"${id}" stands twice`, mend: 'list each fault once' });
  });
  const [least, most] = boundsOf(choose);
  const at = ['broken', 'choose', 'count'];
  if (least > most)
    report.add(at, { message: `at least ${least} and at most ${most} cannot be`, mend: 'write the smaller one first' });
  if (most > choose.from.length)
    report.add(at, {
      message: `${most} faults cannot be chosen from ${choose.from.length}`,
      mend: 'lower the count, or name more faults in "from"',
    });
}

function boundsOf({ count = 1 }: BrokenFile['choose']): [number, number] {
  return typeof count === 'number' ? [count, count] : count;
}

function chosenOf({ choose }: BrokenFile, random: Random | undefined): string[] {
  const [least, most] = boundsOf(choose);
  if (!random) return choose.from.slice(0, least);
  const left = [...choose.from];
  const count = least + random.int(Math.max(1, most - least + 1));
  return Array.from({ length: count }, () => left.splice(random.int(left.length), 1)[0]).filter(
    (id) => id !== undefined,
  );
}

/** A step that shows a fault, with what mends those that the seed has chosen. */
function withMending(step: Step, faults: readonly Fault[], chosen: readonly string[]): Step {
  const shown = faults.filter(({ id, step: shownBy }) => chosen.includes(id) && shownBy === step.id);
  return { ...step, mend: joined(shown.map(({ mend }) => mend)) };
}

function joined(all: readonly Fault['mend'][]): Fault['mend'] {
  const roles = [...new Set(all.flatMap((one) => Object.keys(one)))];
  return Object.fromEntries(roles.map((role) => [role, all.flatMap((one) => one[role] ?? [])]));
}

/** What undoes these lines on top of the model solution: each with "no", the last one first, then the solution again. */
export function mendingLines(
  lines: Readonly<Record<string, readonly string[]>>,
  solved: readonly Step[],
): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(lines).map(([role, own]) => [
      role,
      [...undone(own), ...solved.flatMap(({ commands }) => commands[role] ?? [])],
    ]),
  );
}

function undone(lines: readonly string[]): string[] {
  return sectionsOf(lines)
    .toReversed()
    .flatMap(([head = '', ...inside]) =>
      inside.length > 0 ? [head, ...inside.toReversed().map(opposite)] : [opposite(head)],
    );
}

/** A line with those that stand further in below it. */
function sectionsOf(lines: readonly string[]): string[][] {
  const sections: string[][] = [];
  for (const line of lines) {
    if (/^\s/.test(line) && sections.length > 0) sections.at(-1)?.push(line);
    else sections.push([line]);
  }
  return sections;
}

function opposite(line: string): string {
  const [, blanks = '', text = ''] = /^(\s*)(.*)$/.exec(line) ?? [];
  return text.startsWith('no ') ? blanks + text.slice('no '.length) : `${blanks}no ${text}`;
}
