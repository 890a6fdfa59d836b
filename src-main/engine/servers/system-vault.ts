/**
 * The vault of an installation whose computer keeps the key: it is open for as long as the user is. What a passphrase
 * has sealed before, on the command line perhaps, is still opened by the passphrase.
 */
import type { Sealer } from '../../base/sealer.ts';
import { isSealedBySystem, SystemSealer, type Keychain } from '../../storage/system-sealer.ts';
import type { Vault } from './vault.ts';

export class SystemVault implements Vault {
  readonly by = 'system';
  readonly state = 'open';
  readonly sealer: Sealer;

  constructor(
    keychain: Keychain,
    private readonly passphrase: Vault,
  ) {
    this.sealer = new SystemSealer(keychain);
  }

  vaultOf(sealed: Uint8Array): Vault {
    return isSealedBySystem(sealed) ? this : this.passphrase;
  }

  unlock(passphrase: string): Promise<void> {
    return this.passphrase.unlock(passphrase);
  }
}
