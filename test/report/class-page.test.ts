import { expect, it } from 'vitest';
import { classPage } from '../../src-main/report/class-page.ts';
import { classSample } from './samples.ts';

it('keeps the points of every learner in sight, and prints the matrix whole', () => {
  const page = classPage(classSample());
  const rows = [...page.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) => row.trim());
  expect(rows[0]).toMatch(/<th scope="col" class="number">Points<\/th>$/);
  expect(rows.slice(1, -1).every((row) => /<td class="number">[\d.]+ of [\d.]+<\/td>$/.test(row))).toBe(true);
  expect(page).toMatch(/\.matrix tr > :last-child \{ position: sticky;/);
  const [, printed = ''] = /@media print \{([\s\S]*?)\n\}/.exec(page) ?? [];
  expect(printed).toMatch(/\.wide \{[^}]*overflow: visible/);
});
