/** The worker's program has to be bundled before a thread can run it: it is, into a folder of its own. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { simulatorInWorker } from '../../../src-main/providers/builtin/simulator-in-worker.ts';
import { converse, startLaboratory, watch } from './three-routers.ts';

const root = path.resolve(import.meta.dirname, '../../..');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'quickmode-simulator-'));
  await build({
    configFile: false,
    logLevel: 'silent',
    root,
    publicDir: false,
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: path.join(root, 'src-main/providers/builtin/simulator-worker.ts'),
        output: { entryFileNames: 'simulator.js' },
      },
    },
  });
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

test('a laboratory in a worker answers like one in the same thread', async () => {
  const entry = pathToFileURL(path.join(folder, 'simulator.js'));
  const provider = await startLaboratory({}, simulatorInWorker(entry));
  const lengths: number[] = [];
  provider.onFrames('west', ({ frame }) => lengths.push(frame.buffer.byteLength - frame.length));
  const terminal = watch(await provider.open('R1', 'terminal'));
  terminal.type('\rping 10.0.0.2\r');
  expect(await terminal.until(/Success rate.*\n/)).toMatch(/60 percent \(3\/5\)/);
  const device = await converse(provider, 'R3');
  expect((await device.execute('ping 10.0.0.1')).output).toMatch(/100 percent/);
  expect(provider.clock.now()).toBeGreaterThan(4000);
  const notThere = expect.objectContaining({ code: 'link-not-running' }) as Error;
  expect(() => provider.onFrames('nowhere', () => undefined)).toThrow(notThere);
  // A frame travels alone, without the memory that it may once have been part of.
  expect(lengths.length).toBeGreaterThan(6);
  expect(lengths.every((spare) => spare === 0)).toBe(true);
  await provider.stop();
});

test.each([
  {
    what: 'cannot be loaded',
    program: "throw new Error('half a file');",
    why: /does not run: half a file.*npm run build/,
  },
  { what: 'ends by itself', program: 'process.exit(3);', why: /does not run: it has ended by itself, with 3/ },
])('a worker that $what is told of, and nobody waits for it', async ({ program, why }) => {
  const entry = path.join(folder, 'broken.mjs');
  await writeFile(entry, program);
  await expect(startLaboratory({}, simulatorInWorker(pathToFileURL(entry)))).rejects.toThrow(why);
});
