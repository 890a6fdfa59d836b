/** Bundles the engine, the command line and the Electron shell into dist/main. Only native packages stay outside. */
import path from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

export default defineConfig({
  root: here,
  publicDir: false,
  ssr: { noExternal: true, external: ['electron', 'libsql', 'ssh2'] },
  build: {
    ssr: true,
    outDir: path.resolve(here, '../dist/main'),
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: {
      input: { cli: path.resolve(here, 'cli/main.ts') },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
