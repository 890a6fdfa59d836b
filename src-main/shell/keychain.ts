/**
 * The store of secrets of the operating system, as Electron's main process has it, spoken to by the engine's process
 * over a port of its own. Knows Electron by the part of it that is used only, so that tests need none.
 */
import { Failure } from '../base/errors.ts';
import { connect, serve, trusted, type Contract, type Port } from '../base/remote.ts';
import type { Keychain } from '../engine/engine.ts';

/** Of Electron's safeStorage. */
interface SafeStorage {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  /** On Linux only. */
  getSelectedStorageBackend(): string;
  encryptStringAsync(text: string): Promise<Uint8Array>;
  decryptStringAsync(sealed: Buffer): Promise<{ result: string }>;
}

const keychainContract: Contract<Keychain> = { encrypt: trusted, decrypt: trusted };

/** Not where Chromium has no store to keep its key in: it would seal with a password that everybody knows. */
export async function isKeychain(safe: SafeStorage, platform: string): Promise<boolean> {
  if (platform === 'linux' && safe.getSelectedStorageBackend() === 'basic_text') return false;
  return await safe.isAsyncEncryptionAvailable();
}

export function serveKeychain(safe: SafeStorage, port: Port): void {
  serve<Keychain>(
    {
      encrypt: (text) => safe.encryptStringAsync(text),
      decrypt: (sealed) => opened(safe, sealed),
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

async function opened(safe: SafeStorage, sealed: Uint8Array): Promise<string> {
  try {
    return (await safe.decryptStringAsync(Buffer.from(sealed))).result;
  } catch {
    const says =
      'what was sealed can no longer be opened: the key that this computer kept for it is another now; ' +
      'give the passwords anew';
    throw new Failure('bad-input', 'damaged-secret', says);
  }
}
