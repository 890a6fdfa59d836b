import type { Random } from '../../base/random.ts';

/** A Diffie-Hellman group, built once and shared by every router. */
export interface DhGroup {
  /** Of the IANA list: 1, 2, 5, 14 .. */
  readonly number: number;
  /** Bytes of a public value on the wire. */
  readonly publicLength: number;
  /** A new secret, drawn from `random`, and what it takes part in. */
  keyPair: (random: Random) => DhKeyPair;
}

export interface DhKeyPair {
  /** For the key exchange payload, `publicLength` bytes. */
  readonly publicValue: Uint8Array;
  /**
   * What both sides come to: padded to the length of the prime, or the x coordinate of an elliptic curve's point.
   * @returns undefined for a value that no honest peer sends: wrong length, 0, 1, p - 1 or beyond, not on the curve
   */
  sharedSecret: (peer: Uint8Array) => Uint8Array | undefined;
}
