/** Help on the way, and ways back: a hint, a restored beginning, an engine that has gone and come again. */
import { RouterConsole } from './console.ts';
import { answer, apply, begin, check, next } from './learner.ts';
import { expect, test } from './quickmode.ts';

test('a hint costs what it says, and a step can be begun anew', async ({ page, quickmode }) => {
  await page.goto(await quickmode.start());
  await begin(page);
  await next(page);
  await page.getByRole('button', { name: 'Take a hint (1 point)' }).click();
  await expect(page.getByText('An empty policy is complete').first()).toBeVisible();
  await apply(page);
  await check(page, /^Passed/);
  await expect(page.getByText('15 of 15 points, less 1 for hints')).toBeVisible();
  await expect(page.getByText('14 of 100 points')).toBeVisible();

  await page.getByRole('button', { name: /^Restore to the beginning/ }).click();
  await page.getByRole('button', { name: 'Restore the routers' }).click();
  await expect(page.getByText(/^The routers are as they are before/)).toHaveCount(1, { timeout: 60_000 });
  const r1 = new RouterConsole(page, 'R1');
  await r1.wake();
  await r1.type('show running-config | include isakmp');
  await expect(r1.screen).not.toContainText('crypto isakmp policy 10');
  await expect(page.getByText('14 of 100 points')).toBeVisible();
});

test('a window goes on with an engine that was killed and started again', async ({ page, quickmode }) => {
  const address = await quickmode.start();
  await page.goto(address);
  await begin(page);
  const r1 = new RouterConsole(page, 'R1');
  await r1.wake();
  await r1.type('configure terminal', 'ip host sesame 10.9.8.7', 'end', 'write memory');
  await quickmode.kill();
  await expect(page.getByText(/The engine does not answer|The connection to the engine was lost/)).toBeVisible();

  // The new address is opened in the same browser, as it is when QuickMode opens it; this window needs no help then.
  const again = await quickmode.start(Number(new URL(address).port));
  const other = await page.context().newPage();
  await other.goto(again);
  await expect(page.getByRole('status').filter({ hasText: 'engine' })).toHaveCount(0, { timeout: 30_000 });
  await other.close();
  await r1.wake(true);
  await r1.type('show running-config | include host');
  await expect(r1.screen).toContainText('ip host sesame 10.9.8.7');
  await answer(page);
  await check(page, /^Passed/);
});

test('what a console has printed is printed again for a second window and after a reload', async ({
  page,
  quickmode,
}) => {
  await page.goto(await quickmode.start());
  await begin(page);
  const r1 = new RouterConsole(page, 'R1');
  await r1.wake();
  await r1.type('show clock');
  const second = await page.context().newPage();
  await second.goto(page.url());
  const there = new RouterConsole(second, 'R1');
  await expect(there.screen).toContainText('show clock');
  await there.type('show version | include IOS');
  await expect(r1.screen).toContainText('show version | include IOS');
  await second.close();
  await page.reload();
  await expect(r1.screen).toContainText('show version | include IOS');
});
