/** A Chromium or Chrome to test with: one that is installed, else one that can be. */
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { npx, succeeds } from './processes.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const mac = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);
const windows = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((place) =>
  ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map((below) =>
    path.join(process.env[place] ?? '', below),
  ),
);

/**
 * Looks in QUICKMODE_BROWSER, Playwright's own folder, the PATH and the usual places; then lets Playwright install its
 * own; then, as root on Debian, takes Debian's.
 * @returns {{ok: true, executable: string} | {ok: false, why: string, mend: string}}
 */
export function findOrInstallBrowser() {
  const found = findBrowser();
  if (found) return { ok: true, executable: found };
  process.stdout.write('No Chromium or Chrome is installed. Playwright installs one.\n');
  npx('playwright', ['install', 'chromium']);
  if (!findBrowser() && isRootOnDebian()) {
    process.stdout.write('Playwright could not. Debian has one too.\n');
    const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    const packages = ['chromium', 'fonts-dejavu-core', 'fonts-noto-core'];
    if (succeeds('apt-get', ['update', '-q'], quiet))
      succeeds('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], quiet);
  }
  const installed = findBrowser();
  if (installed) return { ok: true, executable: installed };
  return { ok: false, why: 'there is no Chromium or Chrome', mend: 'npx playwright install chromium' };
}

function findBrowser() {
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)));
  const places = { darwin: mac, win32: windows }[process.platform] ?? [];
  const candidates = [process.env.QUICKMODE_BROWSER ?? '', chromium.executablePath(), ...onPath, ...places];
  return candidates.find((file) => file !== '' && isProgram(file));
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isRootOnDebian() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}
