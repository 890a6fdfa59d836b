/** Where this QuickMode lies on the disk, and where it keeps what its user does. */
import path from 'node:path';
import { dataFolder, type Environment } from '../storage/data-folder.ts';

export interface Installation {
  /** The folder of the program: dist, labs, resources are in it. */
  root: string;
  /** The user's data folder. It need not exist yet. */
  home: string;
  /** Those that hold lab folders: the ones that come along, and the user's own. */
  labFolders: readonly string[];
  /** What was found out about the labs that come along when the program was built. */
  labIndex: string;
  /** The built window. */
  window: string;
  /** The built program that a simulator's worker runs. */
  simulator: string;
  /** The built program of a thread that grades. */
  grader: string;
}

/** @param platform as `process.platform` */
export function installationAt(root: string, env: Environment, platform: string): Installation {
  const home = dataFolder(env, platform);
  return {
    root,
    home,
    labFolders: [path.join(root, 'labs'), path.join(home, 'labs')],
    labIndex: path.join(root, 'dist', 'main', 'lab-index.json'),
    window: path.join(root, 'dist', 'renderer'),
    simulator: path.join(root, 'dist', 'main', 'simulator.js'),
    grader: path.join(root, 'dist', 'main', 'grader.js'),
  };
}
