/** Passwords in Electron: sealed with the key that the operating system keeps, where it keeps one. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, expect, test, type ElectronApplication } from '@playwright/test';

const root = path.resolve(import.meta.dirname, '../..');
const home = mkdtempSync(path.join(os.tmpdir(), 'quickmode-keychain-'));
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

interface Bridge {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** Over a port of the page to the engine; the page itself is of no use after that. */
async function call(method: string, args: unknown[]): Promise<unknown> {
  const page = await app.firstWindow();
  return await page.evaluate(
    ([name, given]) =>
      new Promise((resolve) => {
        const { quickmode } = globalThis as unknown as { quickmode: Bridge };
        quickmode.onMessage((message) => resolve(message));
        // The port comes a moment after it is asked for.
        setTimeout(() => quickmode.post({ kind: 'call', id: 1, method: name, args: given }), 500);
      }),
    [method, args] as const,
  );
}

test('a password is kept by the system, or by a passphrase where the system keeps no key', async () => {
  const page = await app.firstWindow();
  await expect(page.getByText('From GRE to a virtual tunnel interface').first()).toBeVisible();
  const isKept = await app.evaluate(
    async ({ safeStorage }) =>
      (await safeStorage.isAsyncEncryptionAvailable()) &&
      (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
  );
  const state = isKept ? { state: 'open', by: 'system' } : { state: 'new', by: 'passphrase' };
  expect(await call('secrets', [])).toMatchObject({ kind: 'result', value: state });
  if (!isKept) return;
  const password = 'never in clear';
  const entry = { kind: 'gns3', name: 'rack', url: 'http://192.0.2.1:3080', username: 'me', password };
  expect(await call('addServer', [{ ...entry, remember: 'sealed' }])).toMatchObject({ kind: 'result' });
  expect(await call('servers', [])).toMatchObject({ value: [{ username: 'me', password: 'sealed' }] });
  for (const file of readdirSync(home, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()))
    expect(readFileSync(path.join(file.parentPath, file.name)).toString('latin1')).not.toContain(password);
});
