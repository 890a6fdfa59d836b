import { createContext } from 'svelte';
import type {
  InventoryEntry,
  InventoryReport,
  InventoryView,
  Laboratory,
} from '../../src-main/api/contract/laboratory.ts';
import { troubleOf, type Trouble } from '../host/trouble.ts';
import type { Notices } from './notices.svelte.ts';
import type { PickedFile } from './topology-import.svelte.ts';

type Shelf = Pick<Laboratory, 'inventories' | 'readInventory' | 'addInventory' | 'changeInventory' | 'removeInventory'>;

/** An inventory file on its way in. */
type FileState =
  | { kind: 'closed' }
  | { kind: 'reading'; name: string }
  | { kind: 'read'; file: { name: string; text: string }; report: InventoryReport }
  | { kind: 'refused'; name: string; trouble: Trouble };

/** The engine refuses what is larger; it need not be sent to learn that. */
const largest = 16 * 1024 * 1024;

/** The lists of devices that are reached by their addresses. */
export class InventoryList {
  inventories = $state.raw<readonly InventoryView[]>([]);
  state = $state.raw<'loading' | 'ready' | 'failed'>('loading');
  trouble = $state.raw<Trouble | undefined>();
  #file = $state.raw<FileState>({ kind: 'closed' });

  constructor(
    private readonly shelf: Shelf,
    private readonly notices: Notices,
  ) {}

  async load(): Promise<void> {
    try {
      this.inventories = await this.shelf.inventories();
      this.trouble = undefined;
      this.state = 'ready';
    } catch (error) {
      this.trouble = troubleOf(error);
      this.state = 'failed';
    }
  }

  get file(): FileState {
    return this.#file;
  }

  closeFile(): void {
    this.#file = { kind: 'closed' };
  }

  /** Has a file read that was picked or dropped; nothing of it is kept by that. */
  async pick(file: PickedFile): Promise<void> {
    const reading: FileState = { kind: 'reading', name: file.name };
    this.#file = reading;
    const outcome = await this.#outcome(file);
    // Closed, or another file picked, while this one was read.
    if (this.#file === reading) this.#file = outcome;
  }

  /** Under the id, or as a new one. @throws what the engine says */
  async keep(inventory: string | undefined, entry: InventoryEntry): Promise<void> {
    if (inventory === undefined) await this.shelf.addInventory(entry);
    else await this.shelf.changeInventory(inventory, entry);
    await this.load();
  }

  async remove(inventory: string): Promise<void> {
    await this.notices.guard('The inventory could not be removed', () => this.shelf.removeInventory(inventory));
    await this.load();
  }

  async #outcome(picked: PickedFile): Promise<FileState> {
    const { name, size } = picked;
    if (size > largest) {
      const message = `The file has ${Math.ceil(size / 1024 / 1024)} MB. An inventory has at most 16 MB.`;
      return { kind: 'refused', name, trouble: { message, diagnostics: [] } };
    }
    try {
      const file = { name, text: await picked.text() };
      return { kind: 'read', file, report: await this.shelf.readInventory(file) };
    } catch (error) {
      return { kind: 'refused', name, trouble: troubleOf(error) };
    }
  }
}

export const [getInventoryList, setInventoryList] = createContext<InventoryList>();
