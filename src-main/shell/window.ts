import { BrowserWindow, ipcMain, nativeTheme, type IpcMainEvent } from 'electron';
import type { EngineProcess } from './engine-process-handle.ts';
import { pageUrl } from './page-files.ts';

/** Opens the window. Its page gets a port to the engine each time it is loaded, and nobody else gets one. */
export function openWindow(preload: string, engine: EngineProcess): void {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: 'QuickMode',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14171a' : '#ffffff',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  const greet = (event: IpcMainEvent): void => {
    if (isOurPage(event, window)) event.sender.postMessage('engine', undefined, [engine.connect()]);
  };
  ipcMain.on('engine', greet);
  window.on('closed', () => ipcMain.off('engine', greet));
  window.once('ready-to-show', () => window.show());
  void window.loadURL(pageUrl);
}

/** Only the top frame of our own window, with our own page in it. */
function isOurPage({ sender, senderFrame }: IpcMainEvent, window: BrowserWindow): boolean {
  const isTop = senderFrame !== null && senderFrame === window.webContents.mainFrame;
  return isTop && sender === window.webContents && senderFrame.url.split(/[?#]/)[0] === pageUrl;
}
