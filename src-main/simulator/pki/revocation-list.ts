/**
 * Lists of revoked certificates (RFC 5280 section 5).
 *
 *   TBSCertList ::= SEQUENCE { version, signature, issuer, thisUpdate, nextUpdate, revokedCertificates, [0] extensions }
 */
import { readSigned } from './certificate.ts';
import type { SignatureHash } from './credentials.ts';
import { explicit, integer, sequence, tags } from './der.ts';
import { DerReader, readOr } from './der-reader.ts';
import { derTime, millisecondsOfTime } from './der-time.ts';
import { derOfListNumber } from './extensions.ts';
import { derOfSignatureAlgorithm, isSignedBy, signed, type PrivateKey, type PublicKey } from './key.ts';

export interface RevocationList {
  /** A Name, as DER. */
  issuer: Uint8Array;
  /** Milliseconds since 1970. */
  thisUpdate: number;
  nextUpdate: number;
  /** By serial number, when. */
  revoked: ReadonlyMap<bigint, number>;
}

export function signRevocationList(
  list: RevocationList & { number: number },
  key: PrivateKey,
  hash: SignatureHash,
): Uint8Array {
  const entries = [...list.revoked].map(([serial, at]) => sequence(integer(serial), derTime(at)));
  const body = sequence(
    integer(1n),
    derOfSignatureAlgorithm(key.keyKind, hash),
    list.issuer,
    derTime(list.thisUpdate),
    derTime(list.nextUpdate),
    // An empty list is left out.
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    explicit(0, derOfListNumber(list.number)),
  );
  return signed(body, key, hash);
}

/** Undefined when it is none, or not signed by this key. */
export function parseRevocationList(bytes: Uint8Array, issuerKey: PublicKey): RevocationList | undefined {
  return readOr(() => {
    const parts = readSigned(bytes);
    if (!isSignedBy(issuerKey, parts)) return undefined;
    const reader = new DerReader(parts.body).sequence();
    reader.optional(tags.integer);
    reader.any();
    const issuer = reader.any().whole;
    const [thisUpdate, nextUpdate] = [millisecondsOfTime(reader.any()), millisecondsOfTime(reader.any())];
    const entries = reader.optional(tags.sequence);
    const revoked = new Map<bigint, number>();
    for (const { content } of entries ? new DerReader(entries.content).all() : []) {
      const entry = new DerReader(content);
      revoked.set(entry.integer(), millisecondsOfTime(entry.any()));
    }
    return { issuer, thisUpdate, nextUpdate, revoked };
  });
}
