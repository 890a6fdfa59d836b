/** What is asked of a command line, and what comes back. */
import type { Answer } from './answer.ts';
import type { Read } from './conversation.ts';
import type { Reply } from './exchange.ts';

export interface AskOptions {
  deadline?: number;
  answers?: readonly Answer[];
  /** Where the command ends before a prompt. */
  until?: 'echo' | RegExp;
  /** What stands before its echo, where that is not the prompt. */
  shownBefore?: string | undefined;
  /** What is shown when the next line of a text is read, where something is. */
  shownAfter?: string | undefined;
  /** Called in the moment in which the answer is over, where a further command can be typed at once: which is it? */
  next?: (reply: Reply) => Question | undefined;
}

/** A command, and how it is asked. */
export interface Question extends AskOptions {
  command: string;
}

export interface Answered extends Read<Reply> {
  /** The answer to the next command, which was typed in the moment in which this one's was over. */
  next?: Promise<Answered> | undefined;
}

/** One line of printable characters. */
export function isCommand(text: string): boolean {
  return /^[^\p{Cc}\u{100}-\u{10ffff}]*$/u.test(text);
}
