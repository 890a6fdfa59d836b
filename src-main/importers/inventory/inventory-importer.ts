/** What every importer of inventories is: it knows its documents, and finds the devices in one. */
import type { InventoryDevice } from '../../lab/inventory.ts';
import type { LinkEnd } from '../../lab/topology.ts';
import type { Companion } from '../companion.ts';
import type { Field } from '../field.ts';

export interface ReadDevices {
  name: string;
  devices: InventoryDevice[];
  /** What joins them, where the file says so. Ends may be at nodes that are no devices: a switch, a host. */
  links: Joined[];
}

/** By the names of devices and of their interfaces. */
export type Joined = [LinkEnd, LinkEnd];

export interface InventoryImporter {
  readonly format: 'quickmode' | 'pyats' | 'ansible' | 'containerlab';
  recognises(value: unknown): boolean;
  /**
   * @param name of the file, for an inventory that has no name of its own
   * @param companion reads files beside it
   */
  read(root: Field, name: string, companion: Companion): ReadDevices;
}
