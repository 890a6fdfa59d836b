/**
 * How routers were when attempts began with them: configurations with every key in them. They are sealed where they are
 * kept; where nothing can be sealed just then they are remembered until the program ends.
 */
import type { Checkpoint } from '../../devices/channel/checkpoint.ts';
import type { AttemptWriter } from '../../storage/attempt-writer.ts';
import type { Store } from '../../storage/store.ts';
import type { Secrets } from './vault.ts';

const unsealed =
  'What these routers were configured with is remembered until QuickMode ends, and is written down only where kept ' +
  'passwords are unlocked when a lab is begun: then its steps can be gone back to after that, too.';

export class KeptBeginnings {
  /** By attempt and node. */
  readonly #memory = new Map<string, Map<string, Checkpoint>>();

  constructor(
    private readonly store: Store,
    private readonly secrets: Secrets,
  ) {}

  /** The nodes of which something is known. */
  known(attempt: string): Set<string> {
    const sealed = this.store.beginnings.of(attempt).map(({ node }) => node);
    return new Set([...sealed, ...(this.#memory.get(attempt)?.keys() ?? [])]);
  }

  /** @throws Failure secrets-locked */
  async of(attempt: string): Promise<Map<string, Checkpoint>> {
    const found = new Map(this.#memory.get(attempt));
    for (const { node, sealed } of this.store.beginnings.of(attempt))
      found.set(node, await this.secrets.open<Checkpoint>(sealed));
    return found;
  }

  /** Nobody is asked for a passphrase while routers start. @returns what the user is to know of it */
  async keep(writer: AttemptWriter, taken: ReadonlyMap<string, Checkpoint>): Promise<string[]> {
    const remembered = new Map(this.#memory.get(writer.attempt));
    for (const [node, one] of taken) {
      const sealed = await this.secrets.sealNow(one);
      if (sealed) writer.keepBeginning({ node, sealed });
      else remembered.set(node, one);
    }
    if (remembered.size === 0) return [];
    this.#memory.set(writer.attempt, remembered);
    return [unsealed];
  }
}
