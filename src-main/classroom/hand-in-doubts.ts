/**
 * What a teacher should look at in what was handed in: times and numbers that do not fit together, and the same work
 * under two names. None of it takes a point away: whoever shares a computer with somebody has done nothing wrong.
 */
import type { HandIn } from './hand-in.ts';

/** What is compared of a student's hand-in whose signature holds: little, for a class has many, and each is large. */
export interface SignedHandIn {
  student: string;
  attempt: string;
  /** Of the key that has signed it: the installation. */
  installation: string;
  /** A mark for each output, `markOf` it or a digest of that. */
  outputs: readonly string[];
}

/** What does not fit in it, in sentences. @param now ISO 8601, UTC, as all times in it */
export function doubtsOf({ begun, made, evidence, journal, checks }: HandIn, now: string): string[] {
  const doubts: string[] = [];
  const say = (isDoubtful: boolean, sentence: string): void => {
    if (isDoubtful) doubts.push(sentence);
  };
  say(made > now, `It was made at ${made}, which is still to come.`);
  const back = evidence.find((one, index) => isBefore(one, evidence[index - 1]));
  say(back !== undefined, `The evidence ${back?.id ?? ''} was taken before the one in front of it.`);
  const times = [...evidence.map(({ takenAt }) => takenAt), ...journal.map(({ acceptedAt }) => acceptedAt)];
  const outside = times.find((time) => time < begun || time > made);
  say(outside !== undefined, `Something was done at ${outside ?? ''}, outside of the time of the attempt.`);
  const typed = journal.find((one, index) => one.acceptedAt < (journal[index - 1]?.acceptedAt ?? ''));
  say(typed !== undefined, `The line ${typed?.sequence ?? ''} was typed before the one in front of it.`);
  const loose = checks.find(({ after, last }) => after > last || last > evidence.length);
  say(loose !== undefined, `A check of ${loose?.step ?? ''} rests on evidence that is not there.`);
  return doubts;
}

type Record = HandIn['evidence'][number];

/** Time and configurations go on; the routers' own time begins anew with them. */
function isBefore(one: Record, before: Record | undefined): boolean {
  if (!before) return false;
  if (one.takenAt < before.takenAt || one.epoch < before.epoch) return true;
  return one.epoch === before.epoch && one.deviceTime < before.deviceTime;
}

/** What several students have in common, by student, in sentences. */
export function sharedWork(all: readonly SignedHandIn[]): Map<string, string[]> {
  const doubts = new Map<string, string[]>();
  const say = (students: readonly string[], sentence: (others: string) => string): void => {
    for (const student of students) {
      const others = students.filter((one) => one !== student);
      doubts.set(student, [...(doubts.get(student) ?? []), sentence(listed(others))]);
    }
  };
  for (const students of shared(all, ({ attempt }) => [attempt]))
    say(students, (others) => `It is the same attempt as that of ${others}.`);
  for (const students of shared(all, ({ outputs }) => outputs))
    say(students, (others) => `The same output, taken in the same moment, was handed in by ${others}.`);
  for (const students of shared(all, ({ installation }) => [installation]))
    say(students, (others) => `It comes from the same installation of QuickMode as that of ${others}.`);
  return doubts;
}

/** The same for the same output that was taken in the same moment, and for no other. */
export function markOf({ takenAt, role, command, text }: Record): string {
  return JSON.stringify([takenAt, role, command, text]);
}

/** Groups of students, each once, who have a mark in common. */
function shared(all: readonly SignedHandIn[], marksOf: (one: SignedHandIn) => readonly string[]): string[][] {
  const owners = new Map<string, string[]>();
  for (const one of all)
    for (const mark of new Set(marksOf(one))) owners.set(mark, [...(owners.get(mark) ?? []), one.student]);
  const groups = [...owners.values()].filter(({ length }) => length > 1);
  return [...new Map(groups.map((students) => [students.join('\n'), students])).values()];
}

function listed(names: readonly string[]): string {
  if (names.length > 4) return `${names.slice(0, 4).join(', ')} and ${names.length - 4} more`;
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ');
}
