/** An exported GNS3 project as one file that GNS3 imports: a portable project, which is a zip archive. */
import { strToU8, zipSync } from 'fflate';
import type { Export } from './exported.ts';

/** The bytes follow from the project alone: every file in it has the same date. */
export function portableProject({ text, files }: Export): Uint8Array {
  const entries = [{ path: 'project.gns3', text }, ...files].map((file) => [file.path, strToU8(file.text)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: '1980-01-02T00:00:00' });
}
