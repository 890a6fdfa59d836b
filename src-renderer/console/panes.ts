/** Which consoles are seen at once: one, or two side by side. */

export interface PaneWish {
  /** In the order of their tabs. */
  opened: readonly string[];
  active: string | undefined;
  isSplit: boolean;
}

/**
 * The panes from left to right. A console that is seen stays where it is; another one that becomes active takes the
 * place of the one that was active before it.
 */
export function panesFor({ opened, active, isSplit }: PaneWish, before: Panes): Panes {
  const first = active ?? opened[0];
  if (first === undefined) return { active: undefined, seen: [] };
  return { active: first, seen: isSplit ? twoOf(opened, first, before) : [first] };
}

function twoOf(opened: readonly string[], first: string, before: Panes): string[] {
  const seen = before.seen.filter((id) => opened.includes(id));
  if (!seen.includes(first)) {
    const place = seen.length < 2 ? seen.length : Math.max(0, seen.indexOf(before.active ?? ''));
    seen[place] = first;
  }
  const other = opened.find((id) => !seen.includes(id));
  if (seen.length < 2 && other !== undefined) seen.push(other);
  // Two that were not beside each other before stand in the order of their tabs.
  return before.seen.length < 2 ? seen.sort((a, b) => opened.indexOf(a) - opened.indexOf(b)) : seen;
}

export interface Panes {
  active: string | undefined;
  seen: string[];
}

/** The tab that a key of the tab strip goes to; undefined for other keys. */
export function tabFor(key: string, opened: readonly string[], from: string): string | undefined {
  const place = opened.indexOf(from);
  switch (key) {
    case 'ArrowRight':
      return opened[(place + 1) % opened.length];
    case 'ArrowLeft':
      return opened[(place - 1 + opened.length) % opened.length];
    case 'Home':
      return opened[0];
    case 'End':
      return opened.at(-1);
    default:
      return undefined;
  }
}
