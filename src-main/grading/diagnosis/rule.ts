/** What a rule of diagnosis is: what it explains, and how it tells whether that is the matter. */
import type { Exercise } from '../../lab/exercise.ts';
import type { Confidence, Quote } from '../verdict.ts';
import type { Sides } from './side.ts';
import type { Symptom } from './symptoms.ts';

/** It is the matter. */
export interface Fault {
  is: 'fault';
  explanation: string;
  quotes: Quote[];
  /** The first gives nothing away, the last says what to type. */
  hints: string[];
  confidence: Confidence;
  /** What to look at next where it is not certain. */
  next: string[];
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
   * Of a negotiation: while nothing is to be protected it keeps nothing from working; what is of its first phase does not
   * either once that is done.
   */
  phase?: 1 | 2;
  /** Only where both ends negotiate with this version of IKE. */
  version?: 1 | 2;
  /** The faults that it makes show as well, and that are gone when it is mended. */
  brings?: readonly string[];
  find(sides: Sides, exercise: Exercise): Finding;
}

/** @param hints one sentence, or several of rising explicitness */
export const fault = (explanation: string, hints: string | string[], quotes: Quote[]): Fault => ({
  is: 'fault',
  explanation,
  hints: typeof hints === 'string' ? [hints] : hints,
  quotes,
  confidence: 'certain',
  next: [],
});

/** The same, where it is not certain. */
export const suspicion = (confidence: 'likely' | 'possible', next: string[], found: Fault): Fault => ({
  ...found,
  confidence,
  next,
});

export const ruledOut = (says: string, quotes: Quote[]): RuledOut => ({ is: 'ruled out', says, quotes });
