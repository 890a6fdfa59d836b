import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src-main/importers/complaint.ts';
import { readJson } from '../../../src-main/importers/source/json.ts';
import { mutationsOf, runs } from '../mutations.ts';

const text = JSON.stringify({ a: [1, -0.5e3, true, null, 'x\n"\u00e9'], b: { c: {}, d: [] } }, undefined, 2);

function refusalOf(read: () => unknown): Refusal | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function byEngine(json: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(json) as unknown };
  } catch {
    return undefined;
  }
}

describe('a JSON document', () => {
  it('is what the engine makes of it, and a refusal where the engine refuses', () => {
    fc.assert(
      fc.property(mutationsOf(text), (mutated) => {
        const refusal = refusalOf(() => readJson(mutated));
        const value = byEngine(mutated);
        expect(refusal === undefined).toBe(value !== undefined);
        if (!refusal) expect(readJson(mutated).value).toEqual(value?.value);
      }),
      runs(3000),
    );
  });

  it('tells where its values are', () => {
    const paths = [['a'], ['a', 4], ['b', 'd'], ['b', 'x'], ['x']];
    expect(readJson(text).positionsOf(paths)).toEqual([
      { line: 2, column: 3 },
      { line: 7, column: 5 },
      { line: 11, column: 5 },
      { line: 9, column: 3 },
      undefined,
    ]);
  });

  it('says where it breaks off, wherever that is', () => {
    for (let length = 1; length < text.length; length++) {
      const refusal = refusalOf(() => readJson(text.slice(0, length)));
      expect(refusal?.what).toMatch(/^JSON (?:that breaks off|with a fault) at line \d+, column \d+: expected /);
    }
  });

  it('says where a key stands twice, however it is written, and takes the last one', () => {
    const { value, complaints } = readJson('{"a": 1,\n "\\u0061": 2}');
    expect(value).toEqual({ a: 2 });
    expect(complaints?.map(({ position, message }) => ({ position, message }))).toEqual([
      { position: { line: 2, column: 2 }, message: 'the key "a" stands twice in one map; the last one counts' },
    ]);
    expect(readJson('{"a": {"a": 1}, "b": {"a": 2}}').complaints).toEqual([]);
  });
});
