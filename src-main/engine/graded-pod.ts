/** What came of one student's pod. */
import type { RunReport } from './standing.ts';

export type Outcome =
  /** What somebody should look at stands beside the marks: it takes none away. */
  | { state: 'graded'; run: RunReport; trouble?: Trouble }
  | { state: 'broken'; run: RunReport | undefined; trouble: Trouble }
  /** It was broken off before this one was done. */
  | { state: 'waiting' };

interface Trouble {
  code: string;
  message: string;
}

export interface GradedPod {
  outcome: Outcome;
  /** Something that is wrong with QuickMode itself: the pod counts as broken. */
  bug?: unknown;
}
