/**
 * Bundles the programs of src-main into dist/main: the command line, the workers of the
 * simulator and of graders, Electron's main process and
 * the engine's process beside it. Only native packages stay outside. The preload script is built by `--mode preload`:
 * a sandboxed one has to be CommonJS, in one file.
 */
import path from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;
/** The build of `yaml` for Node asks the environment at every token whether to trace it: a quarter of reading a lab. */
const yaml = path.resolve(here, '../node_modules/yaml/browser/index.js');

const external = ['electron', 'libsql', 'ssh2', 'serialport'];

const common = { ssr: true, outDir: path.resolve(here, '../dist/main'), target: 'node20', sourcemap: true } as const;

/** Each is dist/main/NAME.js. */
const programs = {
  cli: path.resolve(here, 'cli/main.ts'),
  simulator: path.resolve(here, 'providers/builtin/simulator-worker.ts'),
  grader: path.resolve(here, 'engine/graders/grader-worker.ts'),
  shell: path.resolve(here, 'shell/main.ts'),
  'engine-process': path.resolve(here, 'shell/engine-process.ts'),
};

export default defineConfig(({ mode }) => ({
  root: here,
  publicDir: false,
  resolve: { alias: { yaml } },
  ssr: { noExternal: true, external },
  build:
    mode === 'preload'
      ? {
          ...common,
          emptyOutDir: false,
          rolldownOptions: {
            input: { preload: path.resolve(here, 'shell/preload.ts') },
            output: { format: 'cjs', entryFileNames: '[name].cjs' },
          },
        }
      : {
          ...common,
          emptyOutDir: true,
          rolldownOptions: {
            input: programs,
            output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
          },
        },
}));
