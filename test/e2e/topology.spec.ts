/** A topology of one's own: the file is chosen, read, shown, and its routers answer. */
import path from 'node:path';
import type { Page } from '@playwright/test';
import { RouterConsole } from './console.ts';
import { expect, test } from './quickmode.ts';

const labs = path.resolve(import.meta.dirname, '../../labs');

async function choose(page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import a topology…' }).click();
  await (await chooser).setFiles(file);
}

test('an imported topology runs, and a ping typed into its console is answered', async ({ page, quickmode }) => {
  await page.goto(await quickmode.start());
  await choose(page, path.join(labs, 'gre-to-vti/gre-to-vti.yaml'));
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('3 nodes, 2 links. All nodes can be simulated.');
  await dialog.getByRole('button', { name: 'Try it out' }).click();
  const r1 = new RouterConsole(page, 'R1');
  await r1.wake();
  await r1.type('ping 10.0.0.2', 'ping 10.0.0.2');
  await expect(r1.screen).toContainText('Success rate is 100 percent (5/5)');
});

test('a file that cannot be imported is told apart in a sentence', async ({ page, quickmode }) => {
  await page.goto(await quickmode.start());
  const text = JSON.stringify({ services: { db: { image: 'postgres' } } });
  await choose(page, { name: 'compose.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) });
  await expect(page.getByRole('dialog')).toContainText('a Docker Compose file');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Begin: From GRE/ })).toBeVisible();
});
