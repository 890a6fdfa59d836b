import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: path.resolve(import.meta.dirname, '../../..'),
  test: {
    include: ['test/interop/qemu/*.judge.ts'],
    globalSetup: [path.join(import.meta.dirname, 'image.ts')],
    // Each stage goes on where the one before has ended, on an emulated processor.
    bail: 1,
    testTimeout: 180_000,
  },
});
