import { describe, expect, it } from 'vitest';
import { quotedOutputs } from '../../../src-renderer/exercise/quotes.ts';

const quote = (evidence: string, line: number) => ({
  ...{ evidence, line, role: 'R1', command: 'show running-config', text: `line ${line}` },
});

describe('quoted lines', () => {
  it('of one record stand under one heading, each once', () => {
    const outputs = quotedOutputs([quote('a', 3), quote('a', 4), quote('a', 3), quote('b', 1)]);
    expect(outputs.map(({ evidence, quotes }) => [evidence, quotes.map(({ line }) => line)])).toEqual([
      ['a', [3, 4]],
      ['b', [1]],
    ]);
  });
});
