/** QuickMode as somebody starts it: the built program with a data folder of its own, which goes when the test is over. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test as base } from '@playwright/test';

const command = path.resolve(import.meta.dirname, '../../src-main/cli/quickmode.mjs');

/** Milliseconds in which the program has to end when it is told to, also while windows are open. */
const patience = 10_000;

export class QuickMode {
  readonly home = mkdtempSync(path.join(os.tmpdir(), 'quickmode-e2e-'));
  #child: ChildProcess | undefined;

  /** Starts the server; the address that lets one page in. */
  async start(port = 0): Promise<string> {
    const child = spawn(process.execPath, [command, 'serve', '--port', String(port)], {
      env: { ...process.env, QUICKMODE_HOME: this.home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    return addressPrintedBy(child);
  }

  /** Ends the program as a power cut does: nothing in it is told. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async dispose(): Promise<void> {
    await this.#end('SIGTERM');
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit', { signal: AbortSignal.timeout(patience) });
    child.kill(signal);
    await ended;
  }
}

function addressPrintedBy(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const hear = (text: string): void => {
      printed += text;
      const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(printed);
      if (found) resolve(found[0]);
    };
    child.stdout?.setEncoding('utf8').on('data', hear);
    child.stderr?.setEncoding('utf8').on('data', hear);
    child.once('exit', (code) => reject(new Error(`quickmode ended with ${code} and said: ${printed}`)));
  });
}

export const test = base.extend<{ quickmode: QuickMode }>({
  quickmode: async ({}, use) => {
    const quickmode = new QuickMode();
    await use(quickmode);
    await quickmode.dispose();
  },
});

export { expect } from '@playwright/test';
