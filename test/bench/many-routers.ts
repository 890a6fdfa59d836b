/** Networks of many routers, from a topology file to consoles that can be opened. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Figure } from './figure.ts';
import { benchFolder, running } from './program.ts';
import { chainOfRouters } from './topologies.ts';

const sizes = [
  { count: 2, seconds: 1, megabytes: 250 },
  { count: 50, seconds: 1, megabytes: 250 },
  { count: 200, seconds: 1, megabytes: 250 },
];

export async function manyRouters(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { count, seconds, megabytes } of sizes) {
    const file = path.join(benchFolder, `${count}.yaml`);
    writeFileSync(file, chainOfRouters(count));
    const routers = await running(/The routers run/, 'sim', file);
    const name = `${count} routers`;
    const note = 'the whole process, from its start to open consoles';
    figures.push({ name: `${name} start`, value: routers.ready / 1000, target: seconds, unit: 's', note });
    if (routers.megabytes !== undefined)
      figures.push({ name: `${name} hold`, value: routers.megabytes, target: megabytes, unit: 'MB' });
    await routers.end();
  }
  return figures;
}
