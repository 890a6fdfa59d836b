import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src-main/storage/content-hash.ts';

describe('contentHash', () => {
  it('is the same for the same files in any order', () => {
    expect(contentHash({ a: '1', b: '2' })).toBe(contentHash({ b: '2', a: '1' }));
    expect(contentHash({ a: '1', b: '2' })).toMatch(/^[0-9a-f]{64}$/);
  });

  it('differs where a path or a text does, and does not mistake one for the other', () => {
    const hashes = [{}, { a: '' }, { a: 'b' }, { ab: '' }, { a: 'b', c: '' }, { a: 'bc' }].map(contentHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
