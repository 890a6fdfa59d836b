import { createContext } from 'svelte';
import type { ImportReport, Laboratory, PickedTopology } from '../../src-main/api/contract/laboratory.ts';
import { FileReading, type PickedFile } from './file-reading.svelte.ts';
import type { Notices } from './notices.svelte.ts';

type Reader = Pick<Laboratory, 'readTopology' | 'readInventory' | 'beginSandbox'>;

/** For a file dialog: what a topology file may be called. Its content decides what it is. */
export const topologyFiles = '.gns3,.gns3project,.gns3p,.net,.yaml,.yml,.json,.virl,.unl';

/** One topology file on its way in: read by the engine, reported, and kept if the user wants to try it out. */
export class TopologyImport {
  readonly file = new FileReading((picked) => this.#report(picked));
  isBeginning = $state(false);

  constructor(
    private readonly reader: Reader,
    private readonly notices: Notices,
  ) {}

  /** The id of the attempt to open, or undefined where it could not be begun. */
  async tryOut(): Promise<string | undefined> {
    const { state } = this.file;
    if (state.kind !== 'read' || this.isBeginning) return undefined;
    this.isBeginning = true;
    const id = await this.notices.guard('The topology could not be started', () =>
      this.reader.beginSandbox(state.file),
    );
    this.isBeginning = false;
    if (id !== undefined) this.file.close();
    return id;
  }

  /** Whether a file that is no topology lists devices instead. */
  async isInventory(picked: PickedFile): Promise<boolean> {
    try {
      await this.reader.readInventory({ name: picked.name, text: await picked.text() });
      return true;
    } catch {
      // Neither is it an inventory: what is wrong with it as a topology has been said.
      return false;
    }
  }

  async #report(picked: PickedFile): Promise<{ file: PickedTopology; report: ImportReport }> {
    const file = await contentOf(picked);
    return { file, report: await this.reader.readTopology(file) };
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

export const [getTopologyImport, setTopologyImport] = createContext<TopologyImport>();
