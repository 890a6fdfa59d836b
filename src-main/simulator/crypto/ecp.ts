/** Diffie-Hellman over the elliptic curves of RFC 5903. */
import { createECDH, type ECDH } from 'node:crypto';
import { concat } from '../../base/bytes.ts';
import type { Random } from '../../base/random.ts';
import type { DhGroup, DhKeyPair } from './dh-group.ts';

interface EcpParameters {
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
    keyPair: (random) => keyPair(exchangeWithSecret(curve, bits, random), 2 * length),
  };
}

/** A secret is a number from 1 to the order of the curve less one. */
function exchangeWithSecret(curve: EcpParameters['curve'], bits: number, random: Random): ECDH {
  const exchange = createECDH(curve);
  for (;;) {
    const secret = random.bytes(Math.ceil(bits / 8));
    secret[0] = (secret[0] ?? 0) & (0xff >>> (8 * secret.length - bits));
    try {
      exchange.setPrivateKey(secret);
      return exchange;
    } catch {
      // Out of range, once in 2^32 times for the smallest of the curves: draw another.
    }
  }
}

function keyPair(exchange: ECDH, publicLength: number): DhKeyPair {
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
