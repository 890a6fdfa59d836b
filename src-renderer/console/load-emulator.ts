import type { OpenEmulator } from './emulator.ts';

/** xterm comes in a bundle of its own, with the first terminal. Rejects when it cannot be fetched. */
export async function loadEmulator(): Promise<OpenEmulator> {
  const { openEmulator } = await import('./emulator.ts');
  return openEmulator;
}
