/** The vault of an installation without a store of secrets of its own: the first passphrase that is given locks it. */
import type { Sealer } from '../../base/sealer.ts';
import { PassphraseSealer } from '../../storage/passphrase-sealer.ts';
import type { Store } from '../../storage/store.ts';
import type { Vault } from './vault.ts';

/** Under it the installation keeps what tells the right passphrase from others. */
const checkKey = 'secrets-check';

export class PassphraseVault implements Vault {
  readonly by = 'passphrase';
  #sealer: Sealer | undefined;

  constructor(private readonly store: Store) {}

  get state(): Vault['state'] {
    if (this.#sealer) return 'open';
    return this.store.installation.get(checkKey) === undefined ? 'new' : 'locked';
  }

  get sealer(): Sealer | undefined {
    return this.#sealer;
  }

  /** @throws Failure wrong-passphrase, short-passphrase */
  async unlock(passphrase: string): Promise<void> {
    const check = this.store.installation.get(checkKey);
    this.#sealer =
      check === undefined
        ? await this.#begin(passphrase)
        : await PassphraseSealer.open(passphrase, Buffer.from(check, 'base64'));
  }

  async #begin(passphrase: string): Promise<Sealer> {
    const { sealer, check } = await PassphraseSealer.create(passphrase);
    const text = Buffer.from(check).toString('base64');
    // Of two programs that begin at the same moment one was first: its passphrase is the one.
    const kept = this.store.installationOrNew(checkKey, () => text);
    return kept === text ? sealer : await PassphraseSealer.open(passphrase, Buffer.from(kept, 'base64'));
  }
}
