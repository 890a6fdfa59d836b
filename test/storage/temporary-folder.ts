import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty folder that goes with the test that is running. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'quickmode-test-'));
  onTestFinished(() => {
    try {
      rmSync(folder, { recursive: true });
    } catch (error) {
      // There a database stays open until its statements are collected (see sqlite.ts), and the folder with it.
      if (process.platform !== 'win32') throw error;
    }
  });
  return folder;
}
