/**
 * Records that have the same fields again and again. V8 turns an object into a hash table when many fields are added to
 * it by computed names, at five times the memory and three times the time; so each record starts as a copy of the fields
 * of the one before, and the fields that did not come again are taken away at its end.
 */
const ABSENT = -1;
/** More fields than any release prints are garbage, and are not expected again. */
const MOST = 64;

export class AlikeRecords {
  #fields: Record<string, number> = {};
  #template: Record<string, number> = {};
  #count = 0;

  /** The fields of a new record; the values are whole numbers from 0 on. It is finished by the next `end`. */
  begin(): Record<string, number> {
    this.#fields = { ...this.#template };
    return this.#fields;
  }

  /** Takes away what was not set since `begin`. */
  end(): void {
    const fields = this.#fields;
    let count = 0;
    let absent = 0;
    for (const name in fields) {
      count++;
      if (fields[name] === ABSENT) absent++;
    }
    if (absent > 0)
      for (const [name, value] of Object.entries(fields)) if (value === ABSENT) Reflect.deleteProperty(fields, name);
    if (count > this.#count && count <= MOST) this.#remember(fields, count);
  }

  #remember(fields: Record<string, number>, count: number): void {
    // What JSON.parse makes is not a hash table, however many fields it has.
    const absent = Object.keys(fields).map((name) => [name, ABSENT] as const);
    this.#template = JSON.parse(JSON.stringify(Object.fromEntries(absent))) as Record<string, number>;
    this.#count = count;
  }
}
