/**
 * Requests for certificates (PKCS #10, RFC 2986): a name and a key, signed with the key, and what else is wished for.
 *
 *   CertificationRequestInfo ::= SEQUENCE { version, subject, subjectPKInfo, [0] attributes }
 */
import type { Random } from '../../base/random.ts';
import type { SignatureHash } from './credentials.ts';
import { readSigned } from './certificate.ts';
import { der, explicit, integer, objectIdentifier, sequence, tags } from './der.ts';
import { DerReader, NotDer, readOr } from './der-reader.ts';
import { derOfExtensions, extensionRequest, extensionsOf, noExtensions, type Extensions } from './extensions.ts';
import { derOfPublicKey, isSignedBy, publicKeyOf, signed, type PrivateKey } from './key.ts';

export interface CertificateRequest {
  /** A Name, as DER. */
  subject: Uint8Array;
  /** SubjectPublicKeyInfo */
  keyInfo: Uint8Array;
  extensions: Extensions;
}

export function signRequest(
  { subject, extensions }: Omit<CertificateRequest, 'keyInfo'>,
  key: PrivateKey,
  hash: SignatureHash,
): Uint8Array {
  const wish = sequence(objectIdentifier(extensionRequest), der(tags.set, derOfExtensions(extensions)));
  return signed(sequence(integer(0n), subject, derOfPublicKey(key.public), explicit(0, wish)), key, hash);
}

/** Undefined when it is none, or not signed with the key it is for. */
export function parseRequest(bytes: Uint8Array, random: Random): CertificateRequest | undefined {
  return readOr(() => {
    const parts = readSigned(bytes);
    const reader = new DerReader(parts.body).sequence();
    reader.integer();
    const [subject, keyInfo] = [reader.any().whole, reader.any().whole];
    if (!isSignedBy(publicKeyOf(keyInfo, random), parts)) throw new NotDer('the signature is not of the key');
    return { subject, keyInfo, extensions: wishesOf(reader) };
  });
}

function wishesOf(reader: DerReader): Extensions {
  const attributes = reader.optional(0xa0);
  for (const { content } of attributes ? new DerReader(attributes.content).all() : []) {
    const attribute = new DerReader(content);
    if (attribute.objectIdentifier() !== extensionRequest) continue;
    return extensionsOf(attribute.take(tags.set).content);
  }
  return noExtensions();
}
