/** Diffie-Hellman over the elliptic curves of RFC 5903. */
import { createECDH } from 'node:crypto';
import { concat } from '../../base/bytes.ts';
import type { Random } from '../../base/random.ts';
import type { DhGroup, DhKeyPair } from './dh-group.ts';

export interface EcpParameters {
  number: number;
  /** As OpenSSL calls it. */
  curve: 'prime256v1' | 'secp384r1' | 'secp521r1';
  bits: number;
}

/** The library writes a point as 4, x, y; RFC 5903 section 7 puts x and y alone on the wire. */
const UNCOMPRESSED = 4;

export function ecpGroup({ number, curve, bits }: EcpParameters): DhGroup {
  const length = Math.ceil(bits / 8);
  return {
    number,
    publicLength: 2 * length,
    keyPair: (random) => keyPair(curve, secretFrom(random, bits), 2 * length),
  };
}

/**
 * One bit less than the order has, and never zero: all three orders begin with ones, so every such number is below the
 * order and nothing has to be drawn twice.
 */
function secretFrom(random: Random, bits: number): Uint8Array {
  const secret = random.bytes(Math.ceil(bits / 8));
  const unused = 8 * secret.length - (bits - 1);
  secret[0] = (secret[0] ?? 0) & (0xff >>> unused);
  const last = secret.length - 1;
  secret[last] = (secret[last] ?? 0) | 1;
  return secret;
}

function keyPair(curve: EcpParameters['curve'], secret: Uint8Array, publicLength: number): DhKeyPair {
  const exchange = createECDH(curve);
  exchange.setPrivateKey(secret);
  return {
    publicValue: Uint8Array.from(exchange.getPublicKey().subarray(1)),
    sharedSecret: (peer) => {
      if (peer.length !== publicLength) return undefined;
      try {
        return Uint8Array.from(exchange.computeSecret(concat(Uint8Array.of(UNCOMPRESSED), peer)));
      } catch {
        return undefined; // the point is not on the curve
      }
    },
  };
}
