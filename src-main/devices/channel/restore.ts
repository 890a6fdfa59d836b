import type { Answer } from './answer.ts';

/** How a kind of device is brought back to an earlier configuration. */
export interface Restore {
  /** Commands that print the whole configuration; the first that the device takes counts. */
  show: readonly string[];
  /** A copy that the device keeps itself and can return to, where it can. */
  archive?: Archive;
  /** How lines are taken back, where commands tell: the way where there is no copy, and for what a copy leaves. */
  negation?: NegationRules;
}

interface Archive {
  save: ArchiveCommand;
  replace: ArchiveCommand;
}

interface ArchiveCommand {
  command: string;
  /** Typed in configuration mode, as a line. */
  isLine?: boolean;
  answers?: readonly Answer[];
  /** What is printed when it has worked; absent: whenever it is not refused. */
  worked?: RegExp;
}

/** How the commands of a configuration are taken back. Shapes are matched against a line without its indentation. */
export interface NegationRules {
  /** Lines that configure nothing, or that no command makes. */
  ignored: readonly RegExp[];
  /** Lines of which there is one: a new one takes the place of the old. Group 1 tells which belong together. */
  single: readonly RegExp[];
  /** Lines whose order counts. Group 1 tells which belong together, `all` takes back all of them at once. */
  ordered: readonly { shape: RegExp; all: string; isWhole?: boolean }[];
  /** Sections whose lines have an order; they are taken back and typed again as a whole. */
  orderedSections: readonly RegExp[];
  /** Sections that are always there. */
  permanent: readonly RegExp[];
  /** What takes a line back, where that is not the line after "no". The first that fits counts. */
  takenBack: readonly { shape: RegExp; by: string }[];
}
