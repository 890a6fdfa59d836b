/** What does not hold of what a class has handed in: found out without grading anything. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { Failure, describeFailure, messageOf } from '../base/errors.ts';
import { doubtsOf, markOf, sharedWork, type SignedHandIn } from '../classroom/hand-in-doubts.ts';
import type { HandIn } from '../classroom/hand-in.ts';
import type { Roster } from '../classroom/roster.ts';
import { assertGradable } from './class-work.ts';
import { assertOwn } from './hand-in-work.ts';
import { readHandInFile, type OpenedHandIn } from './hand-in-file.ts';
import type { WorkPlace } from './work-place.ts';

export interface ClassDoubts {
  /** By student: why their work cannot be graded. */
  faults: ReadonlyMap<string, string>;
  /** By student: what somebody should look at. */
  doubts: ReadonlyMap<string, readonly string[]>;
}

export function doubtsAbout({ roster, place }: { roster: Roster; place: WorkPlace }): ClassDoubts {
  const faults = new Map<string, string>();
  const doubts = new Map<string, string[]>();
  const signed: SignedHandIn[] = [];
  const now = new Date().toISOString();
  for (const student of roster.students) {
    if (student.pod.kind !== 'hand-in') continue;
    try {
      const opened = readHandInFile(path.resolve(place.folder, student.pod.file));
      signed.push(signedBy(student.id, opened));
      doubts.set(student.id, [...doubtsOf(opened.handIn, now), ...edition(opened.handIn, place)]);
      assertOwn(opened.handIn, student.seed, place);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      faults.set(student.id, messageOf(error));
    }
  }
  for (const [student, shared] of sharedWork(signed)) doubts.set(student, [...(doubts.get(student) ?? []), ...shared]);
  return { faults, doubts: new Map([...doubts].filter(([, says]) => says.length > 0)) };
}

/** By student: why their work, other than hand-ins, cannot be graded, as far as it is known before. */
export async function faultsIn({ roster, place }: { roster: Roster; place: WorkPlace }): Promise<Map<string, string>> {
  const faults = new Map<string, string>();
  for (const student of roster.students)
    await assertGradable(student, place).catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      faults.set(student.id, describeFailure(error));
    });
  return faults;
}

/** Of whole hand-ins a large class would fill the memory. */
function signedBy(student: string, { handIn, installation }: OpenedHandIn): SignedHandIn {
  const { attempt, evidence } = handIn;
  const outputs = evidence.map((one) => createHash('sha256').update(markOf(one)).digest('base64url'));
  return { student, attempt, installation, outputs };
}

function edition({ lab }: HandIn, { labDigest }: WorkPlace): string[] {
  return lab.content === labDigest ? [] : ['It was done with another edition of the lab than yours.'];
}
