import { createContext } from 'svelte';
import type { Laboratory, SecretsView } from '../../src-main/api/contract/laboratory.ts';
import { troubleOf, type Trouble } from '../host/trouble.ts';

/** Whether kept passwords can be read, and what seals them. */
export class Secrets {
  view = $state.raw<SecretsView | undefined>();
  trouble = $state.raw<Trouble | undefined>();
  isUnlocking = $state(false);

  constructor(private readonly keeper: Pick<Laboratory, 'secrets' | 'unlockSecrets'>) {}

  get isLocked(): boolean {
    return this.view?.state === 'locked';
  }

  async load(): Promise<void> {
    // Where it cannot be told, nothing is shown of it: what needs a secret says so itself.
    this.view = await this.keeper.secrets().catch(() => undefined);
  }

  /** Whether the passphrase was the right one. */
  async unlock(passphrase: string): Promise<boolean> {
    this.isUnlocking = true;
    this.trouble = undefined;
    try {
      await this.keeper.unlockSecrets(passphrase);
    } catch (error) {
      this.trouble = troubleOf(error);
    }
    this.isUnlocking = false;
    await this.load();
    return this.trouble === undefined;
  }
}

export const [getSecrets, setSecrets] = createContext<Secrets>();
