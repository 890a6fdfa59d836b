/** What a router has of certificates: whom it trusts, what it shows of itself, and what it thinks of a peer's. */
import { equalBytes, hexOf } from '../../base/bytes.ts';
import { Emitter } from '../../base/emitter.ts';
import { seededRandom, type Random } from '../../base/random.ts';
import { isOnMap, type CertificateMap } from './certificate-map.ts';
import { isSelfIssued, parseCertificate, textOfSerial, type Certificate } from './certificate.ts';
import type { Credentials, OwnIdentity, PeerKey, RefusedCertificate, TrustedCertificate } from './credentials.ts';
import { firstOfMarch2002 } from './date.ts';
import { textOfName, valueInName } from './distinguished-name.ts';
import type { SubjectNames } from './extensions.ts';
import { hashOfKey, isSignedBy, type PrivateKey } from './key.ts';
import type { RevocationList } from './revocation-list.ts';

/** An authority that is trusted, and our own certificate from it. */
export interface TrustAnchor {
  readonly name: string;
  authority: Certificate | undefined;
  own: { certificate: Certificate; key: PrivateKey } | undefined;
  /** Whether a certificate that is on the list of the revoked ones is refused. */
  checksRevocation: boolean;
  revocationList: RevocationList | undefined;
}

type Judgement = TrustedCertificate | RefusedCertificate;

/** Milliseconds in which it is said once that our own certificate will not do: every attempt asks for it again. Ours. */
const tellingInterval = 60_000;
/** Of authorities between a peer's certificate and one that we trust. */
const maximumDepth = 4;

export class TrustStore implements Credentials {
  readonly anchors = new Map<string, TrustAnchor>();
  /** By the addresses of peers: `crypto key pubkey-chain rsa`. */
  readonly peerKeys = new Map<number, PeerKey>();
  /** `crypto pki certificate map`, by name. */
  readonly maps = new Map<string, CertificateMap>();
  /** Every certificate that was judged, with the name of the authority's anchor when there is one. */
  readonly judged = new Emitter<Judgement>();
  /** Milliseconds since 1970 on the router's clock. */
  date = (): number => firstOfMarch2002;
  /** The key pair that stands for the router itself, without a certificate. */
  ownKey = (): PrivateKey | undefined => undefined;
  /** For what is encrypted to others. */
  random: Random = seededRandom('padding');
  /** Whether a peer may have its certificate from any authority that is known here, whatever trustpoint we show it ours of. */
  takesAnyAuthority = false;

  #toldAt = -Infinity;

  identity(trustpoints: readonly string[]): OwnIdentity | undefined {
    const anchors = this.#among(trustpoints);
    const anchor = anchors.find(({ own }) => own && this.#refusalByDate(own.certificate) === undefined);
    if (!anchor?.own) {
      this.#tellOfOwn(anchors);
      return undefined;
    }
    const { certificate, key } = anchor.own;
    const { authority } = anchor;
    const above = authority && !isSelfIssued(authority) && !equalBytes(authority.der, certificate.der);
    return {
      chain: above ? [certificate.der, authority.der] : [certificate.der],
      subject: certificate.subject,
      keyKind: key.keyKind,
      keyBits: key.keyBits,
      sign: (data, hash) => key.sign(data, hash),
      signRaw: (digest) => key.signRaw(digest),
      decrypt: (ciphertext) => key.decrypt(ciphertext),
    };
  }

  decrypter(): PrivateKey | undefined {
    return this.ownKey();
  }

  judge(chain: readonly Uint8Array[], trustpoints: readonly string[]): Judgement {
    const judgement = this.#judgementOf(chain, trustpoints);
    this.judged.emit(judgement);
    return judgement;
  }

  authorities(trustpoints: readonly string[]): { subject: Uint8Array; keyHash: Uint8Array }[] {
    // Several trustpoints may be of one authority.
    const byDer = new Map(
      this.#authoritiesAmong(trustpoints).flatMap(({ authority }) =>
        authority ? [[hexOf(authority.der), authority] as const] : [],
      ),
    );
    return [...byDer.values()].map(({ subject, keyInfo }) => ({ subject, keyHash: hashOfKey(keyInfo) }));
  }

  keyOf(peer: number): PeerKey | undefined {
    return this.peerKeys.get(peer);
  }

