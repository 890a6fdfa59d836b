/** The files beside a topology file. They are asked for by paths that a hostile file may have chosen. */
import { limits } from './limits.ts';

/** Reads a file by its path below the topology's folder, with `/` between the parts. */
export type Companion = (path: string) => string | undefined;

/** The companion, asked only for paths that stay in the folder and answering only with text of a fair size. */
export function guarded(companion: Companion | undefined): Companion {
  return (path) => {
    if (!companion || !staysInside(path)) return undefined;
    const text = companion(path);
    return text !== undefined && text.length <= limits.configuration ? text : undefined;
  };
}

/** Every part of the path is an ordinary file name, on Windows too: no "..", no drive, no root, no control character. */
function staysInside(path: string): boolean {
  return path.length <= 1024 && path.split('/').every((part) => /^[\w -][\w .+@-]*$/.test(part) && !/[. ]$/.test(part));
}
