/** What the engine remarks on a network: which nodes stay off, which lines of their configurations are not understood. */

export interface Remarks {
  /** Whom they are about; empty for the network as a whole. */
  about: string;
  says: string[];
}

/** "R1: a line" belongs to R1. What comes in a row about one node stands together, in the order it came. */
export function remarksOf(notices: readonly string[], names: readonly string[]): Remarks[] {
  const groups = new Map<string, string[]>();
  for (const notice of notices) {
    const about = names.find((name) => notice.startsWith(`${name}: `)) ?? '';
    const says = about === '' ? notice : notice.slice(about.length + 2);
    groups.set(about, [...(groups.get(about) ?? []), says]);
  }
  return [...groups].map(([about, says]) => ({ about, says }));
}
