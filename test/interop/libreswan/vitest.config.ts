import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: path.resolve(import.meta.dirname, '../../..'),
  test: {
    include: ['test/interop/libreswan/*.judge.ts'],
    globalSetup: [path.join(import.meta.dirname, 'image.ts')],
    // One machine in QEMU for all of a file, one meeting after the other.
    fileParallelism: false,
    testTimeout: 300_000,
  },
});
