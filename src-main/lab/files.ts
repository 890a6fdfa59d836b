/** The files that a lab names: each is read once, and each that is not there is a fault. */
import type { Path } from '../base/path.ts';
import { limits } from './limits.ts';
import type { Report } from './report.ts';
import type { LabSource } from './source.ts';

export class Files {
  readonly #texts = new Map<string, string | undefined>();

  constructor(
    private readonly source: LabSource,
    private readonly report: Report,
  ) {}

  /** The text of a file, line ends as \n; undefined, and a fault at the path that names it, where there is none. */
  read(name: string, path: Path): string | undefined {
    if (!this.#texts.has(name)) this.#texts.set(name, this.#textOf(name, path));
    return this.#texts.get(name);
  }

  /** Counts a file that somebody else reads, and sees that it is there. */
  has(name: string, path: Path): boolean {
    if (this.#isOneTooMany(path)) return false;
    const isThere = this.source.read(name) !== undefined;
    if (!isThere) this.#missing(name, path);
    this.#texts.set(`topology ${name}`, undefined);
    return isThere;
  }

  #textOf(name: string, path: Path): string | undefined {
    if (this.#isOneTooMany(path)) return undefined;
    const text = this.source.read(name);
    if (text === undefined) {
      this.#missing(name, path);
      return undefined;
    }
    if (text.length <= limits.text) return text.replaceAll('\r\n', '\n');
    this.report.add(path, {
      message: `${name} has ${text.length} characters; expected at most ${limits.text}`,
      mend: 'shorten it',
    });
    return undefined;
  }

  #missing(name: string, path: Path): void {
    const mend = 'write the name of a file of the folder, with upper and lower case as there';
    this.report.add(path, { message: `there is no file ${name} in the folder of the lab`, mend });
  }

  #isOneTooMany(path: Path): boolean {
    if (this.#texts.size < limits.files) return false;
    this.report.add(path, { message: `a lab names at most ${limits.files} files`, mend: 'put several into one' });
    return true;
  }
}
