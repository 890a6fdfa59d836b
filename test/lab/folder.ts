/** Labs on disk, for tests: a folder, or a few files laid over those of another one. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../../src-main/base/errors.ts';
import { importTopology } from '../../src-main/importers/import.ts';
import type { Exercise, Loaded } from '../../src-main/lab/exercise.ts';
import { loadLab, type LabChoice } from '../../src-main/lab/load.ts';
import type { Topology } from '../../src-main/lab/topology.ts';

/** A lab's files by their path in its folder. */
type LabFiles = Record<string, string>;

export const tinyFolder = path.resolve(import.meta.dirname, 'tiny/input');
export const greToVtiFolder = path.resolve(import.meta.dirname, '../../labs/gre-to-vti');

export function filesIn(folder: string): LabFiles {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.map((file) => [path.relative(folder, file).replaceAll(path.sep, '/'), readFileSync(file, 'utf8')]),
  );
}

/** The lab's own file with some of its text replaced; each text to be replaced must be there. */
export function edited(files: LabFiles, ...edits: (readonly [from: string, to: string])[]): LabFiles {
  let text = files['lab.yml'] ?? '';
  for (const [from, to] of edits) {
    if (!text.includes(from)) throw new Error(`lab.yml has no text ${JSON.stringify(from)}`);
    text = text.replace(from, () => to);
  }
  return { ...files, 'lab.yml': text };
}

/** Loads a lab with the importers reading its topology files. */
export function load(files: LabFiles, choice?: LabChoice): Loaded<Exercise> {
  return loadLab({ read: (file) => files[file], topology: (file) => topologyIn(files, file) }, choice);
}

/** The exercise of a lab that is right. */
export function loaded(files: LabFiles, choice?: LabChoice): Exercise {
  const result = load(files, choice);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics, undefined, 1));
  return result.value;
}

function topologyIn(files: LabFiles, file: string): Loaded<Topology> {
  try {
    const { topology, diagnostics } = importTopology({ name: file, text: files[file] ?? '' });
    return { ok: true, value: topology, diagnostics };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { ok: false, diagnostics: [{ severity: 'error', path: file, message: error.message }] };
  }
}
