/** A token of a syntax: what it accepts, how exactly it fits a word, and what `?` lists for it. */
import type { Prefix } from './arguments.ts';
import type { InterfaceKind } from './interface-name.ts';
import type { Line } from './words.ts';

export type Value = string | number | Prefix;

/** How exactly a token fits a word. Of several, the parser takes the most exact; two keywords alike are ambiguous. */
export const rank = { keyword: 5, abbreviation: 4, typed: 3, word: 2, line: 1 } as const;

/** A word that is on its way but not a whole: an interface's type without its unit, or with a unit that is not there. */
export type Fault =
  | { readonly kind: 'short'; list(partial: string): readonly Listed[] }
  | { readonly kind: 'invalid'; readonly column: number };

export interface Fit {
  readonly rank: number;
  /** Fits with equal keys are the same choice. */
  readonly key: string;
  readonly value: Value;
  /** How many words it took. */
  readonly consumed: number;
  readonly fault?: Fault;
}

export interface Listed {
  readonly word: string;
  /** A help of its own; without it the vocabulary's. */
  readonly help?: string;
  /** Whether Tab may type it. */
  readonly completes: boolean;
}

/** The interfaces of the router at hand; asked for only when a syntax has the token. */
export type Interfaces = () => readonly InterfaceKind[];

export interface Token {
  /** As `?` shows it: 'policy', '<1-10000>', 'A.B.C.D'. Tokens that show the same are the same choice. */
  readonly text: string;
  readonly isKeyword: boolean;
  fit(line: Line, index: number, interfaces: Interfaces): readonly Fit[];
  /** How many characters at the start of a word this token could have gone along with. */
  reach(word: string, interfaces: Interfaces): number;
  list(partial: string, interfaces: Interfaces): readonly Listed[];
}
