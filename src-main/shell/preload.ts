/**
 * All that the page sees of Electron: a port to the engine, on which it can post and hear. It is asked for when the page
 * listens, so that no answer comes before there is somebody to hear it.
 */
import { contextBridge, ipcRenderer } from 'electron';

/** What we use of the page's MessagePort: the types of the browser are not known in src-main. */
interface PagePort {
  postMessage(message: unknown): void;
  onmessage: ((event: { data: unknown }) => void) | null;
  addEventListener(type: 'close', listener: () => void): void;
}

const early: unknown[] = [];
let port: PagePort | undefined;
let closed: () => void = () => undefined;

contextBridge.exposeInMainWorld('quickmode', {
  post(message: unknown): void {
    if (port) port.postMessage(message);
    else early.push(message);
  },
  onMessage(listener: (message: unknown) => void): void {
    ipcRenderer.once('engine', (event) => {
      const [given] = event.ports as unknown as readonly PagePort[];
      port = given;
      if (!port) return;
      port.onmessage = ({ data }) => listener(data);
      // The engine has gone: Chromium tells the other end of a port since version 122.
      port.addEventListener('close', () => closed());
      for (const message of early.splice(0)) port.postMessage(message);
    });
    ipcRenderer.send('engine');
  },
  onClose(listener: () => void): void {
    closed = listener;
  },
});
