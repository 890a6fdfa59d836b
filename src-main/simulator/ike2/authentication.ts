/**
 * The AUTH payload (RFC 7296 section 2.15): with a pre-shared key, with RSA (SHA-1 where the peer announces no hashes,
 * RFC 7427 where it does), with ECDSA (RFC 4754, and RFC 7427 from a peer). Only peers sign with RSASSA-PSS.
 */
import { bytesOfHex, concat, equalBytes, hexOf, u8 } from '../../base/bytes.ts';
import { sharedKeyAuthenticator } from '../crypto/ikev2-keys.ts';
import type { HashName } from '../crypto/mac.ts';
import type { OwnIdentity, PeerKey, SignatureHash } from '../pki/credentials.ts';
import type { Typed } from '../wire/ikev2/bodies.ts';
import { authenticationMethods } from '../wire/ikev2/numbers.ts';
import type { Ikev2Authentication } from './configuration.ts';
import { plainSignature } from './ecdsa-signature.ts';

const { PSK, RSA } = authenticationMethods;
const DIGITAL_SIGNATURE = authenticationMethods['DIGITAL-SIGNATURE'];

/** AlgorithmIdentifier in DER (RFC 7427 appendix A): PKCS #1 v1.5 and ECDSA. */
const algorithmIdentifiers: Readonly<Record<'rsa' | 'ec', Readonly<Record<SignatureHash, string>>>> = {
  rsa: {
    sha1: '300d06092a864886f70d0101050500',
    sha256: '300d06092a864886f70d01010b0500',
    sha384: '300d06092a864886f70d01010c0500',
    sha512: '300d06092a864886f70d01010d0500',
  },
  ec: {
    sha1: '300906072a8648ce3d0401',
    sha256: '300a06082a8648ce3d040302',
    sha384: '300a06082a8648ce3d040303',
    sha512: '300a06082a8648ce3d040304',
  },
};

/** RFC 4754: a curve goes with a hash. */
const curves = [
  { keyBits: 256, method: authenticationMethods['ECDSA-256'], hash: 'sha256' },
  { keyBits: 384, method: authenticationMethods['ECDSA-384'], hash: 'sha384' },
  { keyBits: 521, method: authenticationMethods['ECDSA-521'], hash: 'sha512' },
] as const;

export function sharedKeyAuth(prf: HashName, secret: Uint8Array, octets: Uint8Array): Typed {
  return { type: PSK, data: sharedKeyAuthenticator(prf, secret, octets) };
}

/** @param announced the hashes that the peer can verify with (RFC 7427); empty: it did not say */
export function signatureAuth(own: OwnIdentity, octets: Uint8Array, announced: readonly SignatureHash[]): Typed {
  if (own.keyKind === 'ec') {
    const { method, hash } = curves.find(({ keyBits }) => keyBits === own.keyBits) ?? curves[0];
    return { type: method, data: own.sign(octets, hash) };
  }
  const hash = (['sha256', 'sha384', 'sha512'] as const).find((one) => announced.includes(one));
  if (!hash) return { type: RSA, data: own.sign(octets, 'sha1') };
  const identifier = bytesOfHex(algorithmIdentifiers.rsa[hash]);
  const signature = own.sign(octets, hash);
  return { type: DIGITAL_SIGNATURE, data: concat(Uint8Array.of(identifier.length), identifier, signature) };
}

/** What a peer proves itself with, in the terms of configuration; undefined for what we do not have. */
export function kindOfAuth({ type, data }: Typed): Ikev2Authentication | undefined {
  if (type === PSK) return 'pre-share';
  if (type === RSA) return 'rsa-sig';
  if (curves.some(({ method }) => method === type)) return 'ecdsa-sig';
  if (type !== DIGITAL_SIGNATURE) return undefined;
  const kind = signedWith(data)?.keyKind;
  return kind && (kind === 'rsa' ? 'rsa-sig' : 'ecdsa-sig');
}

export function isSharedKeyAuth({ type, data }: Typed, own: Typed): boolean {
  return type === PSK && equalBytes(data, own.data);
}

export function isSignatureAuth({ type, data }: Typed, key: PeerKey, octets: Uint8Array): boolean {
  if (type === RSA) return key.keyKind === 'rsa' && key.verify(octets, data, 'sha1');
  const curve = curves.find(({ method }) => method === type);
  if (curve) return key.keyKind === 'ec' && key.keyBits === curve.keyBits && key.verify(octets, data, curve.hash);
  return type === DIGITAL_SIGNATURE && isDigitalSignature(data, key, octets);
}

/** RFC 7427: it says itself how it was made, and ECDSA's is in DER. */
function isDigitalSignature(data: Uint8Array, key: PeerKey, octets: Uint8Array): boolean {
  const signed = signedWith(data);
  if (signed?.keyKind !== key.keyKind) return false;
  const signature =
    key.keyKind === 'rsa' ? signed.signature : plainSignature(signed.signature, Math.ceil(key.keyBits / 8));
  return signature !== undefined && key.verify(octets, signature, signed.hash, signed.isSalted);
}

interface Signed {
  keyKind: 'rsa' | 'ec';
  hash: SignatureHash;
  isSalted?: boolean;
  signature: Uint8Array;
}

/** One hash for the message and for the mask, with NULL or nothing behind its name, and a salt of its length (A.4). */
const salted = new RegExp(
  '^30[0-9a-f]{2}06092a864886f70d01010a30[0-9a-f]{2}a0(?:0f300d|0d300b)0609608648016503040(20[123])(?:0500)?' +
    'a1(?:1c301a|1a3018)06092a864886f70d010108(?:300d|300b)0609608648016503040\\1(?:0500)?a2030201(20|30|40)$',
);
const saltedHashes: Readonly<Record<string, SignatureHash>> = {
  '20120': 'sha256',
  '20230': 'sha384',
  '20340': 'sha512',
};

function signedWith(data: Uint8Array): Signed | undefined {
  const end = 1 + u8(data, 0);
  const identifier = hexOf(data.subarray(1, end));
  for (const keyKind of ['rsa', 'ec'] as const)
    for (const hash of ['sha1', 'sha256', 'sha384', 'sha512'] as const)
      if (algorithmIdentifiers[keyKind][hash] === identifier) return { keyKind, hash, signature: data.subarray(end) };
  const [, name = '', salt = ''] = salted.exec(identifier) ?? [];
  const hash = saltedHashes[name + salt];
  return hash && { keyKind: 'rsa', hash, isSalted: true, signature: data.subarray(end) };
}
