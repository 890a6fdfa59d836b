/** What a rule of diagnosis is: what it explains, and how it tells whether that is the matter. */
import type { Exercise } from '../../lab/exercise.ts';
import type { Quote } from '../verdict.ts';
import type { Sides } from './side.ts';
import type { Symptom } from './symptoms.ts';

/** It is the matter. */
export interface Fault {
  is: 'fault';
  explanation: string;
  quotes: Quote[];
  mend: string;
}

/** It is not the matter, and this is why. */
export interface RuledOut {
  is: 'ruled out';
  says: string;
  quotes: Quote[];
}

/** Undefined: what was captured does not tell. */
export type Finding = Fault | RuledOut | undefined;

export interface Rule {
  /** As in the labs' lists of faults. */
  id: string;
  title: string;
  explains: readonly Symptom[];
  /**
   * Of a negotiation: while no tunnel is protected it keeps nothing from working; what is of its first phase does not
   * either once that is done.
   */
  phase?: 1 | 2;
  find(sides: Sides, exercise: Exercise): Finding;
}

export const fault = (explanation: string, mend: string, quotes: Quote[]): Fault => ({ is: 'fault', explanation, mend, quotes }); // prettier-ignore

export const ruledOut = (says: string, quotes: Quote[]): RuledOut => ({ is: 'ruled out', says, quotes });
