/** Somebody who does whole pieces of work for the engine, one at a time, in a thread of their own. */
import type { Stop } from '../../base/disposable.ts';
import { trusted, type Contract } from '../../base/remote.ts';
import type { Student } from '../../classroom/roster.ts';
import type { FoundLab } from '../lab-shelf.ts';
import type { Finding, ProofPart } from '../lab-proof.ts';
import type { GradedPod } from '../graded-pod.ts';

/** One student's work, of a grading that is in the store. */
export interface PodOrder {
  grading: string;
  student: Student;
  lab: FoundLab;
  /** Of the class file: paths in it begin there. */
  folder: string;
  /** What does not fit in the work, in sentences. */
  doubts: readonly string[];
}

/** A lab that is proven in part. */
export interface ProofOrder extends ProofPart {
  files: FoundLab['files'];
  /** How the lab is called in messages. */
  name: string;
}

export interface GraderService {
  grade(order: PodOrder): Promise<GradedPod>;
  prove(order: ProofOrder): Promise<Finding[]>;
  /** What is being graded is broken off; nothing where nothing is. */
  breakOff(): Promise<void>;
  /** What is done now. */
  onActivity(listener: (says: string) => void): Stop;
}

export const graderContract: Contract<GraderService> = {
  grade: trusted,
  prove: trusted,
  breakOff: trusted,
  onActivity: trusted,
};

export interface Grader {
  service: GraderService;
  /** It has ended by itself, and is of no more use. */
  isLost(): boolean;
  end: Stop;
}

/** What a grader in another thread has to know of the engine. */
export interface GraderHome {
  home: string;
  labFolders: readonly string[];
}
