/** The named groups of a shape; one that took no part is empty. */
export function groupsOf<K extends string>(shape: RegExp, line: string): Record<K, string> | undefined {
  const groups = shape.exec(line)?.groups;
  if (!groups) return undefined;
  const taken = Object.entries<string | undefined>(groups).map(([name, text = '']) => [name, text]);
  return Object.fromEntries(taken) as Record<K, string>;
}
