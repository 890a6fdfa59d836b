/** A NAT between two ends: each has an address, and the other one knows it by another. */

export interface Translation {
  /** Whose address it is. */
  of: 'a' | 'b';
  /** As this end has it, and as its peer sees it. */
  inside: string;
  outside: string;
}

interface Ends {
  local: string | undefined;
  remote: string | undefined;
}

export function translationBetween(a: Ends, b: Ends): Translation[] {
  return [...translationOf('a', a.local, b.remote), ...translationOf('b', b.local, a.remote)];
}

function translationOf(of: 'a' | 'b', inside: string | undefined, outside: string | undefined): Translation[] {
  if (inside === undefined || outside === undefined) return [];
  return inside.toLowerCase() === outside.toLowerCase() ? [] : [{ of, inside, outside }];
}
