import { spawn } from 'node:child_process';
import { exitStatus } from './host.ts';

/** Opens the window and waits until it is closed; the exit status. Its own messages go to the terminal. */
export function runElectron(binary: string, root: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, [root], { stdio: 'inherit' });
    // Ctrl-C reaches the whole group: Electron ends itself, and we end after it.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void child.kill(signal));
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(signal === null ? (code ?? exitStatus.bug) : exitStatus.fine));
  });
}
