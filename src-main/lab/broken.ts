/** A network with faults in it: which ones, the seed says; and the lines that mend a fault whose author gives none. */
import type { Random } from '../base/random.ts';
import type { Draft } from './draft.ts';
import type { Broken, Step } from './exercise.ts';
import type { LabFile } from './lab-file.ts';

type BrokenFile = NonNullable<LabFile['broken']>;

/** @param random the chance of this lab and this seed; undefined: the first ones, as few as may be */
export function brokenOf(draft: Draft, random: Random | undefined): Broken | undefined {
  const { broken } = draft.file;
  if (!broken) return undefined;
  checkBroken(draft, broken);
  const all = (draft.file.faults ?? []).map(({ id }) => id);
  const chosen = chosenOf(broken, random?.fork('broken'));
  return {
    after: broken.after === 'start' ? undefined : broken.after,
    faults: all.filter((id) => chosen.includes(id)),
  };
}

function checkBroken({ file, references, report }: Draft, { after, choose }: BrokenFile): void {
  const steps = file.steps.map(({ id }) => id);
  if (after !== 'start') references.isOneOf(after, steps, { what: 'step', path: ['broken', 'after'] });
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
