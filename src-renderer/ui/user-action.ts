/** Something a user can do, as data: buttons, the palette and the keyboard are views of the same list. */
import { createContext } from 'svelte';

export interface UserAction {
  /** Stable: "step.check". */
  id: string;
  /** What it does, as the label of a button: "Check this step". */
  title: string;
  /** Where it stands in the palette and in the list of shortcuts. */
  group: string;
  /** As in "Mod+Enter": see shortcut.ts. */
  shortcut?: string;
  enabled: boolean;
  /** Why it cannot be done now. */
  because?: string;
  run: () => void;
}

/** All actions of the moment. */
export interface UserActions {
  readonly all: readonly UserAction[];
}

export const [getActions, setActions] = createContext<UserActions>();

export function findAction({ all }: UserActions, id: string): UserAction | undefined {
  return all.find((action) => action.id === id);
}

/** In the order in which the groups come first. */
export function byGroup(actions: readonly UserAction[]): [group: string, its: UserAction[]][] {
  const groups = new Map<string, UserAction[]>();
  for (const action of actions) groups.set(action.group, [...(groups.get(action.group) ?? []), action]);
  return [...groups];
}
