/** A token that a peer must send back before anything is kept of it (RFC 7296 section 2.6). */
import { bytesOfNumber, concat } from '../../base/bytes.ts';
import { hash } from '../crypto/mac.ts';
import type { Random } from '../../base/random.ts';

export class Cookies {
  readonly #secret: Uint8Array;

  constructor(random: Random) {
    this.#secret = random.bytes(16);
  }

  for(remote: number, initiatorSpi: Uint8Array, nonce: Uint8Array): Uint8Array {
    return hash('sha1', concat(nonce, bytesOfNumber(remote, 4), initiatorSpi, this.#secret));
  }
}
