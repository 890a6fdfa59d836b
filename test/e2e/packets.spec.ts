/** What goes over a link, seen in the window while a step is checked. */
import { begin, expectGoodLooks } from './learner.ts';
import { expect, test } from './quickmode.ts';

test('a learner looks at a link, and at the bytes of a packet', async ({ page, quickmode }) => {
  test.setTimeout(240_000);
  await page.goto(await quickmode.start());
  await begin(page);
  await page.getByRole('tab', { name: 'Packets' }).click();
  const packets = page.getByRole('region', { name: 'Packets' });
  await expect(packets).toContainText('Choose a link');
  await packets.getByLabel('Link').selectOption({ label: 'R1 FastEthernet0/0 – R2 FastEthernet0/0' });
  await expect(packets).toContainText('Nothing has gone over this link');
  await page.getByRole('button', { name: 'Check this step' }).click();
  const gre = packets.getByRole('row').filter({ hasText: 'GRE' });
  await expect(gre.first()).toBeVisible({ timeout: 60_000 });
  await packets.getByLabel('Only with').fill('gre 172.16.0.6');
  await expect(packets.getByRole('status')).toContainText(' of ');
  await expectGoodLooks(page, 'packets on a link');
  await gre.first().getByRole('button').click();
  await expect(page.getByRole('dialog', { name: /: GRE$/ })).toContainText('0000  ');
  await expectGoodLooks(page, 'the bytes of a packet');
});
