import type { Platform } from './platform.ts';

/** Why a device did not carry out a command. */
export interface Rejection {
  /** In its own words. */
  message: string;
  /** The word that it points at. */
  word?: string;
}

/** @param lines the answer; @param typed the command and, where the caret counts from, the prompt before it */
export function rejectionOf(
  { errors }: Platform,
  lines: readonly string[],
  typed: { prompt: string; command: string; isConfiguration?: boolean },
): Rejection | undefined {
  const shapes = typed.isConfiguration ? [...errors.rejected, ...errors.rejectedLine] : errors.rejected;
  const isMeant = (line: string): boolean =>
    shapes.some((shape) => shape.test(line)) && !errors.remarks.some((shape) => shape.test(line));
  const at = lines.findIndex(isMeant);
  const message = lines[at]?.trim();
  if (message === undefined) return undefined;
  const caret = lines[at - 1] ?? '';
  const word = errors.caret.test(caret) ? wordAt(typed.command, caret.indexOf('^') - typed.prompt.length) : undefined;
  return word === undefined ? { message } : { message, word };
}

/** The word at the column, or the next one: the caret stands under the first letter that does not fit, within a word. */
function wordAt(command: string, column: number): string | undefined {
  for (const { 0: word, index } of command.matchAll(/\S+/g)) if (index + word.length > column) return word;
  return undefined;
}
