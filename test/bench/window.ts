/** The window in a browser on this machine: when it can be used, and how much has to be loaded for that. */
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { findOrInstallBrowser } from '../run/browser.mjs';
import { median, type Figure } from './figure.ts';
import { running } from './program.ts';

const rounds = 3;

export async function window(): Promise<Figure[]> {
  const found = findOrInstallBrowser();
  if (!found.ok) throw new Error(found.why);
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: found.executable, args });
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round++) {
    const server = await running(/http:\S+/, 'serve');
    const page = await (await browser.newContext()).newPage();
    const scripts: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response.body());
    });
    await page.goto(server.found[0]);
    await page.getByText('From GRE to a virtual tunnel interface').first().waitFor();
    // Since the navigation began, in the page's own clock.
    times.push(await page.evaluate(() => performance.now()));
    bytes = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0);
    await page.context().close();
    await server.end();
  }
  await browser.close();
  return [
    {
      name: 'the window is interactive',
      value: median(times) / 1000,
      target: 1.5,
      unit: 's',
      note: 'the library is shown',
    },
    { name: 'first-load JavaScript', value: bytes / 1000, target: 500, unit: 'kB gzip' },
  ];
}
