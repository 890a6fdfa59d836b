import { expect, it } from 'vitest';
import { classPage } from '../../src-main/report/class-page.ts';
import { classSample } from './samples.ts';

it('keeps the points of every learner in sight, and prints the matrix whole', () => {
  const page = classPage(classSample());
  const rows = [...page.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) => row.trim());
  expect(rows[0]).toMatch(/<th scope="col" class="number">Points<\/th>$/);
  const sums = rows.slice(1, -1).map((row) => /<td class="number">([^<]*)<\/td>$/.exec(row)?.[1]);
  // Who could not be graded has none, which is not zero.
  expect(sums).toEqual(['7.5 of 15', '']);
  expect(page).toMatch(/\.matrix tr > :last-child \{ position: sticky;/);
  const [, printed = ''] = /@media print \{([\s\S]*?)\n\}/.exec(page) ?? [];
  expect(printed).toMatch(/\.wide \{[^}]*overflow: visible/);
});
