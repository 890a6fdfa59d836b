/** Answers that are labels with values, several on a line or one. */
import { integer } from '../values.ts';

export type Labelled = Record<string, string | number>;

/** `Listen Start   : 1    Listen Stop    : 0`: labels and values between them; two blanks, or a tab, end a value. */
export function pairsOf(text: string): [label: string, value: string][] {
  const found: [string, string][] = [];
  for (const part of text.split(/ {2,}(?! *:)|\t(?!\s*:)/)) {
    const colon = part.indexOf(':');
    const label = part.slice(0, colon).trim();
    const last = found.at(-1);
    if (colon > 0 && label !== '') found.push([label, part.slice(colon + 1).trim()]);
    else if (last?.[1] === '') last[1] = part.trim();
    else if (part.trim() !== '') return [];
  }
  return found;
}

/** The value as a number where it is one. */
export function valueOf(text: string): string | number {
  return integer(text) ?? text;
}

/** `12 Resolution Request  0 Resolution Reply`: numbers with the words behind them. */
export function countsOf(text: string): [words: string, count: number][] | undefined {
  const found = text.split(/ {2,}|\t+/).map((part) => /^(\d+) (\S.*)$/.exec(part.trim()));
  if (found.includes(null)) return undefined;
  return found.map((match) => [match?.[2] ?? '', Number(match?.[1])]);
}
