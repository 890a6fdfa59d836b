/** Sets those of the fields that have a value; the rest stays absent. */
export function assign<T extends object>(target: T, fields: { [Name in keyof T]?: T[Name] | undefined }): T {
  for (const [name, value] of Object.entries<unknown>(fields)) {
    if (value !== undefined) Object.assign(target, { [name]: value });
  }
  return target;
}
