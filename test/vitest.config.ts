import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: path.resolve(import.meta.dirname, '..'),
  // The window's state classes have runes in them.
  plugins: [svelte({ configFile: path.resolve(import.meta.dirname, '../src-renderer/svelte.config.js') })],
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', path.resolve(import.meta.dirname, 'run/reporter.ts')],
    // A test that hangs is ended by it, and one on a machine that is busy with other things is not.
    testTimeout: 120_000,
    // Tests that wait for others' clocks, strongSwan's for one, wait together.
    maxConcurrency: 6,
    // Many wait, for others' clocks and programs: three at a time keep two processors busy.
    maxWorkers: 3,
    // The product's modules keep no state of their own, so one process does for many files: half of the time was spent
    // on starting processes and loading the same modules again.
    isolate: false,
    setupFiles: [path.resolve(import.meta.dirname, 'setup.ts')],
  },
});
