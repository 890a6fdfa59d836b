import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: path.resolve(import.meta.dirname, '../../..'),
  test: {
    include: ['test/interop/random/*.judge.ts'],
    // They wait for one another's clocks most of the time.
    maxConcurrency: 8,
    setupFiles: [path.resolve(import.meta.dirname, '../../setup.ts')],
  },
});
