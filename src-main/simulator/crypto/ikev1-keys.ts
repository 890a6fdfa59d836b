/**
 * The keys and hashes of IKE version 1 (RFC 2409 section 5 and Appendix B). Names are the RFC's:
 * `initiatorNonce` is Ni_b, `sharedSecret` is g^xy, `initiatorIdentification` is IDii_b, and so on.
 */
import { bytesOfNumber, concat } from '../../base/bytes.ts';
import { ciphers, type CipherName } from './ciphers.ts';
import { hash, hmac, type HashName } from './mac.ts';
import { isWeakDesKey } from './weak-des-key.ts';

export interface Nonces {
  /** The nonce payloads without their generic headers. */
  initiatorNonce: Uint8Array;
  responderNonce: Uint8Array;
}

export interface Cookies {
  initiatorCookie: Uint8Array;
  responderCookie: Uint8Array;
}

/** What a phase-1 SA is keyed with. The prf is the HMAC of `hash`. */
export interface Phase1Keys {
  hash: HashName;
  skeyid: Uint8Array;
  /** For the keys of phase 2. */
  skeyidD: Uint8Array;
  /** For the hashes of phase 2. */
  skeyidA: Uint8Array;
  /** For the cipher of the ISAKMP SA, through phase1CipherKey. */
  skeyidE: Uint8Array;
}

/** What the keys come from: `sharedSecret`, and the pre-shared key where one authenticates. */
export type Phase1Secrets = { sharedSecret: Uint8Array } & (
  { presharedKey: Uint8Array } | { authentication: 'rsa-sig' | 'rsa-encr' }
);

/** Everything that the keys of a phase-1 SA were made of, and the keys. */
export interface Phase1Origin {
  keys: Phase1Keys;
  secrets: Phase1Secrets;
  values: Nonces & Cookies;
}

/** Everything that the keys of a pair of IPsec SAs were made of; `sharedSecret` only with perfect forward secrecy. */
export interface ChildOrigin {
  phase1: Phase1Origin;
  nonces: Nonces;
  sharedSecret: Uint8Array | undefined;
}

/** SKEYID (section 5): what it is made of depends on how the peers authenticate. */
function skeyidOf(name: HashName, secrets: Phase1Secrets, values: Nonces & Cookies): Uint8Array {
  const { initiatorNonce, responderNonce, initiatorCookie, responderCookie } = values;
  if ('presharedKey' in secrets) return hmac(name, secrets.presharedKey, initiatorNonce, responderNonce);
  return secrets.authentication === 'rsa-sig'
    ? hmac(name, concat(initiatorNonce, responderNonce), secrets.sharedSecret)
    : hmac(name, hash(name, initiatorNonce, responderNonce), initiatorCookie, responderCookie);
}

/** SKEYID and what derives from it (section 5). */
export function phase1Keys(hash: HashName, secrets: Phase1Secrets, values: Nonces & Cookies): Phase1Keys {
  const { initiatorCookie, responderCookie } = values;
  const skeyid = skeyidOf(hash, secrets, values);
  const tail = [secrets.sharedSecret, initiatorCookie, responderCookie] as const;
  const skeyidD = hmac(hash, skeyid, ...tail, Uint8Array.of(0));
  const skeyidA = hmac(hash, skeyid, skeyidD, ...tail, Uint8Array.of(1));
  const skeyidE = hmac(hash, skeyid, skeyidA, ...tail, Uint8Array.of(2));
  return { hash, skeyid, skeyidD, skeyidA, skeyidE };
}

/**
 * The key of the ISAKMP SA's cipher (Appendix B): SKEYID_e cut to length, or expanded when it is too short. For DES it
 * is the first eight bytes that are no weak key.
 */
export function phase1CipherKey({ hash, skeyidE }: Phase1Keys, cipher: CipherName): Uint8Array {
  const { keyLength } = ciphers[cipher];
  const material = skeyidE.length >= keyLength ? skeyidE : expanded(hash, skeyidE, keyLength);
  return cipher === 'des' ? firstStrongDesKey(material) : material.subarray(0, keyLength);
}

/** Ka = K1 | K2 | .., with K1 = prf(SKEYID_e, 0) and K2 = prf(SKEYID_e, K1). */
function expanded(hash: HashName, key: Uint8Array, length: number): Uint8Array {
  let block = hmac(hash, key, Uint8Array.of(0));
  let material = block;
  while (material.length < length) {
    block = hmac(hash, key, block);
    material = concat(material, block);
  }
  return material;
}

function firstStrongDesKey(material: Uint8Array): Uint8Array {
  for (let offset = 0; offset + 8 <= material.length; offset += 8) {
    const key = material.subarray(offset, offset + 8);
    if (!isWeakDesKey(key)) return key;
  }
  throw new RangeError('every part of SKEYID_e is a weak DES key');
}

