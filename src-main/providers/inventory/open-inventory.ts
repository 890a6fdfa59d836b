/** The devices of an inventory as a provider: each is asked once whether it can be reached. */
import type { Clock } from '../../base/clock.ts';
import type { HostKeyVerifier } from '../../devices/transport/known-hosts.ts';
import { wallClock } from '../../devices/transport/wall-clock.ts';
import type { Inventory } from '../../lab/inventory.ts';
import type { Topology } from '../../lab/topology.ts';
import { InventoryProvider } from './inventory-provider.ts';

export interface InventoryOptions {
  /** Decides of SSH servers, hosts on the way included, whether they are the ones that are meant. */
  verify: HostKeyVerifier;
  /** What is wanted of the inventory; its nodes are devices by id, else by name. The whole inventory otherwise. */
  topology?: Topology;
  clock?: Clock;
}

/** Never fails for a device that cannot be reached: its node says why. */
export async function openInventory(inventory: Inventory, options: InventoryOptions): Promise<InventoryProvider> {
  const provider = new InventoryProvider(inventory, { clock: wallClock, ...options });
  await provider.probe();
  return provider;
}
