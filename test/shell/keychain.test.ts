/** Secrets sealed by the operating system: everything but Electron itself, whose place a safe of ours takes. */
import { randomBytes } from 'node:crypto';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Port } from '../../src-main/base/remote.ts';
import type { Keychain } from '../../src-main/engine/engine.ts';
import { isKeychain, keychainAt, serveKeychain } from '../../src-main/shell/keychain.ts';
import { PassphraseSealer } from '../../src-main/storage/passphrase-sealer.ts';
import { SystemSealer } from '../../src-main/storage/system-sealer.ts';
import { openWorkshop, type Workshop } from '../engine/workshop.ts';

/** As Electron's: throws at what it has not sealed itself. */
class Safe {
  readonly #key = randomBytes(32);

  constructor(private readonly backend = 'gnome_libsecret') {}

  isAsyncEncryptionAvailable = (): Promise<boolean> => Promise.resolve(this.backend !== 'none');
  getSelectedStorageBackend = (): string => this.backend;
  encryptStringAsync = (text: string): Promise<Buffer> =>
    Promise.resolve(Buffer.concat([Buffer.from('v11'), this.#turned(Buffer.from(text))]));
  decryptStringAsync = (sealed: Buffer): Promise<{ result: string }> => {
    const result = this.#turned(sealed.subarray(3)).toString();
    const isOurs = sealed.toString('latin1').startsWith('v11') && !result.includes('\ufffd');
    return isOurs ? Promise.resolve({ result }) : Promise.reject(new Error('Error decrypting'));
  };

  #turned(bytes: Buffer): Buffer {
    return Buffer.from(bytes.map((byte, index) => byte ^ (this.#key[index % 32] ?? 0)));
  }
}

const ends: MessagePort[] = [];
const portOf = (port: MessagePort): Port => ({
  post: (message) => port.postMessage(message),
  onMessage: (listener) => void port.on('message', listener),
});

/** The safe, reached as the engine's process reaches it. */
function keychainOf(safe: Safe): Keychain {
  const { port1, port2 } = new MessageChannel();
  ends.push(port1, port2);
  serveKeychain(safe, portOf(port1));
  return keychainAt(Promise.resolve(portOf(port2)));
}

const cost = { logN: 4, r: 1 };
const server = { kind: 'cml', name: 'rack', url: 'https://192.0.2.9', username: 'teacher' } as const;
const password = 'correct horse battery';
const sealed = { ...server, password, remember: 'sealed' } as const;

let workshop: Workshop | undefined;
beforeEach(() => (workshop = undefined));
afterEach(async () => {
  await workshop?.end();
  for (const end of ends.splice(0)) end.close();
});

describe('the store of secrets of the operating system', () => {
  it('is used where there is one, and not where Chromium only has a password of its own', async () => {
    expect(await isKeychain(new Safe(), 'linux')).toBe(true);
    expect(await isKeychain(new Safe('none'), 'linux')).toBe(false);
    expect(await isKeychain(new Safe('basic_text'), 'linux')).toBe(false);
    expect(await isKeychain(new Safe('basic_text'), 'darwin')).toBe(true);
  });

  it('seals what is opened again, and nothing that another has sealed', async () => {
    const sealer = new SystemSealer(keychainOf(new Safe()));
    const bytes = await sealer.seal('šecret');
    expect(Buffer.from(bytes).toString('latin1')).not.toContain('ecret');
    expect(await sealer.open(bytes)).toBe('šecret');
    const damaged = { kind: 'bad-input', code: 'damaged-secret' };
    const other = new SystemSealer(keychainOf(new Safe()));
    await expect(other.open(new Uint8Array(40).fill(0x80))).rejects.toMatchObject(damaged);
    const { sealer: passphrase } = await PassphraseSealer.create('some passphrase', cost);
    await expect(passphrase.open(bytes)).rejects.toMatchObject({ code: 'sealed-by-system' });
  });

  it('keeps the password of a server from one start of the program to the next, and nobody is asked', async () => {
    const keychain = keychainOf(new Safe());
    workshop = openWorkshop({ keychain });
    const { laboratory } = workshop.engine;
    expect(await laboratory.secrets()).toEqual({ state: 'open', by: 'system' });
    await laboratory.addServer(sealed);
    const again = await workshop.restart();
    expect(await again.laboratory.servers()).toMatchObject([{ username: 'teacher', password: 'sealed' }]);
  });

  it('goes together with a passphrase that sealed some of it before', async () => {
    workshop = openWorkshop();
    await workshop.engine.laboratory.unlockSecrets('a long passphrase');
    await workshop.engine.laboratory.addServer(sealed);
    await workshop.engine.close();
    workshop.engine = workshop.again({ keychain: keychainOf(new Safe()) });
    const { laboratory } = workshop.engine;
    await laboratory.addServer({ ...sealed, name: 'newer' });
    const shown = async (): Promise<string[]> =>
      (await laboratory.servers()).map(({ name, password: kept }) => `${name} ${kept}`);
    expect(await shown()).toEqual(['newer sealed', 'rack locked']);
    await laboratory.unlockSecrets('a long passphrase');
    expect(await shown()).toEqual(['newer sealed', 'rack sealed']);
  });

  it('is not there on the command line, which says so', async () => {
    workshop = openWorkshop({ keychain: keychainOf(new Safe()) });
    const id = await workshop.engine.laboratory.addServer(sealed);
    await workshop.engine.close();
    workshop.engine = workshop.again({});
    const { laboratory } = workshop.engine;
    await laboratory.unlockSecrets('a long passphrase');
    expect(await laboratory.servers()).toMatchObject([{ password: 'locked' }]);
    await expect(laboratory.projects(id)).rejects.toMatchObject({ code: 'sealed-by-system' });
  });
});
