import { createContext } from 'svelte';
import type {
  InventoryEntry,
  InventoryView,
  Laboratory,
  SerialPortView,
} from '../../src-main/api/contract/laboratory.ts';
import { FileReading } from './file-reading.svelte.ts';
import { Listing } from './listing.svelte.ts';
import type { Notices } from './notices.svelte.ts';

type Shelf = Pick<
  Laboratory,
  'inventories' | 'readInventory' | 'addInventory' | 'changeInventory' | 'removeInventory' | 'serialPorts'
>;

/** The lists of devices that are reached by their addresses. */
export class InventoryList {
  inventories = $state.raw<readonly InventoryView[]>([]);
  readonly listing = new Listing(async () => {
    this.inventories = await this.shelf.inventories();
  });
  /** An inventory file on its way in. */
  readonly file = new FileReading(async (picked) => {
    const file = { name: picked.name, text: await picked.text() };
    return { file, report: await this.shelf.readInventory(file) };
  });

  /** The serial ports of the computer that QuickMode runs on, to choose from. */
  ports = $state.raw<readonly SerialPortView[]>([]);

  constructor(
    private readonly shelf: Shelf,
    private readonly notices: Notices,
  ) {}

  load(): Promise<void> {
    return this.listing.load();
  }

  /** Under the id, or as a new one. @throws what the engine says */
  async keep(inventory: string | undefined, entry: InventoryEntry): Promise<void> {
    if (inventory === undefined) await this.shelf.addInventory(entry);
    else await this.shelf.changeInventory(inventory, entry);
    await this.load();
  }

  /** Adapters come and go: they are looked for whenever somebody is about to choose one. */
  async lookForPorts(): Promise<void> {
    await this.notices.guard('The serial ports could not be listed', async () => {
      this.ports = await this.shelf.serialPorts();
    });
  }

  async remove(inventory: string): Promise<void> {
    await this.notices.guard('The inventory could not be removed', () => this.shelf.removeInventory(inventory));
    await this.load();
  }
}

export const [getInventoryList, setInventoryList] = createContext<InventoryList>();
