/** The labs that there are: every folder with a lab.yml below the folders that were named. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { BrokenLab, LabSummary } from '../api/contract/laboratory.ts';
import { Failure, type Diagnostic } from '../base/errors.ts';
import type { Exercise } from '../lab/exercise.ts';
import { contentHash, type Files } from '../storage/content-hash.ts';
import { isLabFolder, labFileName, readLabFolder } from './lab-folder.ts';
import type { LabIndex } from './lab-index.ts';

export interface ShelfList {
  labs: LabSummary[];
  broken: BrokenLab[];
}

/** A lab folder with what is in it. */
export interface FoundLab {
  folder: string;
  files: Files;
}

const levels: readonly LabSummary['level'][] = ['beginner', 'intermediate', 'advanced'];

export class LabShelf {
  /**
   * @param folders those that hold lab folders; earlier ones win where two labs have the same id
   * @param index what is known of labs without reading them
   */
  constructor(
    private readonly folders: readonly string[],
    private readonly index: LabIndex = {},
  ) {}

  /** The labs for beginners first. */
  async list(): Promise<ShelfList> {
    const list: ShelfList = { labs: [], broken: [] };
    for (const folder of this.labFolders()) {
      const read = await this.#read(folder);
      if ('broken' in read) list.broken.push({ folder, diagnostics: read.broken });
      else if (!list.labs.some(({ id }) => id === read.id)) list.labs.push(read);
    }
    list.labs.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
    return list;
  }

  /** What is known of the labs, for an index. */
  async indexed(): Promise<LabIndex> {
    const all = this.labFolders().map(async (folder): Promise<[string, LabSummary][]> => {
      const files = readLabFolder(folder);
      const read = await this.#summary(files);
      return 'broken' in read ? [] : [[contentHash(files), read]];
    });
    return Object.fromEntries((await Promise.all(all)).flat());
  }

  /**
   * @param name a lab's id, which is the name of its folder, or the path of a lab folder
   * @throws Failure unknown-lab, no-lab
   */
  find(name: string): FoundLab {
    const known = this.labFolders().find((folder) => path.basename(folder) === name);
    if (known !== undefined) return { folder: known, files: readLabFolder(known) };
    if (existsSync(name)) return foundAt(name);
    const names = this.labFolders().map((folder) => path.basename(folder));
    const there = names.length > 0 ? `There are: ${names.join(', ')}.` : 'There are no labs.';
    throw new Failure(
      'bad-input',
      'unknown-lab',
      `There is no lab "${name}". ${there} A path to a lab folder will do.`,
    );
  }

  /** A folder that cannot be read keeps nobody from the others. */
  async #read(folder: string): Promise<LabSummary | { broken: Diagnostic[] }> {
    try {
      return await this.#summary(readLabFolder(folder));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { broken: [{ severity: 'error', path: '', message: error.message }] };
    }
  }

  async #summary(files: Files): Promise<LabSummary | { broken: Diagnostic[] }> {
    const known = this.index[contentHash(files)];
    if (known) return known;
    // Loaded only where it is needed: a lab that is known costs no reader of labs.
    const { exerciseOf } = await import('./exercise-of.ts');
    const loaded = exerciseOf(files);
    if (!loaded.ok) return { broken: loaded.diagnostics };
    const { reasonAgainstBuiltin } = await import('./builtin-roles.ts');
    const notBuiltin = reasonAgainstBuiltin(loaded.value);
    return { ...summaryOf(loaded.value), ...(notBuiltin !== undefined && { notBuiltin }) };
  }

  /** Of every lab that is there, whether it can be used or not. */
  labFolders(): string[] {
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
