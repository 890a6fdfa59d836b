/** The tests in a browser, against the built program. `npm test` runs them; it says which browser and where counts go. */
import path from 'node:path';
import { defineConfig } from '@playwright/test';

const root = path.resolve(import.meta.dirname, '../..');
const results = path.join(root, 'test-results');
/** Undefined: the one that Playwright has installed. */
const executablePath = process.env['QUICKMODE_BROWSER'] || undefined;
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: path.join(results, 'browser'),
  // Each test has a server and routers of its own; a machine with two cores has enough to do with one of them.
  workers: 1,
  timeout: 300_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: path.join(results, 'browser.json') }]],
  use: {
    viewport: { width: 1440, height: 900 },
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // Chromium's sandbox refuses to run as root, which is what a container is.
      args: isRoot ? ['--no-sandbox'] : [],
    },
  },
});
