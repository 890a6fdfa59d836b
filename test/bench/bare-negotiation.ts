/** The primitives of one negotiation, cached and done at once in the fastest way that is known here: less it cannot cost. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { seededRandom } from '../../src-main/base/random.ts';
import { dhGroup } from '../../src-main/simulator/crypto/dh.ts';
import { hash, hmac } from '../../src-main/simulator/crypto/mac.ts';

export interface Variant {
  version: 1 | 2;
  group: 2 | 14;
}

interface Primitives {
  hmacs: number;
  hashes: number;
  /** Messages that are enciphered, and deciphered at the other end. */
  sealed: number;
}

/**
 * What both ends together ask of node:crypto beside Diffie-Hellman, counted while they did it. Version 1: SKEYID to
 * SKEYID_e (8), HASH_I and HASH_R made and checked (4), HASH(1) to HASH(3) likewise (6), KEYMAT of two directions (8);
 * NAT discovery (8), the IVs of both phases (4); two messages of main mode and three of quick mode. Version 2: SKEYSEED and
 * seven blocks of prf+ (16), AUTH made and checked (12), KEYMAT (8), the checksums of two messages (4); NAT detection (8).
 */
const primitives: Readonly<Record<1 | 2, Primitives>> = {
  1: { hmacs: 26, hashes: 12, sealed: 5 },
  2: { hmacs: 40, hashes: 8, sealed: 2 },
};

/** The same for what cannot be left out: two key pairs of a group that is built once, two secrets, hashes and ciphers. */
export function bareNegotiations(count: number, { version, group }: Variant): void {
  const random = seededRandom('bare');
  const diffieHellman = dhGroup(group);
  if (!diffieHellman) throw new Error(`no group ${group}`);
  for (let i = 0; i < count; i++) {
    const [a, b] = [diffieHellman.keyPair(random), diffieHellman.keyPair(random)];
    const [secret] = [a.sharedSecret(b.publicValue), b.sharedSecret(a.publicValue)];
    if (secret) hashesAndBlocks(primitives[version], secret);
  }
}

/** Keys as long as SHA-1 and AES-128 have them, over about as many bytes as the messages have. */
function hashesAndBlocks({ hmacs, hashes, sealed }: Primitives, secret: Uint8Array): void {
  const [key, iv, text] = [secret.subarray(0, 20), secret.subarray(20, 36), secret.subarray(0, 96)];
  for (let n = 0; n < hmacs; n++) hmac('sha1', key, secret);
  for (let n = 0; n < hashes; n++) hash('sha1', text);
  for (let n = 0; n < sealed; n++) {
    for (const make of [createCipheriv, createDecipheriv]) {
      const cipher = make('aes-128-cbc', key.subarray(0, 16), iv).setAutoPadding(false);
      cipher.update(text);
      cipher.final();
    }
  }
}
