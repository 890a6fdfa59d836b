/** A certificate authority: a key, a certificate of its own, and the ones it has given out. */
import type { Random } from '../../base/random.ts';
import { parseCertificate, signCertificate, type Certificate } from './certificate.ts';
import type { CertificateRequest } from './certificate-request.ts';
import type { SignatureHash } from './credentials.ts';
import { hash as digestOf } from '../crypto/mac.ts';
import { keyUsages, noExtensions } from './extensions.ts';
import { derOfPublicKey, type PrivateKey } from './key.ts';
import { signRevocationList } from './revocation-list.ts';

export interface AuthorityOptions {
  key: PrivateKey;
  /** A Name, as DER. */
  name: Uint8Array;
  hash: SignatureHash;
  /** Milliseconds. */
  lifetime: number;
  certificateLifetime: number;
  listLifetime: number;
  distributionPoint: string | undefined;
  random: Random;
}

export class Authority {
  readonly certificate: Certificate;
  /** What it has given out, by serial number. */
  readonly issued = new Map<bigint, Certificate>();
  readonly revoked = new Map<bigint, number>();
  #lastSerial = 1n;
  #listNumber = 0;

  /** @param now milliseconds since 1970 @param own its certificate, when it has one already */
  constructor(
    readonly options: AuthorityOptions,
    now: number,
    own?: Certificate,
  ) {
    this.certificate = own ?? this.#certifyItself(now);
  }

  /** The serial number of the next certificate. */
  get nextSerial(): bigint {
    return this.#lastSerial + 1n;
  }

  /** No certificate outlives the one of its authority. */
  issue({ subject, keyInfo, extensions }: CertificateRequest, now: number): Certificate {
    const { certificateLifetime, distributionPoint } = this.options;
    const { keyUsage = keyUsages.digitalSignature | keyUsages.keyEncipherment, names } = extensions;
    const serial = ++this.#lastSerial;
    const certificate = this.#sign({
      serial,
      issuer: this.certificate.subject,
      subject,
      notBefore: now,
      notAfter: Math.min(now + certificateLifetime, this.certificate.notAfter),
      keyInfo,
      extensions: {
        isAuthority: false,
        keyUsage,
        names,
        distributionPoint,
        subjectKey: keyIdentifierOf(keyInfo),
        authorityKey: this.certificate.extensions.subjectKey,
      },
    });
    this.issued.set(serial, certificate);
    return certificate;
  }

  /** The list of revoked certificates, as DER. */
  revocationList(now: number): Uint8Array {
    const { key, hash, listLifetime } = this.options;
    const list = { issuer: this.certificate.subject, thisUpdate: now, nextUpdate: now + listLifetime };
    return signRevocationList({ ...list, revoked: this.revoked, number: ++this.#listNumber }, key, hash);
  }

  #certifyItself(now: number): Certificate {
    const { key, name, lifetime } = this.options;
    const keyInfo = derOfPublicKey(key.public);
    const identifier = keyIdentifierOf(keyInfo);
    return this.#sign({
      serial: 1n,
      issuer: name,
      subject: name,
      notBefore: now,
      notAfter: now + lifetime,
      keyInfo,
      extensions: {
        ...noExtensions(),
        isAuthority: true,
        keyUsage: keyUsages.digitalSignature | keyUsages.certificateSign | keyUsages.crlSign,
        subjectKey: identifier,
        authorityKey: identifier,
      },
    });
  }

  #sign(body: Parameters<typeof signCertificate>[0]): Certificate {
    const { key, hash, random } = this.options;
    const certificate = parseCertificate(signCertificate(body, key, hash), random);
    if (!certificate) throw new Error('a certificate of our own that we cannot read');
    return certificate;
  }
}

/** RFC 5280 section 4.2.1.2, method 1, over all of the key's description instead of its bits. */
function keyIdentifierOf(keyInfo: Uint8Array): Uint8Array {
  return digestOf('sha1', keyInfo);
}
