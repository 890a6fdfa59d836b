import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../src-main/report/csv.ts';
import type { ClassReport } from '../../src-main/report/document.ts';
import { rowsOf } from '../../src-main/report/rows.ts';
import { attemptSample, classSample } from './samples.ts';

/** A reader of RFC 4180, of our own: quotes, doubled quotes, commas and line ends inside of them. */
function read(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length;) {
    const [whole = '', quoted, plain, end] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/s.exec(text.slice(at)) ?? [];
    if (whole === '') throw new Error(`not RFC 4180 at ${at}`);
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') {
      rows.push(row);
      row = [];
    }
    at += whole.length;
  }
  return rows;
}

const isFormula = (cell: string): boolean => /^\s*[=+\-@]|^[\t\r\n]/.test(cell);

describe('a table as comma-separated values', () => {
  it('reads back as it was written, but for the apostrophe before a formula', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('a,b', 'say "so"', 'two\r\nlines', ' blank', '', '=1+1', ' -2', '@x', '\t=1', '+49 89'),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        const expected = rows.map((row) =>
          row.map((one) => (isFormula(one) || /^\s*[＝＋－＠]/u.test(one) ? `'${one}` : one)),
        );
        expect(read(csvOf(rows))).toEqual(expected);
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it('gives a spreadsheet nothing to work out', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n'), (rest, start) => {
        const [[cell = ''] = []] = read(csvOf([[start + rest]]));
        expect(isFormula(cell)).toBe(false);
      }),
      { seed: 5 },
    );
  });

  it('leaves numbers as numbers, those below nothing too', () => {
    expect(csvOf([[-2.5, 10]])).toBe('-2.5,10\r\n');
  });
});

describe('reports as tables', () => {
  it('have a row for each expectation, and the lines it rests on', () => {
    const [head = [], ...rows] = read(rowsOf(attemptSample()));
    expect(head).toContain('evidence');
    expect(rows.map((row) => row[4])).toEqual(['step', 'expectation', 'expectation', 'diagnosis']);
    expect(rows[1]?.at(-1)).toBe('R3 (show crypto isakmp policy): encryption algorithm:   Three key triple DES');
  });

  it('have a row for each learner, with points in a column for each step', () => {
    const [head = [], ada = [], bob = []] = read(rowsOf(classSample()));
    expect(ada[head.indexOf('ike-policy')]).toBe('7.5');
    expect(bob[head.indexOf('ike-policy')]).toBe('');
    expect(bob[head.indexOf('name')]).toBe("'=cmd|calc");
    expect(bob[head.indexOf('trouble')]).toBe('Nobody answers at 10.0.0.1:3080.');
  });

  it('have no sum where nobody could grade to the end, so that it is not taken for a mark', () => {
    const [ada, bob] = classSample().students;
    const stopped = { ...ada, state: 'broken', score: { points: 0, of: 15 } } as const;
    const sums = (students: unknown[]): (string | undefined)[][] => {
      const [head = [], ...rows] = read(rowsOf(classSample({ students: students as ClassReport['students'] })));
      return rows.map((row) => [row[head.indexOf('points')], row[head.indexOf('of')]]);
    };
    expect(sums([ada, bob, stopped])).toEqual([
      ['7.5', '15'],
      ['', ''],
      ['', ''],
    ]);
  });
});
