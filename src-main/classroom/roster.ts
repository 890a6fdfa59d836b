/** A class, read and checked: every student with the pod that is to be graded. */
import type { Diagnostic } from '../base/errors.ts';
import type { Path } from '../base/path.ts';
import type { Loaded } from '../lab/exercise.ts';
import { Report } from '../lab/report.ts';
import { schemaFaults } from '../lab/schema-faults.ts';
import { readYamlText } from '../lab/yaml-text.ts';
import { classFile, type ClassEntry, type StudentEntry } from './class-file.ts';

export interface Roster {
  title: string;
  lab: string;
  concurrency: number | undefined;
  students: Student[];
}

export interface Student {
  id: string;
  name: string;
  seed: string | undefined;
  pod: Pod;
}

type Bind = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What is graded of a student. Paths are as the class file has them: relative to its folder. */
export type Pod =
  | { kind: 'configurations'; folder: string }
  | { kind: 'hand-in'; file: string; counts: 'evidence' | 'lines' }
  | { kind: 'attempt'; attempt: string }
  | { kind: 'server'; server: string; project: string; bind: Bind }
  | { kind: 'inventory'; file: string; bind: Bind };

/** @param name what the file is called in messages */
export function readRoster(text: string, name: string): Loaded<Roster> {
  const read = readYamlText(text);
  if (!read.ok) return { ok: false, diagnostics: read.diagnostics.map((one) => ({ ...one, path: name })) };
  const report = new Report(read.value);
  const parsed = classFile.safeParse(read.value.value);
  if (!parsed.success) {
    for (const { path, isAboutKey, message, mend } of schemaFaults(classFile, read.value.value, parsed.error.issues))
      if (isAboutKey) report.addAtKey(path, { message, mend });
      else report.add(path, { message, mend });
    return { ok: false, diagnostics: named(report, name) };
  }
  const roster = rosterOf(parsed.data, report);
  const diagnostics = named(report, name);
  return report.isBroken ? { ok: false, diagnostics } : { ok: true, value: roster, diagnostics };
}

/** The folder where the file lies is what its reader knows: the name of the file stands in front of every place. */
function named({ diagnostics }: Report, name: string): Diagnostic[] {
  return diagnostics.map((one) => ({ ...one, path: one.path === 'lab.yml' ? name : `${name}: ${one.path}` }));
}

function rosterOf(entry: ClassEntry, report: Report): Roster {
  const { class: title, lab, seed, concurrency, students } = entry;
  const { handIns = 'evidence' } = entry;
  const seen = new Map<string, number>();
  const all = students.flatMap((one, place) => {
    const at: Path = ['students', place];
    const before = seen.get(one.id.toLowerCase());
    if (before !== undefined)
      report.add([...at, 'id'], {
        message: `"${one.id}" is student ${before + 1} of the list already`,
        mend: 'give every student an id of their own',
      });
    seen.set(one.id.toLowerCase(), place);
    const pod = podOf(one, { handIns, at, report });
    const own = one.seed ?? (seed === undefined ? undefined : `${seed}/${one.id}`);
    return pod ? [{ id: one.id, name: one.name ?? one.id, seed: own, pod }] : [];
  });
  sharedPods(all, students, report);
  return { title, lab, concurrency, students: all };
}

const sources = ['configurations', 'handIn', 'attempt', 'on'] as const;

interface Place {
  handIns: 'evidence' | 'lines';
  at: Path;
  report: Report;
}

function podOf(entry: StudentEntry, { handIns, at, report }: Place): Pod | undefined {
  const { id, configurations, handIn, attempt } = entry;
  const [source, second] = sources.filter((one) => entry[one] !== undefined);
  if (source === undefined || second !== undefined) {
    const message = source === undefined ? `"${id}" has no pod` : `"${id}" has both "${source}" and "${second ?? ''}"`;
    report.add(second === undefined ? at : [...at, second], { message, mend: `give one of ${sources.join(', ')}` });
    return undefined;
  }
  if (source !== 'on') forOthersOnly(entry, at, report);
  if (configurations !== undefined) return { kind: 'configurations', folder: configurations };
  if (handIn !== undefined) return { kind: 'hand-in', file: handIn, counts: handIns };
  return attempt === undefined ? livePod(entry, at, report) : keptAttempt(attempt, entry, at, report);
}

function keptAttempt(attempt: string, { seed }: StudentEntry, at: Path, report: Report): Pod {
  if (seed !== undefined)
    report.add([...at, 'seed'], { message: 'an attempt has its own seed', mend: 'take "seed" out' });
  return { kind: 'attempt', attempt };
}

function forOthersOnly(entry: StudentEntry, at: Path, report: Report): void {
  for (const key of ['project', 'bind'] as const)
    if (entry[key] !== undefined)
      report.addAtKey([...at, key], { message: `"${key}" is for pods that "on" names`, mend: 'take it out' });
}

function livePod({ on = '', project, bind = {} }: StudentEntry, at: Path, report: Report): Pod | undefined {
  const [, file] = /^inventory:(.+)$/s.exec(on) ?? [];
  if (file !== undefined) {
    if (project !== undefined)
      report.addAtKey([...at, 'project'], { message: 'an inventory has no projects', mend: 'take it out' });
    return { kind: 'inventory', file, bind };
  }
  if (project !== undefined) return { kind: 'server', server: on, project, bind };
  report.add([...at, 'on'], {
    message: `nobody says which project of "${on}" it is`,
    mend: 'add "project", or write inventory:FILE',
  });
  return undefined;
}

/** Two with the same work, as a rule, are a line that was copied and not changed. */
function sharedPods(all: readonly Student[], entries: readonly StudentEntry[], report: Report): void {
  const sharers = new Map<string, Student[]>();
  for (const student of all) {
    const key = JSON.stringify(student.pod);
    sharers.set(key, [...(sharers.get(key) ?? []), student]);
  }
  for (const [first, ...others] of sharers.values()) {
    const [second] = others;
    if (!first || !second) continue;
    const names = others.map(({ id }) => `"${id}"`);
    const shown = names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ');
    report.warn(['students', entries.findIndex(({ id }) => id === second.id)], {
      message: `${shown} ${names.length === 1 ? 'has' : 'have'} the same pod as "${first.id}"`,
      mend: 'a line that was copied? Each is graded all the same',
    });
  }
}

/** "configurations in work/ada", "GNS3 at the office, pod 4". */
export function podWords(pod: Pod): string {
  switch (pod.kind) {
    case 'configurations':
      return `configurations in ${pod.folder}`;
    case 'hand-in':
      return `hand-in ${pod.file}`;
    case 'attempt':
      return `attempt ${pod.attempt}`;
    case 'server':
      return `${pod.server}, ${pod.project}`;
    case 'inventory':
      return `inventory ${pod.file}`;
  }
}
