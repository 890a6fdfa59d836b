/** The labs that there are: every folder with a lab.yml below the folders that were named. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { BrokenLab, LabSummary } from '../api/contract/laboratory.ts';
import { Failure } from '../base/errors.ts';
import type { Exercise } from '../lab/exercise.ts';
import type { Files } from '../storage/content-hash.ts';
import { exerciseOf } from './exercise-of.ts';
import { isLabFolder, labFileName, readLabFolder } from './lab-folder.ts';

export interface ShelfList {
  labs: LabSummary[];
  broken: BrokenLab[];
}

/** A lab folder with what is in it. */
export interface FoundLab {
  folder: string;
  files: Files;
}

export class LabShelf {
  /** @param folders those that hold lab folders; earlier ones win where two labs have the same id */
  constructor(private readonly folders: readonly string[]) {}

  list(): ShelfList {
    const list: ShelfList = { labs: [], broken: [] };
    for (const folder of this.#labFolders()) {
      const loaded = exerciseOf(readLabFolder(folder));
      if (!loaded.ok) list.broken.push({ folder, diagnostics: loaded.diagnostics });
      else if (!list.labs.some(({ id }) => id === loaded.value.id)) list.labs.push(summaryOf(loaded.value));
    }
    return list;
  }

  /**
   * @param name a lab's id, which is the name of its folder, or the path of a lab folder
   * @throws Failure unknown-lab, no-lab
   */
  find(name: string): FoundLab {
    const known = this.#labFolders().find((folder) => path.basename(folder) === name);
    if (known !== undefined) return { folder: known, files: readLabFolder(known) };
    if (existsSync(name)) return foundAt(name);
    const names = this.#labFolders().map((folder) => path.basename(folder));
    const there = names.length > 0 ? `There are: ${names.join(', ')}.` : 'There are no labs.';
    throw new Failure(
      'bad-input',
      'unknown-lab',
      `There is no lab "${name}". ${there} A path to a lab folder will do.`,
    );
  }

  #labFolders(): string[] {
    return this.folders
      .filter((folder) => existsSync(folder))
      .flatMap((folder) =>
        readdirSync(folder)
          .sort()
          .map((name) => path.join(folder, name)),
      )
      .filter((folder) => isLabFolder(folder));
  }
}

function foundAt(name: string): FoundLab {
  const folder = path.basename(name) === labFileName ? path.dirname(name) : name;
  if (statSync(folder).isDirectory() && isLabFolder(folder)) return { folder, files: readLabFolder(folder) };
  throw new Failure('bad-input', 'no-lab', `${name} is no lab: a lab is a folder with a ${labFileName} in it.`);
}

function summaryOf(exercise: Exercise): LabSummary {
  const { id, version, title, summary, level, minutes, source, steps } = exercise;
  const points = steps.reduce((sum, step) => sum + step.points, 0);
  return { id, version, title, summary, level, minutes, source, steps: steps.length, points };
}