/** The first IV of phase 1 (Appendix B): a hash over both public values, cut to a block. */
export function phase1Iv(
  { hash: name }: Pick<Phase1Keys, 'hash'>,
  cipher: CipherName,
  publicValues: { initiatorPublic: Uint8Array; responderPublic: Uint8Array },
): Uint8Array {
  const { initiatorPublic, responderPublic } = publicValues;
  return hash(name, initiatorPublic, responderPublic).subarray(0, ciphers[cipher].ivLength);
}

/**
 * The first IV of a quick mode or informational exchange (Appendix B).
 * @param lastBlock the last ciphertext block of phase 1; every exchange starts from that one
 */
export function phase2Iv(
  { hash: name }: Pick<Phase1Keys, 'hash'>,
  cipher: CipherName,
  { lastBlock, messageId }: { lastBlock: Uint8Array; messageId: number },
): Uint8Array {
  return hash(name, lastBlock, bytesOfNumber(messageId, 4)).subarray(0, ciphers[cipher].ivLength);
}

/** What authenticates phase 1 with a pre-shared key: the same fields for both sides, which HASH_I and HASH_R order. */
export interface Phase1Transcript extends Cookies {
  /** The key exchange payloads without their generic headers. */
  initiatorPublic: Uint8Array;
  responderPublic: Uint8Array;
  /** SAi_b: the initiator's whole SA payload without its generic header, as it was sent. */
  initiatorSecurityAssociation: Uint8Array;
}

/** HASH_I (section 5). */
export function hashOfInitiator(
  { hash, skeyid }: Phase1Keys,
  transcript: Phase1Transcript,
  initiatorIdentification: Uint8Array,
): Uint8Array {
  const { initiatorPublic, responderPublic, initiatorCookie, responderCookie } = transcript;
  const values = [initiatorPublic, responderPublic, initiatorCookie, responderCookie] as const;
  return hmac(hash, skeyid, ...values, transcript.initiatorSecurityAssociation, initiatorIdentification);
}

/** HASH_R (section 5). */
export function hashOfResponder(
  { hash, skeyid }: Phase1Keys,
  transcript: Phase1Transcript,
  responderIdentification: Uint8Array,
): Uint8Array {
  const { initiatorPublic, responderPublic, initiatorCookie, responderCookie } = transcript;
  const values = [responderPublic, initiatorPublic, responderCookie, initiatorCookie] as const;
  return hmac(hash, skeyid, ...values, transcript.initiatorSecurityAssociation, responderIdentification);
}

/**
 * HASH(1) of quick mode (section 5.5) and of informational exchanges (section 5.7).
 * @param rest all payloads after the hash, with their generic headers, without padding
 */
export function hash1({ hash, skeyidA }: Phase1Keys, messageId: number, rest: Uint8Array): Uint8Array {
  return hmac(hash, skeyidA, bytesOfNumber(messageId, 4), rest);
}

/** HASH(2) of quick mode (section 5.5). */
export function hash2(
  { hash, skeyidA }: Phase1Keys,
  messageId: number,
  { initiatorNonce }: Pick<Nonces, 'initiatorNonce'>,
  rest: Uint8Array,
): Uint8Array {
  return hmac(hash, skeyidA, bytesOfNumber(messageId, 4), initiatorNonce, rest);
}

/** HASH(3) of quick mode (section 5.5). */
export function hash3(
  { hash, skeyidA }: Phase1Keys,
  messageId: number,
  { initiatorNonce, responderNonce }: Nonces,
): Uint8Array {
  return hmac(hash, skeyidA, Uint8Array.of(0), bytesOfNumber(messageId, 4), initiatorNonce, responderNonce);
}

/** What the keys of one IPsec SA, in one direction, derive from. */
export interface KeyMaterialInputs extends Nonces {
  /** The quick mode's own g(qm)^xy; absent without perfect forward secrecy. */
  sharedSecret?: Uint8Array | undefined;
  /** As in the proposal: 3 for ESP, 2 for AH. */
  protocol: number;
  /** Four bytes: the receiver's. */
  spi: Uint8Array;
}

/** KEYMAT (section 5.5): the encryption key comes first, then the authentication key. */
export function keyMaterial({ hash, skeyidD }: Phase1Keys, inputs: KeyMaterialInputs, length: number): Uint8Array {
  const { sharedSecret = new Uint8Array(), protocol, spi, initiatorNonce, responderNonce } = inputs;
  const seed = concat(sharedSecret, Uint8Array.of(protocol), spi, initiatorNonce, responderNonce);
  let block = hmac(hash, skeyidD, seed);
  let material = block;
  while (material.length < length) {
    block = hmac(hash, skeyidD, block, seed);
    material = concat(material, block);
  }
  return material.subarray(0, length);
}
