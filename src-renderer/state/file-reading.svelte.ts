import { troubleOf, type Trouble } from '../host/trouble.ts';

/** What a browser gives for a file that was picked or dropped. */
export interface PickedFile {
  name: string;
  size: number;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

type FileState<Read> =
  | { kind: 'closed' }
  | { kind: 'reading'; picked: PickedFile }
  | ({ kind: 'read' } & Read)
  | { kind: 'refused'; picked: PickedFile; trouble: Trouble };

/** The engine refuses what is larger (importers/limits.ts); it need not be sent to learn that. */
const largest = 16 * 1024 * 1024;

/** One file on its way in: read by the engine, and shown before anything of it is kept. */
export class FileReading<Read extends object> {
  #state = $state.raw<FileState<Read>>({ kind: 'closed' });

  constructor(private readonly ask: (picked: PickedFile) => Promise<Read>) {}

  get state(): FileState<Read> {
    return this.#state;
  }

  close(): void {
    this.#state = { kind: 'closed' };
  }

  async read(picked: PickedFile): Promise<void> {
    const reading: FileState<Read> = { kind: 'reading', picked };
    this.#state = reading;
    const outcome = await this.#outcome(picked);
    // Closed, or another file picked, while this one was read.
    if (this.#state === reading) this.#state = outcome;
  }

  async #outcome(picked: PickedFile): Promise<FileState<Read>> {
    try {
      if (picked.size > largest) throw tooLarge(picked);
      return { kind: 'read', ...(await this.ask(picked)) };
    } catch (error) {
      return { kind: 'refused', picked, trouble: troubleOf(error) };
    }
  }
}

function tooLarge({ size }: PickedFile): Error {
  return new Error(`The file has ${Math.ceil(size / 1024 / 1024)} MB. QuickMode reads files of at most 16 MB.`);
}
