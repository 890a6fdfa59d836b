import type { Platform } from './platform.ts';

/** Why a device did not carry out a command. */
export interface Rejection {
  /** In its own words. */
  message: string;
  /** The word that it points at. */
  word?: string;
}

interface Typed {
  /** Where the caret counts from. */
  prompt: string;
  command: string;
  isConfiguration?: boolean;
  /** The exit status, where there is one. */
  status?: number;
}

/** @param lines the answer */
export function rejectionOf(platform: Platform, lines: readonly string[], typed: Typed): Rejection | undefined {
  const { errors } = platform;
  if (typed.status !== undefined) return rejectionByStatus(platform, lines, typed);
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

function rejectionByStatus({ status: way }: Platform, lines: readonly string[], typed: Typed): Rejection | undefined {
  const { status = 0, isConfiguration } = typed;
  const isRefused = isConfiguration ? status !== 0 : (way?.refused.test(String(status)) ?? false);
  if (!isRefused) return undefined;
  const said = lines.findLast((line) => line.trim() !== '')?.trim();
  return { message: said ?? `it has ended with the status ${status}` };
}

/** The word at the column, or the next one: the caret stands under the first letter that does not fit, within a word. */
function wordAt(command: string, column: number): string | undefined {
  for (const { 0: word, index } of command.matchAll(/\S+/g)) if (index + word.length > column) return word;
  return undefined;
}
