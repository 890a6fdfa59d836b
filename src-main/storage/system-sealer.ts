/**
 * Seals with a key that the operating system keeps for the user (Electron's safeStorage: DPAPI, Keychain, libsecret,
 * KWallet). What was sealed begins with a byte that no other sealer begins with, and is of no use on another computer.
 */
import { concat } from '../base/bytes.ts';
import type { Sealer } from '../base/sealer.ts';

/** The operating system's store of secrets, wherever it is spoken to from. */
export interface Keychain {
  encrypt(text: string): Promise<Uint8Array>;
  /** @throws Failure bad-input: damaged-secret */
  decrypt(sealed: Uint8Array): Promise<string>;
}

/** What a passphrase has sealed begins with a small number (storage/passphrase-sealer.ts). */
const FORM = 0x80;

export function isSealedBySystem(sealed: Uint8Array): boolean {
  return sealed[0] === FORM;
}

export class SystemSealer implements Sealer {
  readonly kind = 'system';

  constructor(private readonly keychain: Keychain) {}

  async seal(text: string): Promise<Uint8Array> {
    return concat(Uint8Array.of(FORM), await this.keychain.encrypt(text));
  }

  open(sealed: Uint8Array): Promise<string> {
    return this.keychain.decrypt(sealed.subarray(1));
  }
}
