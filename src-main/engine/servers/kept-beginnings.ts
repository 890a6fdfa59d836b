/**
 * How routers were when attempts began with them: configurations with every key in them. They are sealed where they are
 * kept; where the user will not have that they are known until the program ends.
 */
import { Failure } from '../../base/errors.ts';
import type { Checkpoint } from '../../devices/channel/checkpoint.ts';
import type { AttemptWriter } from '../../storage/attempt-writer.ts';
import type { Store } from '../../storage/store.ts';
import type { Secrets } from './vault.ts';

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

  /** @returns what the user is to know of it */
  async keep(writer: AttemptWriter, taken: ReadonlyMap<string, Checkpoint>): Promise<string[]> {
    try {
      for (const [node, one] of taken) writer.keepBeginning({ node, sealed: await this.secrets.seal(one) });
      return [];
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'bad-input') throw error;
      this.#memory.set(writer.attempt, new Map([...(this.#memory.get(writer.attempt) ?? []), ...taken]));
      const says = 'How the routers are now is known until this program ends: it is kept only where it can be sealed.';
      return [`${says} ${error.message}`];
    }
  }
}
