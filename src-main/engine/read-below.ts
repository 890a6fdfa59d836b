/** Files beside one that was chosen: they are asked for by paths that the chosen file says. */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

/** Above what an importer takes. */
const largest = 64 * 1024 * 1024;

/** Undefined for whatever is no ordinary file below the folder: a link that leads out of it is none. */
export function readBelow(folder: string, inside: string): string | undefined {
  try {
    const root = realpathSync(folder);
    const file = realpathSync(path.join(root, inside));
    if (!file.startsWith(root.endsWith(path.sep) ? root : root + path.sep)) return undefined;
    const stat = statSync(file);
    return stat.isFile() && stat.size <= largest ? readFileSync(file, 'utf8') : undefined;
  } catch {
    // It is not there, or we may not read it: the importer says what goes without it.
    return undefined;
  }
}
