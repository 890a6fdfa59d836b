/** Every screen in light and dark, on a small and on a large display: axe finds nothing, and nothing leaves the window. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { apply, begin, check, expectGoodLooks, next } from './learner.ts';
import { expect, test } from './quickmode.ts';

async function whileOpen(page: Page, open: string | RegExp, where: string): Promise<void> {
  await page.getByRole('button', { name: open }).first().click();
  await expectGoodLooks(page, where);
  await page.keyboard.press('Escape');
}

test('the library and its dialogs', async ({ page, quickmode }) => {
  const broken = path.join(quickmode.home, 'labs/broken');
  mkdirSync(broken, { recursive: true });
  writeFileSync(path.join(broken, 'lab.yml'), 'id: broken\nversion: one\n');
  await page.goto(await quickmode.start());
  await page.getByText('cannot be used').click();
  await expectGoodLooks(page, 'a library with a broken lab');
  await whileOpen(page, /^Begin with a seed/, 'beginning with a seed or elsewhere');
  await whileOpen(page, 'Find an action…', 'the palette');
  await whileOpen(page, 'Keyboard shortcuts', 'the help');
});

test('an attempt, its verdicts and its dialogs', async ({ page, quickmode }) => {
  await page.goto(await quickmode.start());
  await begin(page);
  await expectGoodLooks(page, 'a step before its check');
  await check(page, /^Passed/);
  await next(page);
  await check(page, /^Not yet right/);
  await expectGoodLooks(page, 'a step that is not yet right');
  await page.getByRole('region', { name: 'Verdict' }).locator('li summary').first().click();
  await whileOpen(page, /^Show where this stands/, 'the evidence');
  await whileOpen(page, /^Restore to the beginning/, 'the question before a restore');
  await page.getByRole('button', { name: /^Take a hint/ }).click();
  await apply(page);
  await page.getByRole('button', { name: 'Side by side' }).click();
  await expectGoodLooks(page, 'hints, commands, and two consoles');
  await page.getByRole('link', { name: /^QuickMode/ }).click();
  await expect(page.getByRole('button', { name: /^Continue/ })).toBeVisible();
  await expectGoodLooks(page, 'a library with an attempt');
});
