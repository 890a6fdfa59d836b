/** Files of every program and revision, as a seed has them written: nothing of them is lost, whatever is in them. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { importTopology } from '../../../src-main/importers/import.ts';
import { expectSound, importSoundly } from '../soundness.ts';
import { cmlLab } from './cml-labs.ts';
import { Dice } from './dice.ts';
import { dynagenTopology } from './dynagen-topology.ts';
import { firstProject } from './gns3-first.ts';
import { secondProject } from './gns3-second.ts';
import { expectAsWritten, type Written } from './written.ts';
import { eveLab, virlLab } from './xml-labs.ts';

const writers: readonly (readonly [what: string, write: (dice: Dice) => Written])[] = [
  ['projects of GNS3 1', firstProject],
  ['projects of GNS3 2 and 3', secondProject],
  ['labs of CML 2', cmlLab],
  ['labs of VIRL and CML 1', virlLab],
  ['labs of EVE-NG', eveLab],
  ['topologies of dynagen', dynagenTopology],
];
const seeds = Array.from({ length: 150 }, (_, index) => index);

describe.each(writers)('%s', (_, write) => {
  it('are read with every node, interface and link', { timeout: 30_000 }, () => {
    for (const seed of seeds) {
      const written = write(new Dice(seed));
      const imported = importTopology(written.file);
      expectSound(imported);
      try {
        expectAsWritten(imported, written);
      } catch (error) {
        throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
      }
      expect(imported.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });

  it('are read as far as they go, or refused with a place, when they are damaged', () => {
    for (const seed of seeds.slice(0, 40)) {
      const dice = new Dice(seed);
      const { file } = write(dice);
      for (const text of damaged(dice, file.text ?? '')) importSoundly({ name: file.name, text });
    }
  });
});

describe('a project or lab with a value of another type', () => {
  const others = [null, 'text', -1.5, 1e9, true, [], [[]], {}, { text: 'x' }, '\u0000', 'x'.repeat(5000)];

  it.each([
    ['GNS3 1', firstProject],
    ['GNS3 2 and 3', secondProject],
    ['CML', cmlLab],
  ] as const)('of %s is read without it, and every complaint about it has a place', (_, write) => {
    for (const seed of seeds.slice(0, 60)) {
      const dice = new Dice(seed);
      const { text = '' } = write(dice).file;
      const document = text.trimStart().startsWith('{') ? (JSON.parse(text) as unknown) : (parse(text) as unknown);
      const changed = changedIn(document, dice, dice.one(others));
      const imported = importSoundly({ name: 'changed', text: JSON.stringify(changed) });
      for (const { line, path } of imported?.diagnostics ?? []) expect(line ?? path).toBeDefined();
    }
  });
});

/** Cut off, with bytes in it that are no text, and with lines lost or twice. */
function damaged(dice: Dice, text: string): string[] {
  const at = dice.number(text.length);
  const lines = text.split('\n');
  const line = dice.number(lines.length);
  return [
    text.slice(0, at),
    text.slice(at),
    `${text.slice(0, at)}\u0000\ufffd\u001b[2J${text.slice(at)}`,
    [...lines.slice(0, line), ...lines.slice(line + 1 + dice.number(3))].join('\n'),
    [...lines.slice(0, line), lines[line], ...lines.slice(line)].join('\n'),
  ];
}

/** The document with one of its values, wherever it is, replaced. */
function changedIn(document: unknown, dice: Dice, other: unknown): unknown {
  if (typeof document !== 'object' || document === null) return other;
  const keys = Object.keys(document);
  if (keys.length === 0 || dice.oneIn(5)) return other;
  const key = dice.one(keys);
  const value = changedIn((document as Record<string, unknown>)[key], dice, other);
  return Array.isArray(document)
    ? document.map((one: unknown, index) => (String(index) === key ? value : one))
    : { ...document, [key]: value };
}
