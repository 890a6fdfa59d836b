/** Every screen in light and dark, on a small and on a large display: axe finds nothing, and nothing leaves the window. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { answer, apply, begin, check, expectGoodLooks, next } from './learner.ts';
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
  await answer(page);
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

async function toServers(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Servers and devices' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Servers and devices' })).toBeVisible();
}

test('servers and devices, and their dialogs', async ({ page, quickmode }) => {
  test.setTimeout(300_000);
  await page.goto(await quickmode.start());
  await toServers(page);
  await expectGoodLooks(page, 'no server yet');
  await page.getByRole('button', { name: 'Add a server…' }).click();
  const server = page.getByRole('dialog', { name: 'Add a server' });
  await server.getByLabel('Address').fill('http://127.0.0.1:1');
  await server.getByRole('button', { name: 'Test' }).click();
  await expect(server.getByText('Not reached')).toBeVisible();
  await expectGoodLooks(page, 'a server that is not reached');
  await server.getByRole('button', { name: 'Add the server' }).click();
  await page.getByRole('button', { name: /^Projects on this server/ }).click();
  await expect(page.getByText('The projects cannot be listed')).toBeVisible();

  await page.getByRole('button', { name: 'List devices by hand…' }).click();
  const inventory = page.getByRole('dialog');
  await inventory.getByRole('button', { name: 'Add a device…' }).click();
  await inventory.getByLabel('Name').fill('R1');
  await inventory.getByLabel('Address').fill('192.0.2.1');
  await inventory.getByText('Allow old algorithms').click();
  await inventory.getByText('Go through a jump host').click();
  await inventory.getByRole('textbox', { name: 'Jump host' }).fill('192.0.2.99');
  await inventory.getByText('Log in with a key').click();
  await expectGoodLooks(page, 'a device');
  await inventory.getByRole('button', { name: 'Take it into the list' }).click();
  await inventory.getByLabel('Name').fill('The rack');
  await expectGoodLooks(page, 'an inventory');
  await inventory.getByText('Only until QuickMode ends').click();
  await inventory.getByRole('button', { name: 'Save the inventory' }).click();
  await expect(page.getByRole('article', { name: 'The rack' })).toBeVisible();
  await expectGoodLooks(page, 'a server and an inventory');

  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import an inventory…' }).click();
  const text = 'devices:\n  R1:\n    os: ios\n    connections:\n      cli: { protocol: ssh, ip: 192.0.2.1 }\n';
  await (await chooser).setFiles({ name: 'testbed.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) });
  await expect(page.getByRole('dialog')).toContainText('pyATS testbed, 1 device');
  await expectGoodLooks(page, 'an inventory file');
});

test('a lab on its way to other routers', async ({ page, quickmode }) => {
  await page.goto(await quickmode.start());
  await toServers(page);
  await page.getByRole('button', { name: 'List devices by hand…' }).click();
  const inventory = page.getByRole('dialog');
  await inventory.getByRole('button', { name: 'Add a device…' }).click();
  await inventory.getByLabel('Name').fill('R1');
  await inventory.getByLabel('Address').fill('192.0.2.1');
  await inventory.getByRole('button', { name: 'Take it into the list' }).click();
  await inventory.getByLabel('Name').fill('The rack');
  await inventory.getByText('Only until QuickMode ends').click();
  await inventory.getByRole('button', { name: 'Save the inventory' }).click();
  await page.getByRole('link', { name: /^QuickMode/ }).click();
  await whileOpen(page, /^Deploy… From GRE/, 'a deployment without a server');
  await page.getByRole('button', { name: /^Begin with a seed or on other routers: From GRE/ }).click();
  const dialog = page.getByRole('dialog', { name: /^Begin: / });
  await dialog.getByLabel('Where').selectOption('The rack');
  await expect(dialog.getByText('Who plays which role')).toBeVisible();
  await expectGoodLooks(page, 'roles that nobody plays');
});
