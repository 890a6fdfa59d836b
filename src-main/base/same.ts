/** Whether two pieces of plain data (records and lists of primitive values) say the same; what is undefined is not there. */
export function saysSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isComposite(a) || !isComposite(b)) return false;
  const own = Object.keys(a);
  const isCovered = (key: string): boolean => b[key] === undefined || key in a;
  return own.every((key) => saysSame(a[key], b[key])) && Object.keys(b).every(isCovered);
}

function isComposite(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
