/** quickmode lab words: what a lab can be written with, told from the schemas and rules that judge it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { labFileName } from '../../engine/lab-folder.ts';
import { LabShelf } from '../../engine/lab-shelf.ts';
import { labWords, wordsNamed, type Word } from '../../engine/lab-words.ts';
import type { Host } from '../host.ts';
import { table } from '../table.ts';

const headings: Readonly<Record<Word['under'], string>> = {
  expect: 'What a step can expect, under "expect":',
  actions: 'What is done before it is judged, under "actions":',
  answer: 'What a question can be answered from, beside a choice, a number or a text, under "answer":',
};

/** @throws Failure unknown-word */
export function tellWords(host: Host, word?: string): void {
  const { words, faults } = labWords();
  if (word === undefined) host.out(overview(words));
  else if (word === 'faults') host.out(table(faults.map(({ id, title }) => [id, title]), ['FAULT', 'WHAT IS WRONG']));
  else host.out(wordsNamed(word).map((one) => `${whole(one)}${examples(host, one)}`).join('\n')); // prettier-ignore
}

function overview(words: readonly Word[]): string {
  const parts = Object.entries(headings).map(([under, heading]) => {
    const rows = words.filter((one) => one.under === under).map(({ name, says }) => [`  ${name}`, says]);
    return `${heading}\n\n${table(rows)}\n`;
  });
  return `${parts.join('')}Expectations are combined by "any", "all" and "not".

  quickmode lab words ike       everything about one of them
  quickmode lab words faults    what the mistakes under "faults" may be called
`;
}

function whole({ name, under, says, keys }: Word): string {
  const rows = keys.map((key) => [`  ${key.name}`, key.isRequired ? 'needed' : '', key.takes, key.says]);
  return `${name}, under "${under}": ${says}\n\n${table(rows)}`;
}

/** How labs that are there write it: with little, with more, and with much. */
function examples({ installation }: Host, { name, under }: Word): string {
  const entry = new RegExp(`^ *(?:- *)?(?:answer: *)?(\\{.*\\b${name}: .*\\}|${name}: \\{.*\\})(?: *#.*)?$`);
  const lines = new LabShelf(installation.labFolders).labFolders().flatMap((folder) => {
    const text = readFileSync(path.join(folder, labFileName), 'utf8');
    return text.split('\n').flatMap((line) => (isUnder(line, under) && entry.exec(line)?.[1]) || []);
  });
  const all = [...new Set(lines)].sort((a, b) => a.length - b.length);
  const some = new Set([all[0], all[Math.floor(all.length / 2)], all.at(-1)].filter((line) => line !== undefined));
  return some.size === 0 ? '' : `\nAs labs have it:\n\n${[...some].map((line) => `  - ${line}\n`).join('')}`;
}

/** Entries of actions begin with their id, answers say so. */
function isUnder(line: string, under: Word['under']): boolean {
  const own = line.includes('answer:') ? 'answer' : /^ *- *\{ *id:/.test(line) ? 'actions' : 'expect';
  return own === under;
}
