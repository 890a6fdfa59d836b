import { begin, expectNothingInTheWay } from './learner.ts';
import { expect, test } from './quickmode.ts';

test('the library shows the lab, and nothing in it keeps anybody out', async ({ page, quickmode }) => {
  await page.goto(await quickmode.start());
  await expect(page).toHaveTitle(/QuickMode/);
  await expect(page.getByText('From GRE to a virtual tunnel interface').first()).toBeVisible();
  await expectNothingInTheWay(page);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('begin gre');
  const found = page.getByRole('option', { selected: true });
  await expect(found).toHaveText('Begin: From GRE to a virtual tunnel interface');
  await page.getByRole('combobox').fill('classes');
  await expect(found).toHaveText(/^Classes/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Classes' })).toBeVisible();
});

test('the token is gone from the address, and works no second time', async ({ page, quickmode, browser }) => {
  const address = await quickmode.start();
  await page.goto(address);
  await expect(page).not.toHaveURL(/token/);
  const stranger = await (await browser.newContext()).newPage();
  const answer = await stranger.goto(address);
  expect(answer?.status()).toBeGreaterThanOrEqual(400);
});

test('an attempt that is removed is gone, after a question', async ({ page, quickmode }) => {
  await page.goto(await quickmode.start());
  await begin(page);
  await page.getByRole('link', { name: /^QuickMode/ }).click();
  await page.getByRole('button', { name: /^Remove From GRE/ }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: /^Continue/ })).toBeVisible();
  await page.getByRole('button', { name: /^Remove From GRE/ }).click();
  await page.getByRole('button', { name: 'Remove the attempt' }).click();
  await expect(page.getByRole('button', { name: /^Continue/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Begin: From GRE/ })).toBeVisible();
});
