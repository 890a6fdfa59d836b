import {
  app,
  dialog,
  MessageChannelMain,
  safeStorage,
  utilityProcess,
  type MessagePortMain,
  type UtilityProcess,
} from 'electron';
import { serveKeychain } from './keychain.ts';
import { portOf } from './port.ts';

/** The engine's process, as the main process holds it: it hands out ports to it, and ends when it ends. */
export class EngineProcess {
  readonly #process: UtilityProcess;
  #isQuitting = false;

  /** @param entry the built program of the process */
  constructor(entry: string, { root, labs, hasKeychain }: { root: string; labs: string; hasKeychain: boolean }) {
    const secrets = hasKeychain ? 'keychain' : 'passphrase';
    this.#process = utilityProcess.fork(entry, [root, labs, secrets], { serviceName: 'QuickMode engine' });
    if (hasKeychain) this.#giveKeychain();
    this.#process.on('exit', (code) => this.#ended(code));
    app.on('before-quit', (event) => {
      if (this.#isQuitting) return;
      // It closes what is open, and exits; that is heard below, and quits.
      event.preventDefault();
      this.#isQuitting = true;
      this.#process.postMessage('quit');
    });
  }

  /** A port with the engine at its other end, for a page. */
  connect(): MessagePortMain {
    const { port1, port2 } = new MessageChannelMain();
    this.#process.postMessage('page', [port1]);
    return port2;
  }

  #giveKeychain(): void {
    const { port1, port2 } = new MessageChannelMain();
    serveKeychain(safeStorage, portOf(port2));
    port2.start();
    this.#process.postMessage('keychain', [port1]);
  }

  #ended(code: number): void {
    if (!this.#isQuitting) {
      this.#isQuitting = true;
      const what = `Its engine has ended unexpectedly (${code}). What was done is kept: start QuickMode again to go on.`;
      dialog.showErrorBox('QuickMode cannot go on', what);
    }
    app.quit();
  }
}
