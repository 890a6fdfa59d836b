/**
 * The store of secrets of the operating system, as Electron's main process has it, spoken to by the engine's process
 * over a port of its own. Knows Electron by the part of it that is used only, so that tests need none.
 */
import { Failure } from '../base/errors.ts';
import { connect, serve, trusted, type Contract, type Port } from '../base/remote.ts';
import type { Keychain } from '../engine/engine.ts';

/** Of Electron's safeStorage. */
interface SafeStorage {
  isEncryptionAvailable(): boolean;
  /** On Linux only. */
  getSelectedStorageBackend(): string;
  encryptString(text: string): Uint8Array;
  decryptString(sealed: Buffer): string;
}

const keychainContract: Contract<Keychain> = { encrypt: trusted, decrypt: trusted };

/** Not where Chromium has no store to keep its key in: it would seal with a password that everybody knows. */
export function isKeychain(safe: SafeStorage, platform: string): boolean {
  return safe.isEncryptionAvailable() && (platform !== 'linux' || safe.getSelectedStorageBackend() !== 'basic_text');
}

export function serveKeychain(safe: SafeStorage, port: Port): void {
  serve<Keychain>(
    {
      encrypt: (text) => Promise.resolve().then(() => safe.encryptString(text)),
      decrypt: (sealed) => Promise.resolve().then(() => opened(safe, sealed)),
    },
    keychainContract,
    port,
  );
}

/** @param port comes when the main process has sent it */
export function keychainAt(port: Promise<Port>): Keychain {
  const far = port.then((one) => connect(keychainContract, one));
  return {
    encrypt: async (text) => await (await far).encrypt(text),
    decrypt: async (sealed) => await (await far).decrypt(sealed),
  };
}

function opened(safe: SafeStorage, sealed: Uint8Array): string {
  try {
    return safe.decryptString(Buffer.from(sealed));
  } catch {
    const says =
      'what was sealed can no longer be opened: the key that this computer kept for it is another now; ' +
      'give the passwords anew';
    throw new Failure('bad-input', 'damaged-secret', says);
  }
}
