/** quickmode start, which is what `npm start` runs: Electron's window where that can be had, else the browser. */
import { openInBrowser } from '../browser.ts';
import { electronFor } from '../electron.ts';
import { exitStatus, type Host } from '../host.ts';
import { runElectron } from '../run-electron.ts';
import { serve } from './serve.ts';

export interface StartOptions {
  open: boolean;
  port: number;
}

export async function start(host: Host, { open, port }: StartOptions): Promise<number> {
  // Who asks for an address, or for no window, means the browser.
  if (!open || port !== 0) {
    await serve(host, { port, ...(open ? { opened: openInBrowser } : {}) });
    return exitStatus.fine;
  }
  const electron = await electronFor(host);
  if (electron.kind === 'found') return runElectron(electron.binary, host.installation.root);
  host.err(`${electron.because}: QuickMode opens in the browser.\n`);
  await serve(host, { port, opened: openInBrowser });
  return exitStatus.fine;
}
