/**
 * Anti-replay (RFC 4303 section 3.4.3): which sequence numbers have come, in a window behind the highest. The window is a
 * ring of words, so that it slides without being copied, whatever its size (RFC 6479).
 */
const bitsOfWord = 32;

export class ReplayWindow {
  #highest = 0;
  readonly #words: Uint32Array;

  /** @param size 0 accepts everything; IOS uses 64 */
  constructor(private readonly size: number) {
    // One word more: the newest may be begun while all of the window is still remembered.
    this.#words = new Uint32Array(size === 0 ? 0 : Math.ceil(size / bitsOfWord) + 1);
  }

  get highest(): number {
    return this.#highest;
  }

  /** Whether a packet with this number may be let in. Asked before its integrity is checked. */
  accepts(sequence: number): boolean {
    if (this.size === 0) return true;
    if (sequence === 0) return false;
    if (sequence > this.#highest) return true;
    return this.#highest - sequence < this.size && (this.#wordOf(sequence) & bitOf(sequence)) === 0;
  }

  /** Remembers the number of a packet whose integrity has been verified. */
  record(sequence: number): void {
    if (this.size === 0) return;
    if (sequence > this.#highest) this.#slideTo(sequence);
    this.#words[this.#indexOf(sequence)] = this.#wordOf(sequence) | bitOf(sequence);
  }

  #slideTo(sequence: number): void {
    const steps = Math.floor(sequence / bitsOfWord) - Math.floor(this.#highest / bitsOfWord);
    for (let step = 1; step <= Math.min(steps, this.#words.length); step++)
      this.#words[this.#indexOf(this.#highest + step * bitsOfWord)] = 0;
    this.#highest = sequence;
  }

  #indexOf(sequence: number): number {
    return Math.floor(sequence / bitsOfWord) % this.#words.length;
  }

  #wordOf(sequence: number): number {
    return this.#words[this.#indexOf(sequence)] ?? 0;
  }
}

const bitOf = (sequence: number): number => 1 << (sequence % bitsOfWord);
