/** npm run bench: how fast and how large QuickMode is, beside what it has to reach. Run it on a machine that rests. */
import { channel } from './channel.ts';
import { aClass } from './class.ts';
import { commandLine, wholeLab } from './command-line.ts';
import { table, type Figure } from './figure.ts';
import { forwarding } from './forwarding.ts';
import { grading } from './grading.ts';
import { hubAndSpoke } from './hub-and-spoke.ts';
import { negotiation } from './negotiation.ts';
import { importing } from './importing.ts';
import { manyRouters } from './many-routers.ts';
import { parsing } from './parsing.ts';
import { proofs } from './proofs.ts';
import { window } from './window.ts';

const measures: (() => Promise<Figure[]>)[] = [
  wholeLab,
  negotiation,
  forwarding,
  hubAndSpoke,
  manyRouters,
  channel,
  importing,
  aClass,
  proofs,
  parsing,
  grading,
  commandLine,
  window,
];

const figures: Figure[] = [];
for (const measure of measures) {
  process.stderr.write(`${measure.name} …\n`);
  figures.push(...(await measure()));
}
process.stdout.write(table(figures));
process.exitCode = figures.every(({ value, target }) => value <= target) ? 0 : 1;
