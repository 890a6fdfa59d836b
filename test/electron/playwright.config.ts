/** The tests in Electron: run where its binary is installed and a window can be opened. */
import path from 'node:path';
import { defineConfig } from '@playwright/test';

const results = path.resolve(import.meta.dirname, '../../test-results');

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: path.join(results, 'electron'),
  workers: 1,
  timeout: 60_000,
  reporter: [['list'], ['json', { outputFile: path.join(results, 'electron.json') }]],
});
