import type { Simulator } from '../providers/builtin/builtin-provider.ts';
import type { Attempt, StoredPlace } from '../storage/attempts.ts';
import type { Store } from '../storage/store.ts';
import type { Reach } from './attempt-routers.ts';
import type { Grader } from './graders/grader-service.ts';
import type { KeptBeginnings } from './servers/kept-beginnings.ts';
import type { ListedInventory } from './servers/outside.ts';
import type { Places } from './servers/places.ts';
import type { LabShelf } from './lab-shelf.ts';

/** What the parts of the engine need of the whole. */
export interface EngineParts {
  readonly labs: LabShelf;
  readonly store: Store;
  /** Starts a simulator. */
  readonly launch: () => Simulator;
  /**
   * A new attempt at a lab, given by its id or its folder.
   * @throws Failure unknown-lab, no-lab, bad-lab: an attempt is never begun with a lab that cannot be used
   */
  begin(lab: string, seed: string | undefined, place?: StoredPlace): Attempt;
  /** Starts a thread that grades; this one does it where there is none. */
  readonly recruit: (() => Grader) | undefined;
  /** Devices that a file lists, as `Engine.inventoryFrom`. */
  inventoryFrom(name: string, text: string): Promise<ListedInventory>;
  /** The places where routers can be that are not built in. */
  readonly places: Places;
  /** The way to them, for an attempt. */
  readonly reach: Reach;
  /** How they were when attempts began with them. */
  readonly beginnings: KeptBeginnings;
}
