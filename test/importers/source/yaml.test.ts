import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src-main/importers/complaint.ts';
import { limits } from '../../../src-main/importers/limits.ts';
import type { Document } from '../../../src-main/importers/source/document.ts';
import { readYaml } from '../../../src-main/importers/source/yaml.ts';

function codeOf(read: () => Document): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('a YAML document', () => {
  it('has scalars that are text or nothing, so that 007 and 1e3 stay names', () => {
    const value = { a: '007', b: '1e3', c: 'true', d: null, e: '0.1', f: null, g: 'null' };
    expect(readYaml('a: 007\nb: 1e3\nc: true\nd: null\ne: 0.1\nf:\ng: "null"\n').value).toEqual(value);
    expect(readYaml('{a: 007, b: 1e3, c: true, d: null, e: 0.1, f: , g: "null"}\n').value).toEqual(value);
  });

  it.each(['nodes:\n  - id: n0\n  - id: n1\n    label: x\n', 'nodes:\n  - {id: n0}\n  - id: n1\n    label: x\n'])(
    'tells where its values are, in the plain form and in any other',
    (text) => {
      const paths = [['nodes'], ['nodes', 1], ['nodes', 1, 'label'], ['nodes', 1, 'gone', 3], ['gone'], []];
      expect(readYaml(text).positionsOf(paths)).toEqual([
        { line: 1, column: 1 },
        { line: 3, column: 5 },
        { line: 4, column: 5 },
        { line: 3, column: 5 },
        undefined,
        undefined,
      ]);
    },
  );

  it('may use a few aliases and merges', () => {
    const text = 'a: &a {x: 1}\nnodes: [*a, {<<: *a, y: 2}]\n';
    expect(readYaml(text).value).toMatchObject({ nodes: [{ x: '1' }, { x: '1', y: '2' }] });
  });

  it('is refused when its aliases are many, multiply, or merge what is no map', () => {
    expect(codeOf(() => readYaml(`a: &a x\nnodes: [${'*a, '.repeat(limits.aliases + 1)}]\n`))).toBe('yaml-aliases');
    expect(codeOf(() => readYaml('nodes:\n  <<: [1]\n'))).toBe('yaml-aliases');
    expect(codeOf(() => readYaml('nodes: *a\n'))).toBe('yaml-aliases');
  });

  it('is refused when it is nested too deep, in the plain form and in any other', () => {
    const nested = (levels: number): string =>
      Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}a:\n`).join('') + `${' '.repeat(levels)}b: c\n`;
    expect(codeOf(() => readYaml(nested(limits.depth - 1)))).toBeUndefined();
    expect(codeOf(() => readYaml(nested(limits.depth + 1)))).toBe('too-deep');
    const flow = (levels: number): string => `nodes: ${'['.repeat(levels)}${']'.repeat(levels)}\n`;
    expect(codeOf(() => readYaml(flow(limits.depth - 2)))).toBeUndefined();
    expect(codeOf(() => readYaml(flow(limits.depth + 2)))).toBe('too-deep');
    expect(codeOf(() => readYaml(flow(10_000)))).toBe('too-deep');
  });

  it('is refused when it is large and not in the plain form', () => {
    const text = `nodes: {}\n${'a: b\n'.repeat(limits.generalYaml / 5)}`;
    expect(codeOf(() => readYaml(text))).toBe('too-large');
  });
});
