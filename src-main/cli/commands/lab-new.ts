/** quickmode lab new: a small whole lab, which lab check proves at once, with comments that say what is what. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../../base/errors.ts';
import type { Host } from '../host.ts';

/** The template's files whose name or text has the lab's name in it. */
const named = ['lab.yml', 'NAME.gns3'];

export function newLab(host: Host, folder: string): void {
  const { installation } = host;
  const name = path.basename(path.resolve(folder));
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name))
    throw new Failure(
      'bad-input',
      'bad-name',
      `"${name}" cannot be the name of a lab: expected lower-case letters, digits and hyphens.`,
    );
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Failure(
      'bad-input',
      'folder-exists',
      `${folder} is there already, and has files in it: it stays as it is.`,
    );
  copy(path.join(installation.root, 'resources', 'lab-template'), folder, {
    NAME: name,
    SCHEMA: path.join(installation.root, 'resources', 'schemas', 'lab.schema.json'),
  });
  const shelf = path.join(installation.home, 'labs', name);
  host.out(`The lab ${name} is in ${folder}. lab.yml says what is what.

  quickmode lab check ${folder}          proves that its checks are right
  quickmode run ${folder} --solve        does it, step by step
  quickmode lab test ${folder} --on …    does it on routers of GNS3, CML or an inventory

To have it in the window, put the folder at ${shelf}
`);
}

function copy(template: string, folder: string, words: Readonly<Record<string, string>>): void {
  try {
    mkdirSync(folder, { recursive: true });
    cpSync(template, folder, { recursive: true });
    for (const file of named) {
      const place = path.join(folder, file);
      const text = readFileSync(place, 'utf8').replace(/NAME|SCHEMA/g, (word) => words[word] ?? word);
      writeFileSync(place, text);
      renameSync(place, path.join(folder, file.replace('NAME', words['NAME'] ?? 'NAME')));
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    throw new Failure('bad-input', 'cannot-write', `The lab cannot be written to ${folder}: ${code}.`);
  }
}
