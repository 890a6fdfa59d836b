/**
 * Golden folders: <case>/input/ holds a topology file and whatever lies beside it, <case>/expected/ what must come of
 * it. UPDATE=1 writes what came, to be read before it is committed.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { Failure } from '../../src-main/base/errors.ts';
import { importTopology, type TopologyFile } from '../../src-main/importers/import.ts';

const here = import.meta.dirname;

export function casesOf(folder: string): string[] {
  const entries = readdirSync(path.join(here, folder), { withFileTypes: true });
  return entries.flatMap((one) => (one.isDirectory() ? [one.name] : [])).sort();
}

/** The topology file of a case, and the files beside it. */
export function readCase(
  folder: string,
  name: string,
  encoding: 'utf8' | 'latin1' = 'utf8',
): TopologyFile & { text: string } {
  const input = path.join(here, folder, name, 'input');
  const [file = ''] = readdirSync(input, { withFileTypes: true }).flatMap((one) => (one.isFile() ? [one.name] : []));
  return {
    name: file,
    text: readFileSync(path.join(input, file), encoding),
    companion: (below) => {
      expect(path.relative(input, path.resolve(input, below)), 'a path below the folder').not.toMatch(/^\.\.|^$/);
      const whole = path.join(input, below);
      return existsSync(whole) ? readFileSync(whole, 'utf8') : undefined;
    },
  };
}

/** What comes of a file: the import, or the failure in the same plain form. */
export function outcomeOf(file: TopologyFile): unknown {
  try {
    return importTopology(file);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { kind, code, message, diagnostics } = error;
    return { kind, code, message, diagnostics };
  }
}

export function expectGolden(folder: string, name: string, outcome: unknown): void {
  const expected = path.join(here, folder, name, 'expected', 'outcome.json');
  if (process.env.UPDATE) {
    mkdirSync(path.dirname(expected), { recursive: true });
    writeFileSync(expected, `${JSON.stringify(outcome, undefined, 2)}\n`);
  }
  // What the engine hands on is plain data: it survives the way through JSON unchanged.
  expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome);
  expect(outcome).toEqual(JSON.parse(readFileSync(expected, 'utf8')));
}
