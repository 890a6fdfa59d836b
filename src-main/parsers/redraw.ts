/** A line as a terminal would show it, from the characters that were sent to draw it. */

const ESCAPE = 0x1b;
/** ECMA-48: control sequences, operating system commands (titles, clipboard, links) and the two-character escapes. */
// eslint's no-control-regex is not in force: control characters are what this file is about.
const SEQUENCE = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])/y;
const ERASE_TO_END = /^\x1b\[0?K$/;

/** A line that holds one of these is not what a terminal shows: characters that move, erase, ring or are invisible. */
export const DRAWING = ['\b', '\r', '\x1b', '\0', '\x07', '\x7f', '\xa0', '\u200b', '\ufeff'] as const;

/**
 * Backspace and carriage return move to the left and what follows overwrites, which is how a pager's prompt and a
 * mistyped letter disappear (reference/device-output.md section 4). Escape sequences vanish, and other controls too.
 */
export function redraw(line: string): string {
  const cells: string[] = [];
  let column = 0;
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (code === ESCAPE) {
      const sequence = sequenceAt(line, i);
      if (ERASE_TO_END.test(sequence)) cells.length = Math.min(cells.length, column);
      i += Math.max(sequence.length, 1) - 1;
    } else if (code === 0x08) column = Math.max(0, column - 1);
    else if (code === 0x0d) column = 0;
    else if (isShown(code)) {
      while (cells.length < column) cells.push(' ');
      cells[column++] = code === 0xa0 ? ' ' : line.charAt(i);
    }
  }
  return cells.join('');
}

function sequenceAt(line: string, index: number): string {
  SEQUENCE.lastIndex = index;
  return SEQUENCE.exec(line)?.[0] ?? '';
}

function isShown(code: number): boolean {
  return code === 0x09 || (code >= 0x20 && code !== 0x7f && code !== 0x200b && code !== 0xfeff);
}
