/**
 * X.509 certificates of version 3 (RFC 5280): read, and written.
 *
 *   Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue BIT STRING }
 *   TBSCertificate ::= SEQUENCE { [0] version, serialNumber, signature, issuer, validity, subject,
 *                                 subjectPublicKeyInfo, [3] extensions }
 */
import { equalBytes } from '../../base/bytes.ts';
import type { Random } from '../../base/random.ts';
import type { SignatureHash } from './credentials.ts';
import { explicit, integer, sequence } from './der.ts';
import { DerReader, NotDer, readOr } from './der-reader.ts';
import { derTime, millisecondsOfTime } from './der-time.ts';
import { derOfExtensions, extensionsOf, noExtensions, type Extensions } from './extensions.ts';
import {
  derOfSignatureAlgorithm,
  hashOfAlgorithm,
  publicKeyOf,
  signed,
  type PrivateKey,
  type PublicKey,
} from './key.ts';

export interface CertificateBody {
  serial: bigint;
  /** Names, as DER. */
  issuer: Uint8Array;
  subject: Uint8Array;
  /** Milliseconds since 1970. */
  notBefore: number;
  notAfter: number;
  /** SubjectPublicKeyInfo */
  keyInfo: Uint8Array;
  extensions: Extensions;
}

export interface Certificate extends CertificateBody {
  /** All of it. */
  der: Uint8Array;
  key: PublicKey;
  /** What is signed, how, and the signature. */
  body: Uint8Array;
  hash: SignatureHash;
  signature: Uint8Array;
}

const version3 = explicit(0, integer(2n));

export function signCertificate(body: CertificateBody, key: PrivateKey, hash: SignatureHash): Uint8Array {
  const { serial, issuer, subject, notBefore, notAfter, keyInfo, extensions } = body;
  const written = sequence(
    version3,
    integer(serial),
    derOfSignatureAlgorithm(key.keyKind, hash),
    issuer,
    sequence(derTime(notBefore), derTime(notAfter)),
    subject,
    keyInfo,
    explicit(3, derOfExtensions(extensions)),
  );
  return signed(written, key, hash);
}

/** @param random for keys that encrypt to the subject. Undefined for what is not a certificate that we can use. */
export function parseCertificate(der: Uint8Array, random: Random): Certificate | undefined {
  return readOr(() => {
    const { body, hash, signature } = readSigned(der);
    const reader = new DerReader(body).sequence();
    reader.optional(0xa0);
    const serial = reader.integer();
    const algorithm = reader.any();
    const [issuer, validity, subject, keyInfo] = [reader.any(), reader.sequence(), reader.any(), reader.any()];
    if (hashOfAlgorithm(algorithm.whole) !== hash) throw new NotDer('two algorithms of one signature');
    return {
      der,
      body,
      hash,
      signature,
      serial,
      issuer: issuer.whole,
      subject: subject.whole,
      notBefore: millisecondsOfTime(validity.any()),
      notAfter: millisecondsOfTime(validity.any()),
      keyInfo: keyInfo.whole,
      key: publicKeyOf(keyInfo.whole, random),
      extensions: readExtensions(reader),
    };
  });
}

function readExtensions(reader: DerReader): Extensions {
  const extensions = reader.all().find(({ tag }) => tag === 0xa3);
  return extensions ? extensionsOf(extensions.content) : noExtensions();
}

/** What is signed, the algorithm and the signature, of a certificate, a list or a request. @throws NotDer */
export function readSigned(der: Uint8Array): { body: Uint8Array; hash: SignatureHash; signature: Uint8Array } {
  const outer = new DerReader(der).sequence();
  const body = outer.any().whole;
  const hash = hashOfAlgorithm(outer.any().whole);
  return { body, hash, signature: outer.bitString() };
}

export function isSelfIssued({ issuer, subject }: CertificateBody): boolean {
  return equalBytes(issuer, subject);
}

/** '3E': as IOS writes serial numbers. */
export function textOfSerial(serial: bigint): string {
  const digits = serial.toString(16).toUpperCase();
  return digits.padStart(digits.length + (digits.length % 2), '0');
}
