/** Records with the command whose answer they were read from. */
export interface Taken<T> {
  command: string;
  records: readonly T[];
}

/** Each record with its command. */
export function each<T, R>(taken: readonly Taken<T>[], make: (record: T, command: string) => R): R[] {
  return taken.flatMap(({ command, records }) => records.map((record) => make(record, command)));
}
