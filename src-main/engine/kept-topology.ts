/**
 * A topology file that somebody picked, and the texts that are kept of it in an attempt: the topology itself, and of a
 * portable project the files beside it that the importer asked for, under a folder of their own.
 */
import { importTopology, type ImportedTopology, type TopologyFile } from '../importers/import.ts';
import { isZip, readPortable } from '../importers/portable.ts';
import { textOfBytes } from '../importers/source/encoding.ts';
import type { Files } from '../storage/content-hash.ts';

const besides = 'beside/';

/** @throws Failure, what the importer says */
export function keepTopology(file: TopologyFile): { imported: ImportedTopology; files: Files } {
  const imported = importTopology(file);
  const { name, bytes } = file;
  if (bytes === undefined) return { imported, files: { [name]: file.text } };
  if (!isZip(bytes)) return { imported, files: { [name]: textOfBytes(bytes) } };
  const { text, companion } = readPortable(bytes);
  const files: Record<string, string> = { [name]: text };
  importTopology({
    name,
    text,
    companion: (path) => {
      const beside = companion(path);
      if (beside !== undefined) files[besides + path] = beside;
      return beside;
    },
  });
  return { imported, files };
}

/** The topology of such texts, and the name of its file. */
export function keptTopology(files: Files): { name: string; imported: ImportedTopology } | undefined {
  const found = Object.entries(files).find(([path]) => !path.startsWith(besides));
  if (!found) return undefined;
  const [name, text] = found;
  const companion = (path: string): string | undefined =>
    Object.hasOwn(files, besides + path) ? files[besides + path] : undefined;
  return { name, imported: importTopology({ name, text, companion }) };
}
