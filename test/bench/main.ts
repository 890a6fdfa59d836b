/**
 * npm run bench: how fast and how large QuickMode is, beside what it has to reach. Run it on a machine that rests.
 * `npm run bench -- negotiation channel` measures these alone.
 */
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

const named = process.argv.slice(2);
const unknown = named.filter((name) => !measures.some((measure) => measure.name === name));
if (unknown.length > 0) {
  const names = measures.map(({ name }) => name).join(', ');
  process.stderr.write(`There is no measure ${unknown.join(', ')}: there are ${names}.\n`);
  process.exit(2);
}

const figures: Figure[] = [];
for (const measure of measures.filter(({ name }) => named.length === 0 || named.includes(name))) {
  const taken = await measure();
  // At once too: whoever ends it early has what has been measured by then.
  process.stderr.write(`${measure.name}\n${table(taken)}\n`);
  figures.push(...taken);
}
process.stdout.write(table(figures));
process.exitCode = figures.every(({ value, target }) => value <= target) ? 0 : 1;
