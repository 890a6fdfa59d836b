/**
 * Seals with a key that only a passphrase gives back: scrypt (RFC 7914) makes the key, AES-256-GCM seals. What was sealed
 * says how, so that a later version can still open it, and is bound to that by GCM's additional data.
 *
 *      0       1       2       3                   19          31          47
 *      +-------+-------+-------+-------------------+-----------+-----------+------- - -
 *      | form  | log N |   r   |       salt        |   nonce   |    tag    | text
 *      +-------+-------+-------+-------------------+-----------+-----------+------- - -
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { concat } from '../base/bytes.ts';
import { Failure } from '../base/errors.ts';
import type { Sealer } from '../base/sealer.ts';
import { isSealedBySystem } from './system-sealer.ts';

const FORM = 1;
const HEADER = 3;
const SALT = 16;
const NONCE = 12;
const TAG = 16;
const SHORTEST = HEADER + SALT + NONCE + TAG;

interface Cost {
  /** The memory it takes is 128 bytes times r times 2 to this power. */
  logN: number;
  r: number;
}

/** 64 MB and some 200 ms for each guess: what OWASP asks for. */
const COST: Cost = { logN: 16, r: 8 };
/** What a damaged or hostile text may make us spend. */
const MOST: Cost = { logN: 18, r: 16 };
const SHORTEST_PASSPHRASE = 8;
const CHECK = 'QuickMode';

export class PassphraseSealer implements Sealer {
  readonly kind = 'passphrase';
  readonly #keys = new Map<string, Promise<Buffer>>();
  readonly #salt = randomBytes(SALT);

  private constructor(
    private readonly passphrase: string,
    private readonly cost: Cost,
  ) {}

  /**
   * The first passphrase of an installation, and a check to be kept beside what it seals: who opens it knows that the
   * passphrase is the same.
   * @throws Failure bad-input: short-passphrase
   */
  static async create(passphrase: string, cost = COST): Promise<{ sealer: PassphraseSealer; check: Uint8Array }> {
    if (passphrase.length < SHORTEST_PASSPHRASE)
      throw new Failure(
        'bad-input',
        'short-passphrase',
        `A passphrase has ${SHORTEST_PASSPHRASE} characters at least: whoever copies the file can try all shorter ones.`,
      );
    const sealer = new PassphraseSealer(passphrase, cost);
    return { sealer, check: await sealer.seal(CHECK) };
  }

  /** @throws Failure bad-input: wrong-passphrase, damaged-secret, newer-secret, sealed-by-system */
  static async open(passphrase: string, check: Uint8Array, cost = COST): Promise<PassphraseSealer> {
    const sealer = new PassphraseSealer(passphrase, cost);
    if ((await sealer.open(check)) !== CHECK) throw damaged();
    return sealer;
  }

  async seal(text: string): Promise<Uint8Array> {
    const { logN, r } = this.cost;
    const start = concat(Uint8Array.of(FORM, logN, r), this.#salt);
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', await this.#key(this.#salt, this.cost), nonce).setAAD(start);
    const sealed = concat(cipher.update(text, 'utf8'), cipher.final());
    return concat(start, nonce, cipher.getAuthTag(), sealed);
  }

  /** GCM does not tell a wrong key from a changed text: the passphrase is by far the likelier. */
  async open(sealed: Uint8Array): Promise<string> {
    const cost = costOf(sealed);
    const [start, nonce, tag] = [
      sealed.subarray(0, HEADER + SALT),
      sealed.subarray(HEADER + SALT, HEADER + SALT + NONCE),
      sealed.subarray(SHORTEST - TAG, SHORTEST),
    ];
    const key = await this.#key(start.subarray(HEADER), cost);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(start).setAuthTag(tag);
    try {
      const text = concat(decipher.update(sealed.subarray(SHORTEST)), decipher.final());
      return new TextDecoder().decode(text);
    } catch {
      throw new Failure(
        'bad-input',
        'wrong-passphrase',
        'The passphrase is not the one that the passwords were sealed with.',
      );
    }
  }

  /** What was sealed in one go shares its salt: the key is made once. */
  #key(salt: Uint8Array, cost: Cost): Promise<Buffer> {
    const name = Buffer.concat([salt, Uint8Array.of(cost.logN, cost.r)]).toString('hex');
    const known = this.#keys.get(name) ?? keyOf(this.passphrase, salt, cost);
    this.#keys.set(name, known);
    return known;
  }
}

function keyOf(passphrase: string, salt: Uint8Array, { logN, r }: Cost): Promise<Buffer> {
  const N = 2 ** logN;
  // The same characters from every keyboard: composed ones in one form (RFC 8265).
  const text = passphrase.normalize('NFC');
  return new Promise((resolve, reject) => {
    scrypt(text, salt, 32, { N, r, p: 1, maxmem: 2 ** 20 + 256 * N * r }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

function costOf(sealed: Uint8Array): Cost {
  const [form = 0, logN = 0, r = 0] = sealed;
  if (isSealedBySystem(sealed))
    throw new Failure(
      'bad-input',
      'sealed-by-system',
      "the password is kept with this computer's own key, which the window has: do it there, or give the password anew",
    );
  if (form > FORM)
    throw new Failure('bad-input', 'newer-secret', 'The passwords were sealed by a newer QuickMode: start that one.');
  if (form !== FORM || sealed.length < SHORTEST || !isWithin(logN, MOST.logN) || !isWithin(r, MOST.r)) throw damaged();
  return { logN, r };
}

function isWithin(value: number, most: number): boolean {
  return value >= 1 && value <= most;
}

function damaged(): Failure {
  return new Failure('bad-input', 'damaged-secret', 'What was sealed is damaged: give the passwords anew.');
}
