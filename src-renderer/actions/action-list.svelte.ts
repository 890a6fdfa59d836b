import type { Beginning } from '../state/beginning.svelte.ts';
import type { Classes } from '../state/classes.svelte.ts';
import type { Deploying } from '../state/deploying.svelte.ts';
import type { Dialogs } from '../state/dialogs.svelte.ts';
import type { InventoryList } from '../state/inventory-list.svelte.ts';
import type { Library } from '../state/library.svelte.ts';
import type { Router } from '../state/router.svelte.ts';
import type { Secrets } from '../state/secrets.svelte.ts';
import type { Session } from '../state/session.svelte.ts';
import type { Settings } from '../state/settings.svelte.ts';
import type { TopologyImport } from '../state/topology-import.svelte.ts';
import type { UserAction, UserActions } from '../ui/user-action.ts';
import { clockActions } from './clock-actions.ts';
import { libraryActions } from './library-actions.ts';
import { powerActions } from './power-actions.ts';
import { reportActions } from './report-actions.ts';
import { serversActions, unlocking } from './servers-actions.ts';
import { stepActions } from './step-actions.ts';
import { windowActions } from './window-actions.ts';

export interface ActedOn {
  beginning: Beginning;
  classes: Classes;
  deploying: Deploying;
  dialogs: Dialogs;
  inventories: InventoryList;
  library: Library;
  router: Router;
  secrets: Secrets;
  session: Session;
  settings: Settings;
  topologyImport: TopologyImport;
}

/** Everything that can be done now, wherever it is shown: on a button, in the palette, by a key. */
export class ActionList implements UserActions {
  readonly #all: readonly UserAction[] = $derived.by(() => this.#list());

  constructor(private readonly on: ActedOn) {}

  get all(): readonly UserAction[] {
    return this.#all;
  }

  #list(): UserAction[] {
    const { classes, dialogs, router, session, settings } = this.on;
    const { attempt } = session.open ?? {};
    const here = attempt
      ? [
          ...stepActions(attempt, dialogs),
          ...powerActions(attempt),
          ...clockActions(attempt),
          ...reportActions(attempt, classes),
          ...unlocking(this.on),
        ]
      : [...libraryActions(this.on), ...serversActions(this.on)];
    return [...here, ...windowActions(dialogs, settings, router)];
  }
}
