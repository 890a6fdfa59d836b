/** A copy of an object without one of its properties. */
export function omit<T extends object, Name extends keyof T>(whole: T, name: Name): Omit<T, Name> {
  const rest = { ...whole };
  Reflect.deleteProperty(rest, name);
  return rest;
}
