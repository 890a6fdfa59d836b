/** What is graded of a class has in common: the lab, and the folder where its work lies. */
import type { Exercise } from '../lab/exercise.ts';
import { contentHash } from '../storage/content-hash.ts';
import { exercisesOf, type Exercises } from './exercise-of.ts';
import type { FoundLab } from './lab-shelf.ts';
import type { EngineParts } from './parts.ts';

export interface Begun {
  attempt: string;
  /** It was made for this. */
  isOwn: boolean;
  /** What the attempt is at, where it was just read. */
  exercise?: Exercise | undefined;
  /** All that can be judged of it has been: there are no routers to ask. */
  isOver?: boolean;
}

export type NoteAttempt = (attempt: string) => void;

export interface Work {
  /** Of all that is graded: another digest is other work. */
  readonly digest: string;
  /**
   * An attempt that can be graded.
   * @param note hears of an attempt that is made for it as soon as it is there: before anything is put into it
   * @throws Failure of whatever is wrong with the work
   */
  begin(note: NoteAttempt): Promise<Begun>;
}

export interface WorkPlace {
  parts: Pick<EngineParts, 'store' | 'begin' | 'places' | 'inventoryFrom'>;
  lab: FoundLab;
  /** Of the lab's files. */
  labDigest: string;
  exercises: Exercises;
  /** Of the class file: paths in it begin there. */
  folder: string;
}

/** @throws Failure bad-lab */
export function workPlace(parts: WorkPlace['parts'], lab: FoundLab, folder: string): WorkPlace {
  const exercises = exercisesOf(lab.files, `The lab in ${lab.folder}`);
  return { parts, lab, labDigest: contentHash(lab.files), exercises, folder };
}
