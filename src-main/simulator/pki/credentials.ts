/** Certificates and keys as IKE needs them (RFC 4945): what we show and sign with, and what we think of the peer's. */

export type SignatureHash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** A certificate of ours with its private key. */
export interface OwnIdentity {
  /** DER, ours first and then the authorities below the root. */
  chain: readonly Uint8Array[];
  /** The subject, as the DER bytes of its Name. */
  subject: Uint8Array;
  keyKind: 'rsa' | 'ec';
  /** Of the key in bits. */
  keyBits: number;
  /** PKCS #1 v1.5 over the digest with its DigestInfo; ECDSA as r followed by s (RFC 4754). */
  sign(data: Uint8Array, hash: SignatureHash): Uint8Array;
  /** PKCS #1 v1.5 over bytes that are a digest already, without a DigestInfo: the signature of IKE version 1 (RFC 2409 5.1). */
  signRaw(digest: Uint8Array): Uint8Array;
  /** RSA, PKCS #1 v1.5: for encrypted nonces (RFC 2409 section 5.2). Undefined when it cannot be decrypted. */
  decrypt(ciphertext: Uint8Array): Uint8Array | undefined;
}

/** The public half of somebody's key. */
export interface PeerKey {
  keyKind: 'rsa' | 'ec';
  keyBits: number;
  /** @param isSalted of RSA: as RSASSA-PSS */
  verify(data: Uint8Array, signature: Uint8Array, hash: SignatureHash, isSalted?: boolean): boolean;
  verifyRaw(digest: Uint8Array, signature: Uint8Array): boolean;
  encrypt(plaintext: Uint8Array): Uint8Array;
}

export interface TrustedCertificate {
  kind: 'trusted';
  key: PeerKey;
  subject: Uint8Array;
  /** As IOS writes it: `cn=R2,o=QuickMode`. */
  subjectText: string;
  /** From the subject alternative name. */
  names: { fqdn?: string; email?: string; address?: number };
  serial: string;
}

export interface RefusedCertificate {
  kind: 'refused';
  why: 'malformed' | 'unknown-issuer' | 'bad-signature' | 'not-yet-valid' | 'expired' | 'revoked';
  serial: string;
  /** Milliseconds since 1970 in virtual time: where the validity begins or has ended. */
  at?: number;
}

/** What a router has of them. An empty list of trustpoints means all. */
export interface Credentials {
  identity(trustpoints: readonly string[]): OwnIdentity | undefined;
  /** For encrypted nonces, which need a key and no certificate; where it is left out, the key of the certificate serves. */
  decrypter?(): Pick<OwnIdentity, 'decrypt'> | undefined;
  /** @param chain DER, the peer's own first */
  judge(chain: readonly Uint8Array[], trustpoints: readonly string[]): TrustedCertificate | RefusedCertificate;
  /** The subjects of the authorities that we trust, as DER Names (IKE version 1) and SHA-1 of their public keys (version 2). */
  authorities(trustpoints: readonly string[]): { subject: Uint8Array; keyHash: Uint8Array }[];
  /** Whether a certificate, which nobody has judged yet, is one of those that a certificate map means. */
  isMapped?(der: Uint8Array, map: string): boolean;
  /** `crypto key pubkey-chain rsa`: keys of peers typed in by hand, for encrypted nonces. */
  keyOf(peer: number): PeerKey | undefined;
}
