/** What a step asks, answered at the keyboard and judged with the step. */
import { answer, begin, check, expectGoodLooks } from './learner.ts';
import { expect, test } from './quickmode.ts';

test('a learner answers wrongly, sees that it is wrong, counts again, and is right', async ({ page, quickmode }) => {
  test.setTimeout(300_000);
  await page.goto(await quickmode.start());
  await begin(page);
  const questions = page.getByRole('region', { name: 'Questions' });
  await answer(page, '104');
  await check(page, /^(Partly|Not yet) right/);
  await expect(questions).toContainText('Not yet right');
  await expect(questions).not.toContainText('124');

  // The window counts what was asked: the form begins with the tunnel as it is, bare GRE.
  await page.keyboard.press('Alt+p');
  const packet = page.getByRole('dialog', { name: 'How long a packet becomes' });
  await packet.getByLabel('IP packet, with its header').fill('100');
  await expect(packet.getByRole('row', { name: 'On the wire 124' })).toBeVisible();
  await expectGoodLooks(page, 'the length of a packet');
  await page.keyboard.press('Escape');

  await answer(page);
  await check(page, /^Passed/);
  await expect(questions).toContainText('100 + 4 + 20');
});
