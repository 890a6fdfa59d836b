import fc from 'fast-check';
import { expect, it } from 'vitest';
import { saysSame } from '../../src-main/base/same.ts';

it('agrees with what JSON writes, whatever the data', () => {
  const small = fc.oneof(fc.nat(2), fc.boolean(), fc.constant(null), fc.constantFrom('', 'a'));
  const { data } = fc.letrec((tie) => ({
    data: fc.oneof(
      { depthSize: 'small' },
      small,
      fc.array(tie('data'), { maxLength: 2 }),
      fc.record({ a: tie('data'), b: tie('data') }),
    ),
  }));
  fc.assert(
    fc.property(data, data, (a, b) => {
      expect(saysSame(a, b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
    { numRuns: 5000 },
  );
});

it('does not tell what is undefined from what is not there', () => {
  expect(saysSame({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  expect(saysSame({ a: 1 }, { a: 1, b: undefined })).toBe(true);
  expect(saysSame({ a: 1 }, { a: 1, b: 2 })).toBe(false);
});

it('heeds the order and the length of lists, and not the order of fields', () => {
  expect(saysSame([1, 2], [2, 1])).toBe(false);
  expect(saysSame([1], [1, 2])).toBe(false);
  expect(saysSame({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
});
