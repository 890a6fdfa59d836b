/**
 * Electron's main process. It opens one window on the built page, keeps the engine in a process of its own, and hands
 * the page a port to it; what QuickMode does is done there. Loosening any of what is set here needs a reason in words.
 */
import path from 'node:path';
import { app, BrowserWindow, safeStorage, session } from 'electron';
import { EngineProcess } from './engine-process-handle.ts';
import { isKeychain } from './keychain.ts';
import { setMenu } from './menu.ts';
import { serveFiles } from './page-files.ts';
import { denyAll } from './permissions.ts';
import { openWindow } from './window.ts';

const here = import.meta.dirname;

async function main(): Promise<void> {
  // One owner of the data folder's window: who starts QuickMode again finds the one that is there.
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  await app.whenReady();
  denyAll(session.defaultSession);
  serveFiles(session.defaultSession, path.resolve(here, '../renderer'));
  const hasKeychain = await isKeychain(safeStorage, process.platform);
  const engine = new EngineProcess(path.join(here, 'engine-process.js'), { ...installation(), hasKeychain });
  setMenu();
  const show = (): void => openWindow(path.join(here, 'preload.cjs'), engine);
  show();
  app.on('second-instance', () => focus(show));
  app.on('activate', () => focus(show));
  app.on('window-all-closed', () => app.quit());
}

/** Where labs and the window lie: beside the source, or, in a packaged app, in its resources. */
function installation(): { root: string; labs: string } {
  const root = path.resolve(here, '../..');
  return { root, labs: path.join(app.isPackaged ? process.resourcesPath : root, 'labs') };
}

function focus(show: () => void): void {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) return show();
  if (window.isMinimized()) window.restore();
  window.focus();
}

await main();
