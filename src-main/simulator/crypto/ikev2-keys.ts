/** The keys and authenticators of IKE version 2 (RFC 7296 sections 2.13 to 2.18); names are the RFC's. */
import { bytesOfLatin1, concat } from '../../base/bytes.ts';
import { hashLengths, hmac, type HashName } from './mac.ts';

/** prf+ (section 2.13): T1 | T2 | .., with T1 = prf(K, S | 1) and T2 = prf(K, T1 | S | 2). */
export function prfPlus(prf: HashName, key: Uint8Array, seed: Uint8Array, length: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let count = 1; (count - 1) * hashLengths[prf] < length; count++)
    blocks.push(hmac(prf, key, blocks.at(-1) ?? new Uint8Array(), seed, Uint8Array.of(count)));
  return concat(...blocks).subarray(0, length);
}

/** Ni and Nr: the nonces without their headers. */
export interface NoncePair {
  initiatorNonce: Uint8Array;
  responderNonce: Uint8Array;
}

/** SKEYSEED of the first exchange (section 2.14). */
export function firstKeySeed(prf: HashName, nonces: NoncePair, sharedSecret: Uint8Array): Uint8Array {
  return hmac(prf, concat(nonces.initiatorNonce, nonces.responderNonce), sharedSecret);
}

/** SKEYSEED of an association that takes the place of another, by the older one's prf and SK_d (section 2.18). */
export function nextKeySeed(prf: HashName, keyD: Uint8Array, sharedSecret: Uint8Array, nonces: NoncePair): Uint8Array {
  return hmac(prf, keyD, sharedSecret, nonces.initiatorNonce, nonces.responderNonce);
}

/** SK_d, SK_ai, SK_ar, SK_ei, SK_er, SK_pi, SK_pr. */
export interface IkeKeys {
  d: Uint8Array;
  ai: Uint8Array;
  ar: Uint8Array;
  ei: Uint8Array;
  er: Uint8Array;
  pi: Uint8Array;
  pr: Uint8Array;
}

/** @param lengths of the keys in bytes, the cipher's with its salt */
export function ikeKeys(
  prf: HashName,
  keySeed: Uint8Array,
  from: NoncePair & { initiatorSpi: Uint8Array; responderSpi: Uint8Array },
  lengths: { encryption: number; integrity: number },
): IkeKeys {
  const { encryption, integrity } = lengths;
  const prfLength = hashLengths[prf];
  const seed = concat(from.initiatorNonce, from.responderNonce, from.initiatorSpi, from.responderSpi);
  const material = prfPlus(prf, keySeed, seed, 3 * prfLength + 2 * integrity + 2 * encryption);
  let offset = 0;
  const take = (length: number): Uint8Array => material.slice(offset, (offset += length));
  return {
    d: take(prfLength),
    ai: take(integrity),
    ar: take(integrity),
    ei: take(encryption),
    er: take(encryption),
    pi: take(prfLength),
    pr: take(prfLength),
  };
}

/** KEYMAT of a child (section 2.17): the keys of what the initiator sends come first. */
export function childKeyMaterial(
  prf: HashName,
  keyD: Uint8Array,
  { initiatorNonce, responderNonce, sharedSecret }: NoncePair & { sharedSecret: Uint8Array | undefined },
  length: number,
): Uint8Array {
  return prfPlus(prf, keyD, concat(sharedSecret ?? new Uint8Array(), initiatorNonce, responderNonce), length);
}

/** What one end signs (section 2.15): its first message, the other one's nonce, and its identity. */
export function signedOctets(
  prf: HashName,
  {
    message,
    nonce,
    keyP,
    identity,
  }: { message: Uint8Array; nonce: Uint8Array; keyP: Uint8Array; identity: Uint8Array },
): Uint8Array {
  return concat(message, nonce, hmac(prf, keyP, identity));
}

/** The authenticator of a pre-shared key (section 2.15). */
export function sharedKeyAuthenticator(prf: HashName, secret: Uint8Array, octets: Uint8Array): Uint8Array {
  return hmac(prf, hmac(prf, secret, bytesOfLatin1('Key Pad for IKEv2')), octets);
}