  isMapped(der: Uint8Array, name: string): boolean {
    const map = this.maps.get(name);
    const certificate = map && this.parse(der);
    return map !== undefined && certificate !== undefined && isOnMap(map, certificate);
  }

  parse(der: Uint8Array): Certificate | undefined {
    return parseCertificate(der, this.random);
  }

  /** Where our own certificate is over or not yet valid, nobody else would say so. */
  #tellOfOwn(anchors: readonly TrustAnchor[]): void {
    const [refusal] = anchors.flatMap(({ own }) => (own && this.#refusalByDate(own.certificate)) ?? []);
    if (!refusal || Math.abs(this.date() - this.#toldAt) < tellingInterval) return;
    this.#toldAt = this.date();
    this.judged.emit(refusal);
  }

  #among(trustpoints: readonly string[]): TrustAnchor[] {
    const all = [...this.anchors.values()];
    if (trustpoints.length === 0) return all;
    return trustpoints.flatMap((name) => this.anchors.get(name) ?? []);
  }

  /** Whose certificates peers may have. */
  #authoritiesAmong(trustpoints: readonly string[]): TrustAnchor[] {
    return this.takesAnyAuthority ? [...this.anchors.values()] : this.#among(trustpoints);
  }

  #judgementOf(chain: readonly Uint8Array[], trustpoints: readonly string[]): Judgement {
    const certificates = chain.map((der) => this.parse(der));
    const [first, ...others] = certificates;
    if (!first) return { kind: 'refused', why: 'malformed', serial: '' };
    const known = others.filter((one) => one !== undefined);
    const refusal = this.#refusalOf(first, known, this.#authoritiesAmong(trustpoints));
    if (refusal) return refusal;
    return {
      kind: 'trusted',
      key: first.key,
      subject: first.subject,
      subjectText: textOfName(first.subject),
      names: namesOf(first),
      serial: textOfSerial(first.serial),
    };
  }

  /** From the peer's certificate up to one that is trusted: each is signed by the next, and valid today. */
  #refusalOf(
    first: Certificate,
    known: readonly Certificate[],
    anchors: readonly TrustAnchor[],
  ): RefusedCertificate | undefined {
    const serial = textOfSerial(first.serial);
    let current = first;
    for (let depth = 0; depth < maximumDepth; depth++) {
      const dated = this.#refusalByDate(current);
      if (dated) return dated;
      const { issuer, anchor } = issuerOf(current, known, anchors);
      if (!issuer) return { kind: 'refused', why: 'unknown-issuer', serial };
      if (!isSignedBy(issuer.key, current)) return { kind: 'refused', why: 'bad-signature', serial };
      if (anchor) return this.#refusalByDate(issuer) ?? refusalByList(current, anchor);
      current = issuer;
    }
    return { kind: 'refused', why: 'unknown-issuer', serial };
  }

  #refusalByDate({ serial, notBefore, notAfter }: Certificate): RefusedCertificate | undefined {
    const now = this.date();
    const refused = { kind: 'refused', serial: textOfSerial(serial) } as const;
    if (now < notBefore) return { ...refused, why: 'not-yet-valid', at: notBefore };
    return now > notAfter ? { ...refused, why: 'expired', at: notAfter } : undefined;
  }
}

/** One that we trust before one that the peer has sent along; only an authority may issue. */
function issuerOf(
  { issuer }: Certificate,
  known: readonly Certificate[],
  anchors: readonly TrustAnchor[],
): { issuer?: Certificate; anchor?: TrustAnchor } {
  const isIssuer = (one: Certificate): boolean => equalBytes(one.subject, issuer);
  const anchor = anchors.find(({ authority }) => authority && isIssuer(authority));
  if (anchor?.authority) return { issuer: anchor.authority, anchor };
  const between = known.find((one) => isIssuer(one) && one.extensions.isAuthority);
  return between ? { issuer: between } : {};
}

function refusalByList({ serial }: Certificate, anchor: TrustAnchor): RefusedCertificate | undefined {
  const isRevoked = anchor.checksRevocation && anchor.revocationList?.revoked.has(serial) === true;
  return isRevoked ? { kind: 'refused', why: 'revoked', serial: textOfSerial(serial) } : undefined;
}

/** The alternative names, and those that IOS writes into the subject. */
function namesOf({ extensions, subject }: Certificate): SubjectNames {
  const hostname = valueInName(subject, 'hostname');
  return { ...(hostname === undefined ? {} : { fqdn: hostname }), ...extensions.names };
}
