/**
 * Golden folders: <case>/input/ is a lab, <case>/expected/ what loading it gives; errors/<case>/input/ is laid over the
 * tiny lab, and errors/<case>/expected/ lists its faults one line each. UPDATE=1 writes what came.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeDiagnostic } from '../../src-main/base/errors.ts';
import { labFile } from '../../src-main/lab/lab-file.ts';
import { filesIn, load, tinyFolder } from './folder.ts';

const here = import.meta.dirname;
const errors = path.join(here, 'errors');

function expectGolden(file: string, text: string): void {
  if (process.env.UPDATE) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}

describe('a lab becomes an exercise', () => {
  it.each([
    ['the values of its author', 'as-written', {}],
    ['other addresses, names and keys by a seed', 'seeded', { seed: 'anna' }],
    ['the nodes of its other topology', 'cml', { backend: 'cml' }],
  ] as const)('with %s', (_, name, choice) => {
    const { diagnostics, ...result } = load(filesIn(tinyFolder), choice);
    expect(diagnostics).toEqual([]);
    expectGolden(path.join(here, 'tiny/expected', `${name}.json`), `${JSON.stringify(result, undefined, 2)}\n`);
  });
});

describe('a lab that is wrong', () => {
  const tiny = filesIn(tinyFolder);

  it.each(readdirSync(errors))('has its faults told with place and remedy: %s', (name) => {
    const { ok, diagnostics } = load({ ...tiny, ...filesIn(path.join(errors, name, 'input')) });
    expect(ok).toBe(false);
    const lines = diagnostics.map((one) => `${one.severity}: ${describeDiagnostic(one)}\n`);
    expectGolden(path.join(errors, name, 'expected/faults.txt'), lines.join(''));
    expect(diagnostics.filter(({ mend }) => mend === undefined)).toEqual([]);
  });

  it('is told that it is no lab when there is no lab.yml', () => {
    expect(load({})).toMatchObject({ ok: false, diagnostics: [{ path: 'lab.yml', message: 'there is no such file' }] });
  });

  it('lists no more faults than somebody reads', () => {
    const step = (index: number): string => `  - { id: s${index}, kind: change }\n`;
    const steps = Array.from({ length: 50 }, (_, index) => step(index)).join('');
    const { diagnostics } = load({ ...tiny, 'lab.yml': `steps:\n${steps}` });
    expect(diagnostics).toHaveLength(201);
    expect(diagnostics.at(-1)?.message).toMatch(/^\d+ more faults are not listed$/);
  });

  it('is refused when a text of it is too large', () => {
    const far = 'x'.repeat(600_000);
    expect(load({ ...tiny, 'lab.yml': far }).diagnostics[0]?.message).toMatch(/^expected at most 524288 characters/);
    expect(load({ ...tiny, 'look.md': far }).diagnostics[0]?.message).toMatch(/^look.md has 600000 characters/);
  });

  it('says so when it has no topology for the backend that is asked for', () => {
    const files = { ...tiny, 'lab.yml': (tiny['lab.yml'] ?? '').replace(/ {2}cml:\n(?: {4}.*\n)*/, '') };
    expect(load(files).ok).toBe(true);
    expect(load(files, { backend: 'cml' }).diagnostics.map(({ message }) => message)).toEqual([
      'the lab has no topology for cml',
    ]);
  });
});

describe('the schema of a lab', () => {
  it('takes no path that leaves the folder', () => {
    const topology = labFile.shape.backends.shape.gns3.unwrap().shape.topology;
    const paths = ['../x', 'a/../../x', '/etc/passwd', 'C:/x', 'a\\..\\x', './x', '..', 'a/..', ''];
    expect(paths.filter((one) => topology.safeParse(one).success)).toEqual([]);
    expect(topology.safeParse('a/b..c/d.gns3').success).toBe(true);
  });
});
