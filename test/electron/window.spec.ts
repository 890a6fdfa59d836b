import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, expect, test, type ElectronApplication } from '@playwright/test';

const root = path.resolve(import.meta.dirname, '../..');
const home = mkdtempSync(path.join(os.tmpdir(), 'quickmode-electron-'));
let app: ElectronApplication;

test.beforeAll(async () => {
  const executablePath = process.env['QUICKMODE_ELECTRON'];
  app = await _electron.launch({
    args: [root],
    env: { ...process.env, QUICKMODE_HOME: home },
    ...(executablePath ? { executablePath } : {}),
  });
});

test.afterAll(async () => {
  await app.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

test('the window shows the library', async () => {
  const page = await app.firstWindow();
  await expect(page.getByText('From GRE to a virtual tunnel interface').first()).toBeVisible();
});

test('the page has nothing of Node, and no more of Electron than its port', async () => {
  const page = await app.firstWindow();
  const seen = await page.evaluate(() => ({
    require: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
    port: Object.keys((globalThis as { quickmode?: object }).quickmode ?? {}).sort(),
  }));
  expect(seen).toEqual({ require: 'undefined', process: 'undefined', port: ['onClose', 'onMessage', 'post'] });
});

test('no other page can be opened, in the window or beside it', async () => {
  const page = await app.firstWindow();
  const before = page.url();
  await page.evaluate(() => {
    window.open('https://example.com/');
    location.href = 'https://example.com/';
  });
  await page.waitForTimeout(500);
  expect(page.url()).toBe(before);
  expect(app.windows()).toHaveLength(1);
});
