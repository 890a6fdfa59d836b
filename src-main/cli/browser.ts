import { spawn } from 'node:child_process';

/** The program of each platform that opens an address as its user likes; the address is the last argument. */
const openers: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Asks for a browser. Where there is none nothing happens: the address has been printed. */
export function openInBrowser(url: string): void {
  const [program = 'xdg-open', ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...args, url], { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
}
