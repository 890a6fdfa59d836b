import { createContext } from 'svelte';

/** A dialog that can be asked for from more than one place. */
export type DialogName = 'palette' | 'help' | 'packet' | 'restore' | 'unlock' | 'server' | 'inventory';

export class Dialogs {
  open = $state<DialogName | undefined>();

  /** For `bind:open` of a dialog: one at a time. */
  set(name: DialogName, isOpen: boolean): void {
    if (isOpen) this.open = name;
    else if (this.open === name) this.open = undefined;
  }
}

export const [getDialogs, setDialogs] = createContext<Dialogs>();
