/** How the answer to `?` is laid out: two columns of words and helps, or the words that start alike in a row. */
import type { Dialect } from './dialect.ts';
import type { Advice, Entry } from './help.ts';

/** The answer to `?`, above the line that is typed on. @param typed the line up to the cursor */
export function textOfAdvice(
  advice: Advice,
  typed: string,
  { dialect, width }: { readonly dialect: Dialect; readonly width: number },
): string {
  if (advice.kind === 'unrecognized') return dialect.unrecognized;
  if (advice.kind === 'ambiguous') return dialect.ambiguous(typed);
  const { entries, partial, title } = advice;
  const lines = partial === '' ? columnsOf(entries, title) : rowsOf(entries, width);
  return `${lines.join('\n')}\n\n`;
}

function columnsOf(entries: readonly Entry[], title: string | undefined): string[] {
  const width = Math.max(...entries.map(({ word }) => word.length));
  const lines = entries.map(({ word, help }) => `  ${word.padEnd(width)}  ${help}`.trimEnd());
  return title === undefined ? lines : [title, ...lines];
}

/** Two blanks between words, in as many rows as the width needs; 0 for no end. */
function rowsOf(entries: readonly Entry[], width: number): string[] {
  const rows: string[] = [];
  let row = '';
  for (const { word } of entries) {
    const longer = row === '' ? word : `${row}  ${word}`;
    const isFull = width > 0 && longer.length > width && row !== '';
    if (isFull) rows.push(row);
    row = isFull ? word : longer;
  }
  return [...rows, row];
}
