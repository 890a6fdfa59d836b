/**
 * npm test: the tests of the parts (vitest), then those in a browser (Playwright), then those in Electron where its
 * binary is installed. It finds a browser or has one installed, adds up what passed and what failed, lists what could
 * not be run, and says so in its last line. What could not be run is a failure where CI=true, Electron excepted.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { electronBinary, whyNoElectronTests } from './run/electron.mjs';
import { findOrInstallBrowser } from './run/browser.mjs';
import { notRunOf, playwrightCounts, vitestCounts } from './run/counts.mjs';
import { npx } from './run/processes.mjs';

const root = path.resolve(import.meta.dirname, '..');
const results = path.join(root, 'test-results');
const files = {
  vitest: path.join(results, 'vitest.json'),
  browser: path.join(results, 'browser.json'),
  electron: path.join(results, 'electron.json'),
  notRun: path.join(results, 'not-run.jsonl'),
};
const isCi = process.env.CI === 'true';
const onlyParts = process.argv.includes('--parts');

// A result of an earlier run must not be taken for one of this run.
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const counts = [];
const notRun = [];

npx('vitest', ['run', '--config', 'test/vitest.config.ts'], {
  QUICKMODE_TEST_RESULTS: files.vitest,
  QUICKMODE_NOT_RUN: files.notRun,
});
counts.push(vitestCounts(files.vitest));

if (!onlyParts) {
  const browser = findOrInstallBrowser();
  if (browser.ok) {
    npx('playwright', ['test', '--config', 'test/e2e/playwright.config.ts'], {
      PLAYWRIGHT_JSON_OUTPUT_FILE: files.browser,
      QUICKMODE_BROWSER: browser.executable ?? '',
    });
    counts.push(playwrightCounts(files.browser, 'the tests in a browser'));
  } else {
    notRun.push({ what: 'the tests in a browser', why: browser.why, mend: browser.mend, counts: true });
  }

  const why = whyNoElectronTests();
  if (why === undefined) {
    npx('playwright', ['test', '--config', 'test/electron/playwright.config.ts'], {
      PLAYWRIGHT_JSON_OUTPUT_FILE: files.electron,
      QUICKMODE_ELECTRON: electronBinary(),
    });
    counts.push(playwrightCounts(files.electron, 'the tests in Electron'));
  } else {
    notRun.push({ what: 'the tests in Electron', why, mend: 'node node_modules/electron/install.js', counts: false });
  }
}

notRun.push(...notRunOf(files.notRun));
const passed = counts.reduce((sum, one) => sum + one.passed, 0);
let failed = counts.reduce((sum, one) => sum + one.failed, 0);
if (isCi) failed += notRun.filter((one) => one.counts).length;

const lines = [];
for (const { trouble } of counts) if (trouble) lines.push(trouble);
for (const { what, why, mend, counts: isCounted } of notRun) {
  lines.push(`not run: ${what}: ${why}; to have it: ${mend}${isCi && isCounted ? ' (counts as a failure here)' : ''}`);
}
// The last line, whatever else still prints when the process ends.
process.on('exit', () => {
  process.stdout.write(`\n${lines.map((line) => `${line}\n`).join('')}${passed} passed, ${failed} failed\n`);
});
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
