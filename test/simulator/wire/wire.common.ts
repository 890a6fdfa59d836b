/** What every codec of simulator/wire keeps: each codec's test runs this against arbitrary values of its own. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isMalformed, type Malformed } from '../../../src-main/simulator/wire/malformed.ts';

interface Codec<T> {
  parse: (bytes: Uint8Array) => T | Malformed;
  emit: (value: T) => Uint8Array;
  describe: (value: T) => string;
  values: fc.Arbitrary<T>;
  /** The bytes with what a receiver must ignore set to what a sender must send; all of them when left out. */
  kept?: (bytes: Uint8Array) => Uint8Array;
  /** Shorter ones are padded. */
  minimumLength?: number;
}

export const anyBytes = (maxLength = 120): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength });
export const bytesOf = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: length, maxLength: length });
export const wholeNumber = (bits: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: 2 ** bits - 1 });

/** Narrows, and fails the test with the reason when the bytes were malformed. */
export function wellFormed<T>(result: T | Malformed): T {
  if (isMalformed(result)) throw new Error(`${result.layer}: ${result.reason}`);
  return result;
}

export function itIsACodec<T>({
  parse,
  emit,
  describe,
  values,
  kept = (bytes) => bytes,
  minimumLength = 0,
}: Codec<T>): void {
  it('parses what it emits to the same value, and emits that to the same bytes', () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = emit(value);
        const parsed = wellFormed(parse(bytes));
        expect(parsed).toEqual(value);
        expect(emit(parsed)).toEqual(bytes);
      }),
    );
  });

  it('describes every value in one line', () => {
    fc.assert(fc.property(values, (value) => /^[\x20-\x7e]+$/.test(describe(value))));
  });

  it('never throws, and what it accepts it emits again byte for byte', () => {
    const broken = fc
      .tuple(values, fc.nat(), fc.nat(255), fc.nat())
      .map(([value, at, byte, cut]) => damaged(emit(value), { at, byte, cut }));
    fc.assert(
      fc.property(fc.oneof(anyBytes(), broken), (bytes) => {
        const parsed = parse(bytes);
        if (isMalformed(parsed)) expect(parsed.reason).not.toBe('');
        else {
          const again = emit(parsed);
          if (bytes.length >= minimumLength) expect(again).toEqual(kept(bytes).subarray(0, again.length));
        }
      }),
      { numRuns: 500 },
    );
  });
}

function damaged(bytes: Uint8Array, { at, byte, cut }: { at: number; byte: number; cut: number }): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at % Math.max(1, copy.length)] = byte;
  return cut % 3 === 0 ? copy.subarray(0, cut % (copy.length + 1)) : copy;
}
