/** The program without a host: every part built, joined, and ended together. */
import path from 'node:path';
import type { Laboratory } from '../api/contract/laboratory.ts';
import type { Simulator } from '../providers/builtin/builtin-provider.ts';
import type { Attempt } from '../storage/attempts.ts';
import { makeDataFolder } from '../storage/data-folder.ts';
import { openStore, type Store } from '../storage/store.ts';
import { exerciseOrFailure } from './exercise-of.ts';
import type { LabIndex } from './lab-index.ts';
import { LabShelf } from './lab-shelf.ts';
import { OpenLaboratory } from './open-laboratory.ts';
import type { EngineParts } from './parts.ts';

export interface EngineOptions {
  /** The data folder; it is made where there is none. */
  home: string;
  /** Folders that hold lab folders. */
  labFolders: readonly string[];
  /** What is known of them without reading them. */
  labIndex?: LabIndex;
  /** Starts a simulator. */
  launch: () => Simulator;
}

/** The file in the data folder. */
export const databaseName = 'quickmode.db';

export class Engine implements EngineParts {
  readonly labs: LabShelf;
  readonly store: Store;
  readonly launch: () => Simulator;
  readonly #laboratory: OpenLaboratory;

  /** @throws Failure when the data folder or the database in it cannot be used */
  constructor({ home, labFolders, labIndex = {}, launch }: EngineOptions) {
    makeDataFolder(home);
    this.store = openStore(path.join(home, databaseName));
    this.labs = new LabShelf(labFolders, labIndex);
    this.launch = launch;
    this.#laboratory = new OpenLaboratory(this);
  }

  get laboratory(): Laboratory {
    return this.#laboratory;
  }

  begin(lab: string, seed: string | undefined): Attempt {
    const { files, folder } = this.labs.find(lab);
    const { id, version, steps } = exerciseOrFailure(files, `The lab in ${folder}`, seed);
    const step = steps[0]?.id;
    return this.store.createAttempt({ lab: id, labVersion: version, files, seed, backend: 'builtin', step });
  }

  async close(): Promise<void> {
    await this.#laboratory.close();
    this.store.close();
  }
}
