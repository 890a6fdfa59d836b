/** Anti-replay (RFC 4303 section 3.4.3): which sequence numbers have come, in a window behind the highest. */
export class ReplayWindow {
  #highest = 0;
  /** Bit n stands for `highest - n`. */
  #seen = 0n;

  /** @param size 0 accepts everything; IOS uses 64 */
  constructor(private readonly size: number) {}

  /** Whether a packet with this number may be let in. Asked before its integrity is checked. */
  accepts(sequence: number): boolean {
    if (this.size === 0) return true;
    if (sequence === 0) return false;
    const age = this.#highest - sequence;
    return age < 0 || (age < this.size && (this.#seen & (1n << BigInt(age))) === 0n);
  }

  /** Remembers the number of a packet whose integrity has been verified. */
  record(sequence: number): void {
    if (this.size === 0) return;
    const step = sequence - this.#highest;
    if (step > 0) {
      this.#seen = step >= this.size ? 1n : BigInt.asUintN(this.size, (this.#seen << BigInt(step)) | 1n);
      this.#highest = sequence;
    } else {
      this.#seen |= 1n << BigInt(-step);
    }
  }
}
