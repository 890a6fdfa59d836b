/**
 * Seeded randomness. A network is deterministic for a given seed, its Diffie-Hellman secrets included, so nothing in
 * the simulator reaches for another source. It is not for secrets that protect anything real.
 */
export interface Random {
  /** A whole number from 0 to 2^32 - 1. */
  u32(): number;
  /** A whole number from 0 to `below` - 1. */
  int(below: number): number;
  bytes(length: number): Uint8Array;
  /** A source of its own, fixed by this source's seed and the label: adding one consumer moves no other. */
  fork(label: string): Random;
}

export function seededRandom(seed: number | string): Random {
  return new Sfc32(String(seed));
}

/** The generator sfc32 (Chris Doty-Humphrey, PractRand), its state spread from the seed text by FNV-1a. */
class Sfc32 implements Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(private readonly seed: string) {
    this.#a = fnv1a(seed, 0x811c9dc5);
    this.#b = fnv1a(seed, 0x9e3779b9);
    this.#c = fnv1a(seed, 0x85ebca6b);
    for (let i = 0; i < 12; i++) this.u32();
  }

  u32(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  int(below: number): number {
    return Math.floor((this.u32() / 0x1_0000_0000) * below);
  }

  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    let word = 0;
    for (let i = 0; i < length; i++) {
      word = i % 4 === 0 ? this.u32() : word >>> 8;
      bytes[i] = word & 0xff;
    }
    return bytes;
  }

  fork(label: string): Random {
    return new Sfc32(`${this.seed}/${label}`);
  }
}

function fnv1a(text: string, basis: number): number {
  let hash = basis;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}
