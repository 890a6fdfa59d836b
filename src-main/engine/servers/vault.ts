/** Secrets of the user: sealed when they are to be kept, opened when they are needed; the passphrase asked for once. */
import { Failure } from '../../base/errors.ts';
import type { Sealer } from '../../base/sealer.ts';
import type { Questions } from './questions.ts';

/** What seals: this computer's own store of secrets, or a key that a passphrase opens. */
export interface Vault {
  readonly by: 'system' | 'passphrase';
  /** "new": the first passphrase that is given will be the one. */
  readonly state: 'open' | 'locked' | 'new';
  /** Undefined unless it is open. */
  readonly sealer: Sealer | undefined;
  /** The one that opens what was sealed, where that may be another: this one when left out. */
  vaultOf?(sealed: Uint8Array): Vault;
  /** @throws Failure wrong-passphrase */
  unlock(passphrase: string): Promise<void>;
}

/** So often a wrong passphrase may be given before what needs it fails. */
const tries = 3;

export class Secrets {
  constructor(
    readonly vault: Vault,
    private readonly questions: Questions,
  ) {}

  /** @throws Failure secrets-locked */
  async seal(value: object): Promise<Uint8Array> {
    const sealer = await this.#opened(this.vault);
    return await sealer.seal(JSON.stringify(value));
  }

  /** Undefined where it could not be done without asking anybody. */
  async sealNow(value: object): Promise<Uint8Array | undefined> {
    return await this.vault.sealer?.seal(JSON.stringify(value));
  }

  /** @throws Failure secrets-locked */
  async open<T extends object>(sealed: Uint8Array): Promise<T> {
    const sealer = await this.#opened(this.#vaultOf(sealed));
    return JSON.parse(await sealer.open(sealed)) as T;
  }

  /** What was sealed, where that can be said without asking anybody. */
  async glance<T extends object>(sealed: Uint8Array): Promise<T | undefined> {
    const { sealer } = this.#vaultOf(sealed);
    try {
      return sealer && (JSON.parse(await sealer.open(sealed)) as T);
    } catch (error) {
      if (error instanceof Failure) return undefined;
      throw error;
    }
  }

  #vaultOf(sealed: Uint8Array): Vault {
    return this.vault.vaultOf?.(sealed) ?? this.vault;
  }

  async #opened(vault: Vault): Promise<Sealer> {
    let refused: Failure | undefined;
    for (let left = tries; left > 0 && !vault.sealer; left--) {
      const why = refused && { message: refused.message };
      const answer = await this.questions.ask({ kind: 'passphrase', isNew: vault.state === 'new', ...why });
      if (answer.kind !== 'passphrase') break;
      await vault.unlock(answer.passphrase).catch((error: unknown) => {
        if (!(error instanceof Failure)) throw error;
        refused = error;
      });
    }
    if (vault.sealer) return vault.sealer;
    throw refused ?? locked();
  }
}

function locked(): Failure {
  const says = 'What is kept secret is locked, and no passphrase was given to open it.';
  return new Failure('bad-input', 'secrets-locked', says);
}
