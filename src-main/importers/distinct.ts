/** Makes texts distinct: one that comes again gets a number, as `form` writes it. */
export class Distinct {
  readonly #used = new Set<string>();
  /** How often a text came, so that a thousand equal ones do not search a thousand numbers each. */
  readonly #counts = new Map<string, number>();

  constructor(private readonly form: (text: string, count: number) => string) {}

  has(text: string): boolean {
    return this.#used.has(text);
  }

  /** The text itself when it is new; else the first form of it that is. */
  take(text: string): string {
    let count = this.#counts.get(text) ?? 1;
    let made = text;
    while (this.#used.has(made)) made = this.form(text, ++count);
    this.#counts.set(text, count);
    this.#used.add(made);
    return made;
  }
}
