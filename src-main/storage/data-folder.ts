import { mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { storageFailure } from './storage-failure.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where everything of this user is kept: QUICKMODE_HOME, or the platform's own place for such data.
 *
 * @param platform as `process.platform`
 */
export function dataFolder(env: Environment, platform: string, home = homedir()): string {
  const paths = platform === 'win32' ? path.win32 : path.posix;
  if (env['QUICKMODE_HOME']) return paths.resolve(env['QUICKMODE_HOME']);
  if (platform === 'win32') return paths.join(env['APPDATA'] ?? paths.join(home, 'AppData', 'Roaming'), 'QuickMode');
  if (platform === 'darwin') return paths.join(home, 'Library', 'Application Support', 'QuickMode');
  // A relative path is to be ignored: XDG Base Directory Specification, "Basics".
  const shared = env['XDG_DATA_HOME'];
  return paths.join(shared && paths.isAbsolute(shared) ? shared : paths.join(home, '.local', 'share'), 'quickmode');
}

/** Creates the folder, and those above it, for this user alone. A folder that is there stays as it is. */
export function makeDataFolder(folder: string): void {
  try {
    makeFolder(path.resolve(folder));
  } catch (error) {
    throw storageFailure(error, folder);
  }
}

/** Not mkdirSync's own `recursive`: it never returns where a system says ENOENT of a folder whose parent is there (/proc). */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another QuickMode that starts at the same moment makes it too.
    if (!isFolder(folder)) throw error;
  }
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
