/**
 * DES and triple DES (FIPS 46-3) of our own, for a runtime whose library has left them out (Electron's BoringSSL may).
 * ciphers.ts reaches for it when a probe says so; the library's is some twenty times as fast.
 */
import { putU32, u32 } from '../../base/bytes.ts';
import { decryptChained, encryptChained, type BlockCipher, type CbcCipher } from './cbc.ts';
import {
  initialPermutation,
  keyPermutation1,
  keyPermutation2,
  keyShifts,
  roundPermutation,
  substitutions,
} from './des-tables.ts';

const BLOCK = 8;
const BOXES = 8;
const ROUNDS = 16;

/** Sixteen rounds of eight six-bit values, in the order of their use. */
type Schedule = Uint8Array;

/** Triple DES, encrypt-decrypt-encrypt, with three keys of eight bytes. */
export const ownTripleDesCbc: CbcCipher = {
  encrypt: (key, iv, plaintext) => encryptChained(tripleDes(key, false), iv, plaintext),
  decrypt: (key, iv, ciphertext) => decryptChained(tripleDes(key, true), iv, ciphertext),
};

function tripleDes(key: Uint8Array, isDecryption: boolean): BlockCipher {
  const [first, second, third] = [0, 1, 2].map((i) => scheduleOf(key.subarray(i * BLOCK, (i + 1) * BLOCK)));
  if (!first || !second || !third) throw new RangeError('a triple DES key has 24 bytes');
  const stages = isDecryption ? [reversed(third), second, reversed(first)] : [first, reversed(second), third];
  return (blocks, offset) => {
    permuteBlock(blocks, offset, initialPermutation);
    for (const schedule of stages) runRounds(blocks, offset, schedule);
    permuteBlock(blocks, offset, finalPermutation);
  };
}

/** The inverse of the initial permutation. */
const finalPermutation = initialPermutation.map((_, i) => initialPermutation.indexOf((i + 1) as 1) + 1);

function permuteBlock(blocks: Uint8Array, offset: number, permutation: readonly number[]): void {
  const [high, low] = permuted(u32(blocks, offset), u32(blocks, offset + 4), permutation);
  putU32(blocks, offset, high);
  putU32(blocks, offset + 4, low);
}

/** Picks bits of a block of 64, given as two words. */
function permuted(high: number, low: number, permutation: readonly number[]): [number, number] {
  const words: [number, number] = [0, 0];
  permutation.forEach((from, to) => {
    const bit = ((from <= 32 ? high >>> (32 - from) : low >>> (64 - from)) & 1) << (31 - (to & 31));
    words[to < 32 ? 0 : 1] |= bit;
  });
  return words;
}

/** The rounds between the two permutations, with the halves exchanged at the end as the standard has it. */
function runRounds(blocks: Uint8Array, offset: number, schedule: Schedule): void {
  let left = u32(blocks, offset);
  let right = u32(blocks, offset + 4);
  for (let round = 0; round < ROUNDS; round++) {
    const next = left ^ roundFunction(right, schedule, round * BOXES);
    left = right;
    right = next;
  }
  putU32(blocks, offset, right);
  putU32(blocks, offset + 4, left);
}

function roundFunction(half: number, schedule: Schedule, at: number): number {
  let result = 0;
  for (let box = 0; box < BOXES; box++) {
    // The expansion gives box i the six bits from bit 4i (counted from 1, bit 0 being bit 32).
    const shift = (4 * box + 31) & 31;
    const six = ((half << shift) | (half >>> (32 - shift))) >>> 26;
    result |= substitutedAndPermuted[box * 64 + (six ^ (schedule[at + box] ?? 0))] ?? 0;
  }
  return result;
}

/** What every box gives for every input of six bits, already permuted by P. */
const substitutedAndPermuted = Int32Array.from({ length: BOXES * 64 }, (_, i) => {
  const six = i & 63;
  const row = ((six >>> 4) & 2) | (six & 1);
  const box = i >>> 6;
  const value = parseInt(substitutions[box]?.[row]?.[(six >>> 1) & 15] ?? '0', 16);
  return permuted(value << (28 - 4 * box), 0, roundPermutation)[0];
});

function scheduleOf(key: Uint8Array): Schedule {
  const pick = (position: number): number => ((key[(position - 1) >>> 3] ?? 0) >>> (7 - ((position - 1) & 7))) & 1;
  const bits = keyPermutation1.map(pick);
  let c = bits.slice(0, 28);
  let d = bits.slice(28);
  const schedule = new Uint8Array(ROUNDS * BOXES);
  keyShifts.forEach((shift, round) => {
    c = [...c.slice(shift), ...c.slice(0, shift)];
    d = [...d.slice(shift), ...d.slice(0, shift)];
    const both = [...c, ...d];
    keyPermutation2.forEach((from, i) => {
      const at = round * BOXES + Math.floor(i / 6);
      schedule[at] = ((schedule[at] ?? 0) << 1) | (both[from - 1] ?? 0);
    });
  });
  return schedule;
}

/** Decryption is encryption with the round keys in reverse order. */
function reversed(schedule: Schedule): Schedule {
  return schedule.map((_, i) => schedule[(ROUNDS - 1 - (i >>> 3)) * BOXES + (i & 7)] ?? 0);
}
