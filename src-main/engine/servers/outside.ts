/** The ways out of this program: to servers, to devices of inventories. Handed in, so that tests can be elsewhere. */
import type { Diagnostic } from '../../base/errors.ts';
import type { HostKeyVerifier } from '../../devices/transport/known-hosts.ts';
import type { SerialPortView } from '../../api/contract/servers.ts';
import type { InventoryFile } from '../../importers/inventory/import-inventory.ts';
import type { Inventory } from '../../lab/inventory.ts';
import type { Topology } from '../../lab/topology.ts';
import type { LabServer, ServerAddress } from '../../providers/lab-server.ts';
import type { Provider } from '../../providers/provider.ts';

export interface Outside {
  /** @throws Failure wrong-login, certificate-not-trusted, … */
  connect(address: ServerAddress, verify: HostKeyVerifier): Promise<LabServer>;
  /** The fingerprint of the certificate that a server shows, whatever it is worth. */
  certificateOf(url: string): Promise<string>;
  openInventory(inventory: Inventory, topology: Topology, verify: HostKeyVerifier): Promise<Provider>;
  /** @throws Failure when it is no inventory that we know */
  readInventory(file: InventoryFile): Promise<ReadInventory>;
  /** @throws Failure no-serial-ports */
  serialPorts(): Promise<SerialPortView[]>;
}

/** One that is known to the program by its id, and what was to say of its file. */
export interface ListedInventory {
  id: string;
  diagnostics: readonly Diagnostic[];
}

export interface ReadInventory {
  format: string;
  inventory: Inventory;
  diagnostics: readonly Diagnostic[];
}
