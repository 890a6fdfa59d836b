/** What every question's dialog is given. */
import type { Answer, Diagnostic, Question } from '../../../src-main/api/contract/laboratory.ts';

export interface Asking<Kind extends Question['kind']> {
  question: Extract<Question, { kind: Kind }>;
  /** How many more questions wait. */
  more: number;
  /** The answer is on its way. */
  isBusy: boolean;
  /** Why the last answer was not taken. */
  trouble: { message: string; diagnostics: readonly Diagnostic[] } | undefined;
  onAnswer: (answer: Answer) => void;
}

export const refusal: Answer = { kind: 'refuse' };

/** "SHA256:ohD8VZ…" as ssh prints it is kept; hexadecimal digits are grouped by whoever shows them. */
export function moreSays(more: number): string {
  return more === 0 ? '' : more === 1 ? 'One more question waits.' : `${more} more questions wait.`;
}
