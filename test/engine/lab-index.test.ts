import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readLabIndex, writeLabIndex } from '../../src-main/engine/lab-index.ts';
import { LabShelf } from '../../src-main/engine/lab-shelf.ts';
import { labFolder } from './workshop.ts';

const file = (): string => path.join(mkdtempSync(path.join(tmpdir(), 'quickmode-index-')), 'lab-index.json');

it('lists the same labs with an index as without one', async () => {
  const kept = file();
  writeLabIndex(kept, await new LabShelf([labFolder]).indexed());
  expect(await new LabShelf([labFolder], readLabIndex(kept)).list()).toEqual(await new LabShelf([labFolder]).list());
});

it('lists the others when a folder is no lab that can be read', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'quickmode-labs-'));
  mkdirSync(path.join(folder, 'huge'));
  for (let i = 0; i < 501; i++) writeFileSync(path.join(folder, 'huge', i === 0 ? 'lab.yml' : `${i}.txt`), 'text');
  const { labs, broken } = await new LabShelf([folder, labFolder]).list();
  expect(labs.map(({ id }) => id)).toContain('gre-to-vti');
  expect(broken).toMatchObject([
    { diagnostics: [{ message: expect.stringMatching(/too large for a lab/) as string }] },
  ]);
});

it('knows nothing of a lab whose files are others', async () => {
  const index = await new LabShelf([labFolder]).indexed();
  const strange = Object.fromEntries(
    Object.values(index).map((summary, i) => [`hash ${i}`, { ...summary, title: 'old' }]),
  );
  const { labs } = await new LabShelf([labFolder], strange).list();
  expect(labs.map(({ title }) => title)).not.toContain('old');
});

it('does without an index that is missing or damaged', () => {
  const damaged = file();
  writeFileSync(damaged, '{"half');
  expect(readLabIndex(damaged)).toEqual({});
  expect(readLabIndex(file())).toEqual({});
});
