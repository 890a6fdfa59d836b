import type { Answer } from './answer.ts';

/** How a kind of device is brought back to what it was. */
export type Restore = ConfigurationRestore | StateRestore;

/** Of a device that prints its configuration as a text of the lines that make it. */
export interface ConfigurationRestore {
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

/** Of a device that has no configuration but what it is like: it is looked at part by part. */
export interface StateRestore {
  /** A command whose answer says how the others are spelled on this device. */
  probe: string;
  /** @throws Failure not-supported: no-checkpoint, where the answer to the probe says that it cannot be done there */
  spelling: (probed: string, who: string) => (line: string) => string;
  /** In the order in which they are made; they are taken back in the opposite one. */
  parts: readonly StatePart[];
}

export interface StatePart {
  /** For people: "its addresses". */
  name: string;
  /** A command that prints it. A status other than 0 says that it cannot be seen. */
  look: string;
  facts: (printed: string) => Fact[];
  /** What is in a checkpoint besides: printed once, no more characters than so many, and given as it is to `put`. */
  keep?: { line: string; atMost: number };
  /** Makes facts that are missing together, where each by itself cannot be made. */
  put?: (missing: readonly Fact[], kept: string) => string[];
  /** Typed when facts with such words were made or taken back. */
  settle?: readonly { touched: RegExp; line: string }[];
}

/** One thing that is so. */
export interface Fact {
  /** What tells it from all others, its value included. May hold keys. */
  id: string;
  /** The same for people, without any key. */
  says: string;
  /** The lines that make it so. */
  make?: readonly string[];
  /** The lines that take it back; absent: it is a value, that another one takes the place of. */
  unmake?: readonly string[];
  /** What it stands for to others, and what of another it is part of and gone with: "link tun0". */
  named?: string;
  within?: string;
}
