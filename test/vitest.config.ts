import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: path.resolve(import.meta.dirname, '..'),
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', path.resolve(import.meta.dirname, 'run/reporter.ts')],
    testTimeout: 20_000,
  },
});
