/** A line as the command parser sees it: words between blanks, each with its place in the line. */

export interface Word {
  readonly text: string;
  readonly column: number;
}

export interface Line {
  readonly text: string;
  readonly words: readonly Word[];
}

export function lineOf(text: string): Line {
  const words = [...text.matchAll(/\S+/g)].map((found) => ({ text: found[0], column: found.index }));
  return { text, words };
}

/** The line from a word to its end, without the blanks after it. */
export function restFrom(line: Line, index: number): string {
  return line.text.slice(line.words[index]?.column ?? line.text.length).trimEnd();
}

/** How many characters two words share at their start, whatever their case. */
export function sharedLength(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  let length = 0;
  while (length < left.length && left[length] === right[length]) length++;
  return length;
}

export function isAbbreviation(word: string, of: string): boolean {
  return of.toLowerCase().startsWith(word.toLowerCase());
}
