/** A lab's network or a topology file as a file of CML or GNS3, and what could not be carried over. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../base/errors.ts';
import { exportCml } from '../exporters/cml/cml.ts';
import type { Export, Exporter, Shortfall } from '../exporters/exported.ts';
import { exportGns3 } from '../exporters/gns3/gns3.ts';
import { portableProject } from '../exporters/portable.ts';
import type { Content } from './content.ts';

export type ExportFormat = 'cml' | 'gns3';

export interface TopologyExport {
  /** The file's content: text, or the bytes of an archive. */
  content: string | Uint8Array;
  fileName: string;
  /** Files for folders beside it. */
  files: Export['files'];
  shortfalls: readonly Shortfall[];
}

const exporters: Readonly<Record<ExportFormat, Exporter>> = { cml: exportCml, gns3: exportGns3 };

/**
 * @param output where it goes, which decides the form of a GNS3 project: a name that ends in .gns3 is a project with
 *   files beside it; any other, or none, one portable archive
 */
export function exportTopology(content: Content, format: ExportFormat, output: string | undefined): TopologyExport {
  const { title, topology, configurations } = content;
  const made = exporters[format](topology, { title, configurations });
  const { fileName, text, files, shortfalls } = made;
  const isPortable = format === 'gns3' && !/\.gns3$/i.test(output ?? '');
  if (!isPortable) return { content: text, fileName, files, shortfalls };
  return { content: portableProject(made), fileName: `${fileName}project`, files: [], shortfalls };
}

/**
 * Writes the export, and returns where it is.
 *
 * @param output the file that the user named, which may be there already; without it a new one in the current folder
 * @throws Failure output-exists, cannot-write
 */
export function writeExport({ content, fileName, files }: TopologyExport, output: string | undefined): string {
  const target = output ?? fileName;
  if (output === undefined && existsSync(target))
    throw new Failure('bad-input', 'output-exists', `${target} is there already: name a file with --output.`);
  attempt(target, () => writeFileSync(target, content));
  for (const file of files) {
    const below = path.join(path.dirname(target), ...file.path.split('/'));
    attempt(below, () => {
      mkdirSync(path.dirname(below), { recursive: true });
      writeFileSync(below, file.text);
    });
  }
  return target;
}

function attempt(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    const why = code === 'ENOENT' ? 'there is no such folder' : code === 'EISDIR' ? 'it is a folder' : code;
    throw new Failure('bad-input', 'cannot-write', `${file || '""'} cannot be written: ${why}.`);
  }
}
