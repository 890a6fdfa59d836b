/**
 * Parsers: the output of one show or debug command becomes records. A parser never throws and never guesses: what it
 * does not understand it lists, and what it understood carries the line it stood on, so that a verdict can quote it.
 * Times, words and spellings stay the device's own here; one vocabulary for all vendors is the business of `sa/`.
 */

/**
 * - `complete`: the output is understood to its end
 * - `empty`: the device answered that there is nothing ("no SAs", a header alone, a blank answer)
 * - `rejected`: the device refused the command, or the text is not an answer to this command at all
 * - `truncated`: the text stops inside a record, inside a line, or at a pager
 */
export type Outcome = 'complete' | 'empty' | 'rejected' | 'truncated';

/** A line of the text that was given, counted from 0. */
export interface Quote {
  line: number;
  text: string;
}

/** Where a record comes from: line numbers of the given text, counted from 0. */
export interface Sourced {
  /** The line on which the record begins. */
  line: number;
  /** The line on which a field stands, by the field's name; a field that the output does not show is not here. */
  at: Record<string, number>;
}

export interface Parsed<T> {
  records: T[];
  outcome: Outcome;
  /** Lines that were not understood, without blanks, prompts, echoes and log messages. The first 10,000 of them. */
  unknown: number[];
  /** How many more there are. */
  furtherUnknown?: number;
  /** For `rejected`: the line that says so. */
  rejection?: Quote;
}

/** Sets those of the fields that have a value, and remembers the line they came from. */
export function put<T extends Sourced>(
  record: T,
  line: number,
  fields: { [Name in keyof T]?: T[Name] | undefined },
): void {
  for (const [name, value] of Object.entries<unknown>(fields)) {
    if (value === undefined) continue;
    Object.assign(record, { [name]: value });
    record.at[name] = line;
  }
}
