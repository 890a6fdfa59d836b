/** What can be done with the places where routers are, besides the built-in ones. */
import type { Deploying } from '../state/deploying.svelte.ts';
import type { Dialogs } from '../state/dialogs.svelte.ts';
import type { InventoryList } from '../state/inventory-list.svelte.ts';
import type { Router } from '../state/router.svelte.ts';
import type { Secrets } from '../state/secrets.svelte.ts';
import { pickFile } from '../ui/pick-file.ts';
import type { UserAction } from '../ui/user-action.ts';

export interface Places {
  deploying: Deploying;
  dialogs: Dialogs;
  inventories: InventoryList;
  router: Router;
  secrets: Secrets;
}

const group = 'Servers and devices';

export function serversActions(places: Places): UserAction[] {
  const { deploying, dialogs, inventories, router } = places;
  const there = (run: () => void) => () => {
    router.go({ screen: 'servers' });
    run();
  };
  return [
    {
      ...{ id: 'servers.add', title: 'Add a server…', group, enabled: true },
      run: there(() => dialogs.set('server', true)),
    },
    {
      ...{ id: 'servers.deploy', title: 'Deploy a lab or topology to a server…', group, enabled: true },
      run: () => deploying.open(undefined),
    },
    {
      ...{ id: 'servers.add-inventory', title: 'List devices by hand…', group, enabled: true },
      run: there(() => dialogs.set('inventory', true)),
    },
    {
      ...{ id: 'servers.import-inventory', title: 'Import an inventory…', group, enabled: true },
      run: there(() => void importInventory(inventories)),
    },
    ...unlocking(places),
  ];
}

/** Where one can be asked for a password: everywhere. */
export function unlocking({ dialogs, secrets }: Pick<Places, 'dialogs' | 'secrets'>): UserAction[] {
  if (!secrets.isLocked) return [];
  return [
    {
      ...{ id: 'servers.unlock', title: 'Unlock the kept passwords…', group, enabled: true },
      run: () => dialogs.set('unlock', true),
    },
  ];
}

async function importInventory(inventories: InventoryList): Promise<void> {
  const file = await pickFile(document, '.yaml,.yml,.ini,.json,.cfg,.txt,hosts');
  if (file) await inventories.file.read(file);
}
