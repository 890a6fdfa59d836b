import { describe, expect, test } from 'vitest';
import { tokensOf } from '../../../src-main/simulator/cli/tokens.ts';
import { lineOf } from '../../../src-main/simulator/cli/words.ts';

const read = (kind: string, word: string): unknown =>
  tokensOf(kind).flatMap((token) => token.fit(lineOf(word), 0, () => []).map(({ value }) => value))[0];

describe('a token', () => {
  test.each([
    ['policy', 'pol', 'policy'],
    ['policy', 'POLICY', 'policy'],
    ['policy', 'policies', undefined],
    ['{des|3des}', '3', '3des'],
    ['<1-100>', '100', 100],
    ['<1-100>', '0', undefined],
    ['<1-100>', '1x', undefined],
    ['<0x0-0xFFFF>', '0x2102', 0x2102],
    ['<0x0-0xFFFF>', 'ffff', 0xffff],
    ['A.B.C.D', '10.0.0.1', 0x0a000001],
    ['A.B.C.D', '10.0.0', undefined],
    ['MASK', '255.255.255.252', 0xfffffffc],
    ['WILDCARD', '0.0.0.255', 255],
    ['A.B.C.D/nn', '10.0.0.0/8', { address: 0x0a000000, length: 8 }],
    ['A.B.C.D/nn', '10.0.0.0/33', undefined],
    ['HEX', '0xBEEF', 'BEEF'],
    ['HEX', 'no', undefined],
    ['H.H.H', '1.22.AbCd', '0001.0022.abcd'],
    ['TIME', '01:02:03', 3723],
    ['TIME', '24:00:00', undefined],
    ['WORD', 'any/thing', 'any/thing'],
    ['LINE', 'to the end ', 'to the end'],
  ])('%s reads %s as %j', (kind, word, value) => {
    expect(read(kind, word)).toEqual(value);
  });

  test.each([
    ['<1-100>', '1', ['<1-100>']],
    ['<1-100>', 'x', []],
    ['A.B.C.D', '10.', ['A.B.C.D']],
    ['MASK', '', ['A.B.C.D']],
    ['HEX', 'g', []],
    ['WORD', 'x', ['WORD']],
  ])('%s after %j is listed as %j', (kind, partial, words) => {
    const listed = tokensOf(kind).flatMap((token) => token.list(partial, () => []).map(({ word }) => word));
    expect(listed).toEqual(words);
  });

  test.each(['WROD', '<9-1>', '<a-b>', '', 'a$'])('cannot be %j', (kind) => {
    expect(() => tokensOf(kind)).toThrow();
  });
});
