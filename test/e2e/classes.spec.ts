/** A class, graded from the terminal and looked at in the window. */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expectGoodLooks } from './learner.ts';
import { expect, test, type QuickMode } from './quickmode.ts';

const command = path.resolve(import.meta.dirname, '../../src-main/cli/quickmode.mjs');
const run = promisify(execFile);

/** Two students who have saved routers that nobody configured, and one whose folder is not there. @returns the file */
function writeClass({ home }: QuickMode, more: readonly string[] = []): string {
  const folder = path.join(home, 'class');
  for (const student of ['ada', 'alan']) {
    mkdirSync(path.join(folder, student), { recursive: true });
    for (const router of ['R1', 'R2', 'R3'])
      writeFileSync(path.join(folder, student, `${router}.cfg`), `hostname ${router}\n!\nend\n`);
  }
  const students = [
    '{ id: ada, name: Ada Lovelace, configurations: ada }',
    '{ id: alan, name: Alan Turing, configurations: alan }',
    '{ id: grace, name: Grace Hopper, configurations: nowhere }',
    ...more,
  ];
  const file = path.join(folder, 'CLASS.yml');
  writeFileSync(file, `class: Group B\nlab: gre-to-vti\nstudents:\n${students.map((one) => `  - ${one}\n`).join('')}`);
  return file;
}

async function gradeClass(quickmode: QuickMode): Promise<void> {
  const env = { ...process.env, QUICKMODE_HOME: quickmode.home };
  // One pod is broken, which the exit status says.
  await run(process.execPath, [command, 'class', 'grade', writeClass(quickmode)], { env }).catch((error: unknown) => {
    expect((error as { code?: number }).code).toBe(3);
  });
}

test('a teacher grades a class by the keyboard, and it grows before their eyes', async ({ page, quickmode }) => {
  const more = Array.from({ length: 6 }, (_, place) => `{ id: s${place}, configurations: ada }`);
  const file = writeClass(quickmode, more);
  await page.goto(await quickmode.start());
  await page.keyboard.press('Alt+c');
  await page.getByRole('button', { name: 'Grade a class…' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Grade a class' });
  await expect(dialog.getByLabel('Class file')).toBeFocused();
  await expectGoodLooks(page, 'a class to be graded');
  await page.keyboard.type('CLASS.yml');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/does not say in which folder it is/)).toBeVisible();
  await dialog.getByLabel('Class file').fill(file);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('progressbar', { name: /Graded/ })).toBeVisible();
  await page.getByRole('button', { name: 'Stop', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible({ timeout: 30_000 });
  await expectGoodLooks(page, 'a grading that was stopped');
  await page.getByRole('button', { name: 'Go on' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: '8 of 9 graded, 1 could not be' })).toBeVisible({
    timeout: 90_000,
  });
  await expect(page.getByRole('progressbar', { name: /Graded/ })).toHaveCount(0, { timeout: 10_000 });
});

test('a teacher looks at a class, and opens the evidence behind a cell', async ({ page, quickmode }) => {
  await page.goto(await quickmode.start());
  await page.keyboard.press('Alt+c');
  await expect(page.getByRole('heading', { level: 1, name: 'Classes' })).toBeVisible();
  await expectGoodLooks(page, 'no class yet');

  await gradeClass(quickmode);
  await page.reload();
  const grid = page.getByRole('grid', { name: 'Learners by steps' });
  await expect(grid.getByRole('rowheader', { name: /Ada Lovelace/ })).toBeVisible();
  await expect(grid.getByRole('rowheader', { name: /Grace Hopper\s+broken/ })).toBeVisible();
  await expectGoodLooks(page, 'a class');
  // However many steps are between, the points are in sight.
  await expect(page.getByRole('columnheader', { name: 'Points' })).toBeInViewport({ ratio: 1 });

  // By the keyboard alone: to the second student's second step.
  await grid.getByRole('button').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(grid.getByRole('button', { name: /Alan Turing, Agree on how to negotiate: failed/ })).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /Alan Turing: Agree/ });
  await expect(dialog.getByRole('region', { name: 'Verdict' })).toBeVisible();
  await expectGoodLooks(page, 'the verdict behind a cell');
  await dialog
    .getByText(/isakmp|policy/i)
    .first()
    .click();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('a report of the class is saved, and the grading is removed after a question', async ({ page, quickmode }) => {
  await gradeClass(quickmode);
  await page.goto(await quickmode.start());
  await page.getByRole('link', { name: 'Classes' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the report' }).click();
  await page.getByRole('menuitem', { name: /spreadsheet/ }).click();
  const text = readFileSync(await (await saved).path(), 'utf8');
  expect(text.split('\r\n')[1]).toMatch(/^ada,Ada Lovelace,configurations in ada,,graded,/);

  await page.getByRole('button', { name: 'Remove…' }).click();
  await page.getByRole('button', { name: 'Remove the grading' }).click();
  await expect(page.getByText('No class has been graded yet')).toBeVisible();
});

test('a learner saves the report of an attempt', async ({ page, quickmode }) => {
  await page.goto(await quickmode.start());
  await page.getByRole('button', { name: /^Begin: From GRE/ }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save a report of this attempt' }).click();
  await page.getByRole('menuitem', { name: /page/ }).click();
  expect(readFileSync(await (await saved).path(), 'utf8')).toContain('From GRE to a virtual tunnel interface');
});
