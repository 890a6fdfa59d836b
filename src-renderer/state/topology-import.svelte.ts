import { createContext } from 'svelte';
import type { ImportReport, Laboratory, PickedTopology } from '../../src-main/api/contract/laboratory.ts';
import { troubleOf, type Trouble } from '../host/trouble.ts';
import type { Notices } from './notices.svelte.ts';

type Reader = Pick<Laboratory, 'readTopology' | 'beginSandbox'>;

/** What a browser gives for a file that was picked or dropped. */
export interface PickedFile {
  name: string;
  size: number;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

type ImportState =
  | { kind: 'closed' }
  | { kind: 'reading'; name: string }
  | { kind: 'read'; file: PickedTopology; report: ImportReport }
  | { kind: 'refused'; name: string; trouble: Trouble };

/** For a file dialog: what a topology file may be called. Its content decides what it is. */
export const topologyFiles = '.gns3,.gns3project,.gns3p,.net,.yaml,.yml,.json,.virl,.unl';

/** The engine refuses what is larger (importers/limits.ts); it need not be sent to learn that. */
const largest = 16 * 1024 * 1024;

/** One topology file on its way in: read by the engine, reported, and kept if the user wants to try it out. */
export class TopologyImport {
  #state = $state.raw<ImportState>({ kind: 'closed' });
  isBeginning = $state(false);

  constructor(
    private readonly reader: Reader,
    private readonly notices: Notices,
  ) {}

  get state(): ImportState {
    return this.#state;
  }

  close(): void {
    this.#state = { kind: 'closed' };
  }

  async read(file: PickedFile): Promise<void> {
    const reading: ImportState = { kind: 'reading', name: file.name };
    this.#state = reading;
    const outcome = await this.#outcome(file);
    // Closed, or another file picked, while this one was read.
    if (this.#state === reading) this.#state = outcome;
  }

  /** The id of the attempt to open, or undefined where it could not be begun. */
  async tryOut(): Promise<string | undefined> {
    if (this.#state.kind !== 'read' || this.isBeginning) return undefined;
    const { file } = this.#state;
    this.isBeginning = true;
    const id = await this.notices.guard('The topology could not be started', () => this.reader.beginSandbox(file));
    this.isBeginning = false;
    if (id !== undefined) this.close();
    return id;
  }

  async #outcome(picked: PickedFile): Promise<ImportState> {
    const { name, size } = picked;
    if (size > largest) return { kind: 'refused', name, trouble: tooLarge(size) };
    try {
      const file = await contentOf(picked);
      return { kind: 'read', file, report: await this.reader.readTopology(file) };
    } catch (error) {
      return { kind: 'refused', name, trouble: troubleOf(error) };
    }
  }
}

/** Archives, and texts in UTF-16, go to the engine as they are: as text of UTF-8 they would lose their bytes. */
export async function contentOf(picked: PickedFile): Promise<PickedTopology> {
  const { name } = picked;
  const bytes = new Uint8Array(await picked.arrayBuffer());
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? { name, bytes } : { name, text };
  } catch {
    return { name, bytes };
  }
}

function tooLarge(size: number): Trouble {
  const megabytes = Math.ceil(size / 1024 / 1024);
  return { message: `The file has ${megabytes} MB. A topology file has at most 16 MB.`, diagnostics: [] };
}

export const [getTopologyImport, setTopologyImport] = createContext<TopologyImport>();
