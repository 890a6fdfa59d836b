/** Finding lines in the tree of a configuration, for what has no record of its own. */
import type { ConfigurationLine } from '../../parsers/ios/configuration-line.ts';

export interface Match {
  line: number;
  text: string;
  children: readonly ConfigurationLine[];
  /** The groups of the pattern. */
  groups: (string | undefined)[];
}

/** The lines that the pattern fits, in their order; those of submodes are not looked at. */
export function matches(lines: readonly ConfigurationLine[] | undefined, pattern: RegExp): Match[] {
  return (lines ?? []).flatMap(({ line, text, children }) => {
    const match = pattern.exec(text);
    return match ? [{ line, text, children, groups: match.slice(1) }] : [];
  });
}

/** The last one: a later line replaces an earlier one. */
export function lastMatch(lines: readonly ConfigurationLine[] | undefined, pattern: RegExp): Match | undefined {
  return matches(lines, pattern).at(-1);
}
