/** Choices that follow from a seed: the same files in every run. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761) >>> 0;
  }

  /** From 0 on, below `below`. */
  number(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  }

  one<T>(list: readonly T[]): T {
    return list[this.number(list.length)] as T;
  }

  /** As often as one in so many. */
  oneIn(many: number): boolean {
    return this.number(many) === 0;
  }

  times<T>(count: number, make: (index: number) => T): T[] {
    return Array.from({ length: count }, (_, index) => make(index));
  }

  shuffled<T>(list: readonly T[]): T[] {
    const keyed = list.map((value) => ({ value, key: this.number(1_000_000) }));
    return keyed.sort((a, b) => a.key - b.key).map(({ value }) => value);
  }

  /** Leaves out keys that a program need not write, or writes null for them. */
  without<T extends object>(value: T, ...optional: (keyof T)[]): T {
    const left = { ...value };
    for (const key of optional) {
      const what = this.number(4);
      if (what === 0) Reflect.deleteProperty(left, key);
      if (what === 1) Reflect.set(left, key, null);
    }
    return left;
  }

  uuid(): string {
    const hex = this.times(32, () => this.number(16).toString(16)).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }
}

/** As people call nodes: plain, with signs, in other scripts; some names come twice. */
export function nameOf(dice: Dice, word: string, index: number): string {
  const plain = `${word}${index + 1}`;
  return dice.one([
    plain,
    plain,
    plain,
    plain,
    `${word}-${index + 1}`,
    `${word} ${index + 1} (core)`,
    `Zürich-${plain}`,
    `路由器${index}`,
    `${plain}: "edge"`,
    `R&D <${index}> #1`,
    `${word}1`,
  ]);
}
