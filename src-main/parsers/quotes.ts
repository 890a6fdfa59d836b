/** Lines of a text by their numbers, as a parser sees them: without what a terminal would not show, and without pagers. */
import { LineReader } from './clean.ts';
import type { Quote } from './parsed.ts';

/** What a quote holds of a line; the number of the line leads to the rest. */
const LONGEST = 4096;

/** @param numbers in ascending order, counted from 0 */
export function quotesOf(text: string, numbers: readonly number[]): Quote[] {
  const quotes: Quote[] = [];
  if (numbers.length === 0) return quotes;
  const reader = new LineReader(text, { keepLogs: true });
  while (quotes.length < numbers.length && reader.next()) {
    const wanted = numbers[quotes.length] ?? Infinity;
    if (reader.line >= wanted) quotes.push({ line: wanted, text: reader.text.slice(0, LONGEST) });
  }
  return quotes;
}
