import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './quickmode.ts';

test('the library shows the lab, and nothing in it keeps anybody out', async ({ page, quickmode }) => {
  await page.goto(await quickmode.start());
  await expect(page).toHaveTitle(/QuickMode/);
  await expect(page.getByText('From GRE to a virtual tunnel interface').first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target) }))).toEqual([]);
});

test('the token is gone from the address, and works no second time', async ({ page, quickmode, browser }) => {
  const address = await quickmode.start();
  await page.goto(address);
  await expect(page).not.toHaveURL(/token/);
  const stranger = await (await browser.newContext()).newPage();
  const answer = await stranger.goto(address);
  expect(answer?.status()).toBeGreaterThanOrEqual(400);
});
