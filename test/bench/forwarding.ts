/** What a protected packet costs on its way through two routers, against the bare cryptography of the same bytes. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Figure } from './figure.ts';
import { benchFolder } from './program.ts';

interface Result {
  length: number;
  cost: number;
  bare: number;
}

/** 40,000 packets of 100 bytes a second, and 400 Mbit/s of 1400 bytes: so many microseconds for each. */
const targets = new Map([
  [100, 1e6 / 40_000],
  [1400, (8 * 1400) / 400],
]);

/** Built as the product is: what runs the sources here would add its own cost to every function. */
export async function forwarding(): Promise<Figure[]> {
  const entry = fileURLToPath(new URL('forwarding-load.ts', import.meta.url));
  const outDir = path.join(benchFolder, 'forwarding');
  await build({ configFile: false, logLevel: 'error', build: { ssr: entry, outDir, target: 'node20', minify: false } });
  const outfile = path.join(outDir, 'forwarding-load.js');
  const results = JSON.parse(execFileSync(process.execPath, [outfile]).toString()) as Result[];
  return results.flatMap(({ length, cost, bare }) => [
    {
      name: `ESP, ${length} bytes through two routers`,
      value: cost,
      target: targets.get(length) ?? Infinity,
      unit: 'us CPU',
      note: `AES-256, SHA-256; ${Math.round(1e6 / cost)} packets/s, ${Math.round((8 * length) / cost)} Mbit/s`,
    },
    { name: 'its bare primitives', value: bare, target: Infinity, unit: 'us CPU', note: 'sealed and opened, no state' },
  ]);
}
