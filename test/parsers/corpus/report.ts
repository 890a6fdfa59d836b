/**
 * npx tsx test/parsers/corpus/report.ts [WORD…]: which facts of the collections' goldens our records lack, the worst file
 * first. Words choose files: those whose path holds all of them.
 */
import { collectedOutputs, type CollectedOutput } from './files.ts';
import { shareOf, type Share } from './share.ts';

const SHOWN = 12;
const words = process.argv.slice(2);
const chosen = collectedOutputs().filter(
  ({ file, golden, platform }) =>
    golden !== undefined && platform !== undefined && words.every((word) => file.includes(word)),
);
const read = chosen.flatMap((one) => (one.parser ? [{ ...one, ...resultOf(one) }] : []));
const unread = chosen.filter(({ parser }) => !parser);
read.sort((a, b) => b.missing.length / (b.facts || 1) - a.missing.length / (a.facts || 1));

function resultOf({ golden, text, parser }: CollectedOutput): Share & { outcome: string; unknown: number[] } {
  const parsed = parser?.parse(text) ?? { records: [], outcome: 'rejected', unknown: [] };
  return { ...shareOf(golden, parsed.records, text), outcome: parsed.outcome, unknown: parsed.unknown };
}

const out: string[] = [];
for (const { file, text, facts, missing, outcome, unknown, parser, judgements } of read) {
  const isFine = missing.length === 0 && unknown.length === 0 && (outcome === 'complete' || facts === 0);
  if (isFine) continue;
  out.push(
    `${file}\n  ${percent(facts - missing.length, facts)} of ${facts} facts, ${outcome}, read as "${parser?.command}"` +
      (judgements === 0 ? '' : `, ${judgements} values that the text does not say`),
  );
  for (const { path, value } of missing.slice(0, SHOWN)) out.push(`    missing  ${path}: ${value}`);
  if (missing.length > SHOWN) out.push(`    … and ${missing.length - SHOWN} more`);
  const lines = text.split(text.includes('\n') ? '\n' : '\r');
  for (const line of unknown.slice(0, SHOWN)) out.push(`    unknown  ${line + 1}: ${lines[line]?.trim() ?? ''}`);
  if (unknown.length > SHOWN) out.push(`    … and ${unknown.length - SHOWN} more lines`);
}
for (const { file } of unread) out.push(`${file}\n  no parser`);

const facts = read.reduce((sum, one) => sum + one.facts, 0);
const missing = read.reduce((sum, one) => sum + one.missing.length, 0);
out.push(
  `\n${chosen.length} files with a golden: ${unread.length} without a parser, ` +
    `${read.filter((one) => one.missing.length === 0).length} with all facts; ` +
    `${percent(facts - missing, facts)} of ${facts} facts of the ${read.length} files that are read`,
);
process.stdout.write(`${out.join('\n')}\n`);

function percent(part: number, whole: number): string {
  return `${whole === 0 ? 100 : Math.floor((part / whole) * 1000) / 10} %`;
}
