/** What every question's dialog is given. */
import type { Answer, Question } from '../../../src-main/api/contract/laboratory.ts';
import type { Saving } from '../../state/saving.svelte.ts';

/** How the answering of it stands. */
export interface Answering {
  /** How many more questions wait. */
  more: number;
  /** The answer is on its way. */
  isBusy: boolean;
  /** Why the last answer was not taken. */
  trouble: Saving['trouble'];
  onAnswer: (answer: Answer) => void;
}

export interface Asking<Kind extends Question['kind']> extends Answering {
  question: Extract<Question, { kind: Kind }>;
}

export const refusal: Answer = { kind: 'refuse' };
