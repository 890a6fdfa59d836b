/** Keys of either kind, and how certificates hold their public half (RFC 3279 section 2.3, RFC 5480). */
import { concat, equalBytes } from '../../base/bytes.ts';
import type { Random } from '../../base/random.ts';
import { bytesOfInteger, integerOf } from '../crypto/big-integer.ts';
import { EcPublicKey, type EcBits, type EcPrivateKey } from '../crypto/ecdsa.ts';
import { hash as digestOf } from '../crypto/mac.ts';
import { RsaPublicKey, type RsaPrivateKey } from '../crypto/rsa.ts';
import type { SignatureHash } from './credentials.ts';
import { bitString, integer, nothing, objectIdentifier, sequence } from './der.ts';
import { DerReader, NotDer, readOr } from './der-reader.ts';

export type PublicKey = RsaPublicKey | EcPublicKey;
export type PrivateKey = RsaPrivateKey | EcPrivateKey;

const rsaEncryption = '1.2.840.113549.1.1.1';
const ecPublicKey = '1.2.840.10045.2.1';
const curveIdentifiers: Readonly<Record<EcBits, string>> = {
  256: '1.2.840.10045.3.1.7',
  384: '1.3.132.0.34',
  521: '1.3.132.0.35',
};
/** Of a point that is written with both coordinates. */
const uncompressed = Uint8Array.of(4);

/** SubjectPublicKeyInfo */
export function derOfPublicKey(key: PublicKey): Uint8Array {
  if (key.keyKind === 'rsa') {
    const algorithm = sequence(objectIdentifier(rsaEncryption), nothing);
    return sequence(algorithm, bitString(sequence(integer(key.modulus), integer(key.exponent))));
  }
  const algorithm = sequence(objectIdentifier(ecPublicKey), objectIdentifier(curveIdentifiers[key.keyBits]));
  return sequence(algorithm, bitString(concat(uncompressed, key.point)));
}

/** @throws NotDer for what is none, or of a kind that we do not have */
export function publicKeyOf(bytes: Uint8Array, random: Random): PublicKey {
  const reader = new DerReader(bytes).sequence();
  const algorithm = reader.sequence();
  const kind = algorithm.objectIdentifier();
  const key = reader.bitString();
  if (kind === rsaEncryption) {
    const numbers = new DerReader(key).sequence();
    return new RsaPublicKey(numbers.integer(), numbers.integer(), random);
  }
  if (kind !== ecPublicKey) throw new NotDer(`a key of kind ${kind}`);
  const curve = algorithm.objectIdentifier();
  const bits = ([256, 384, 521] as const).find((one) => curveIdentifiers[one] === curve);
  if (bits === undefined || key[0] !== 4) throw new NotDer(`a point of curve ${curve}`);
  return new EcPublicKey(bits, key.slice(1));
}

/** SHA-1 of SubjectPublicKeyInfo: how IKE version 2 names an authority (RFC 7296 section 3.7). */
export function hashOfKey(info: Uint8Array): Uint8Array {
  return digestOf('sha1', info);
}

const algorithms: Readonly<Record<SignatureHash, { rsa: string; ec: string }>> = {
  sha1: { rsa: '1.2.840.113549.1.1.5', ec: '1.2.840.10045.4.1' },
  sha256: { rsa: '1.2.840.113549.1.1.11', ec: '1.2.840.10045.4.3.2' },
  sha384: { rsa: '1.2.840.113549.1.1.12', ec: '1.2.840.10045.4.3.3' },
  sha512: { rsa: '1.2.840.113549.1.1.13', ec: '1.2.840.10045.4.3.4' },
};
const hashes: readonly SignatureHash[] = ['sha1', 'sha256', 'sha384', 'sha512'];

/** AlgorithmIdentifier of a signature. */
export function derOfSignatureAlgorithm(kind: PublicKey['keyKind'], hash: SignatureHash): Uint8Array {
  const identifier = objectIdentifier(algorithms[hash][kind]);
  return kind === 'rsa' ? sequence(identifier, nothing) : sequence(identifier);
}

/** @throws NotDer for a hash that we do not have: MD5 among them */
export function hashOfAlgorithm(bytes: Uint8Array): SignatureHash {
  const identifier = new DerReader(bytes).sequence().objectIdentifier();
  const found = hashes.find((hash) => Object.values(algorithms[hash]).includes(identifier));
  if (!found) throw new NotDer(`signed by algorithm ${identifier}`);
  return found;
}

/** What is signed, the algorithm and the signature, as certificates, lists and requests have them. */
export function signed(body: Uint8Array, key: PrivateKey, hash: SignatureHash): Uint8Array {
  const signature = key.sign(body, hash);
  const written = key.keyKind === 'rsa' ? signature : derOfPair(signature);
  return sequence(body, derOfSignatureAlgorithm(key.keyKind, hash), bitString(written));
}

export function isSignedBy(
  key: PublicKey,
  of: { body: Uint8Array; signature: Uint8Array; hash: SignatureHash },
): boolean {
  const signature = key.keyKind === 'rsa' ? of.signature : pairOfDer(of.signature, key.keyBits);
  return signature !== undefined && key.verify(of.body, signature, of.hash);
}

/** r and s side by side are a SEQUENCE of two numbers in certificates (RFC 3279 section 2.2.3). */
function derOfPair(pair: Uint8Array): Uint8Array {
  const half = pair.length / 2;
  return sequence(integer(integerOf(pair.subarray(0, half))), integer(integerOf(pair.subarray(half))));
}

function pairOfDer(bytes: Uint8Array, bits: EcBits): Uint8Array | undefined {
  return readOr(() => {
    const reader = new DerReader(bytes).sequence();
    const length = Math.ceil(bits / 8);
    return concat(bytesOfInteger(reader.integer(), length), bytesOfInteger(reader.integer(), length));
  });
}

export function isSameKey(a: PublicKey, b: PublicKey): boolean {
  return equalBytes(derOfPublicKey(a), derOfPublicKey(b));
}

/** Undefined for what is none. */
export function readPublicKey(bytes: Uint8Array, random: Random): PublicKey | undefined {
  return readOr(() => publicKeyOf(bytes, random));
}
