/** How fast a hub's `show crypto ipsec sa` of 5,000 associations is read, and how much memory its records take. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Figure } from './figure.ts';
import { benchFolder } from './program.ts';

interface Result {
  times: number[];
  bytes: number;
  held: number;
}

const megabytesPerSecond = 150;

/** Built as the product is. The time is the processor's: on a machine that rests it is the clock's. */
export async function parsing(): Promise<Figure[]> {
  const entry = fileURLToPath(new URL('parsing-load.ts', import.meta.url));
  const outDir = path.join(benchFolder, 'parsing');
  await build({ configFile: false, logLevel: 'error', build: { ssr: entry, outDir, target: 'node20', minify: false } });
  const outfile = path.join(outDir, 'parsing-load.js');
  const result = JSON.parse(execFileSync(process.execPath, ['--expose-gc', outfile]).toString()) as Result;
  const megabytes = result.bytes / 1e6;
  const best = Math.min(...result.times);
  return [
    {
      name: 'show crypto ipsec sa of 5,000 SAs parsed',
      value: best,
      target: (megabytes / megabytesPerSecond) * 1000,
      unit: 'ms CPU',
      note: `${megabytes.toFixed(1)} MB, ${(megabytes / (best / 1000)).toFixed(0)} MB/s; the best of ${result.times.length}`,
    },
    { name: 'the text and its records', value: 1 + result.held / result.bytes, target: 3, unit: 'times the text' },
  ];
}
