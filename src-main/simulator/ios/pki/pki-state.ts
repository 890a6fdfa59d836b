/** What a router has of keys and certificates beside its trust store: how it came by them, and what it will do with them. */
import type { Authority } from '../../pki/authority.ts';
import type { Certificate } from '../../pki/certificate.ts';
import type { SignatureHash } from '../../pki/credentials.ts';
import type { PrivateKey } from '../../pki/key.ts';
import type { TrustAnchor } from '../../pki/trust-store.ts';

export type KeyUsage = 'General Purpose Key' | 'Signature Key' | 'Encryption Key';

export interface KeyEntry {
  readonly label: string;
  readonly key: PrivateKey;
  readonly usage: KeyUsage;
  readonly isExportable: boolean;
  /** Milliseconds since 1970. */
  readonly generatedAt: number;
}

export interface Trustpoint {
  readonly name: string;
  /** In the trust store, under the same name. */
  readonly anchor: TrustAnchor;
  enrollment:
    { kind: 'url'; url: string; address: number } | { kind: 'terminal' | 'selfsigned' | 'pkcs12' } | undefined;
  subjectName: string | undefined;
  /** `none` leaves it out of the certificate. */
  fqdn: string | undefined;
  /** Undefined: it is asked for when a certificate is requested. */
  serialNumber: 'yes' | 'none' | undefined;
  ipAddress: number | 'none' | undefined;
  revocation: string[];
  keyLabel: string | undefined;
  keyKind: 'rsa' | 'ec';
  /** Of a pair that has yet to be made. */
  keyBits: number | undefined;
  hash: SignatureHash | undefined;
  /** Whether a certificate server made it for itself. */
  isOfServer: boolean;
  /** A request that waits for its certificate. */
  pending: PrivateKey | undefined;
}

/** A certificate of a chain as it stands in the configuration, understood or not. */
export interface ChainEntry {
  /** 'certificate 02', 'certificate ca 01', 'certificate self-signed 01' */
  readonly line: string;
  /** Undefined when it is in a file that is not there. */
  readonly der: Uint8Array | undefined;
}

export interface EnrollmentRequest {
  readonly id: number;
  readonly request: Uint8Array;
  state: 'pending' | 'granted' | 'rejected';
  certificate: Certificate | undefined;
}

/** `crypto pki server NAME` */
export interface CertificateServer {
  readonly name: string;
  issuerName: string | undefined;
  databaseLevel: 'minimum' | 'names' | 'complete';
  databaseUrl: string | undefined;
  hasArchive: boolean;
  grantsAll: boolean;
  hash: SignatureHash;
  /** Days, and hours of the list. */
  certificateDays: number;
  authorityDays: number;
  listHours: number;
  distributionPoint: string | undefined;
  authority: Authority | undefined;
  isShutdown: boolean;
  readonly requests: EnrollmentRequest[];
}

/** The public key of a peer, as it was typed; the trust store has the key by its address. */
export interface PeerKeyEntry {
  readonly kind: 'addressed-key' | 'named-key';
  readonly name: string;
  /** What the key is for; for anything when left out. One for signatures is kept, and no signature is judged by it. */
  use?: 'encryption' | 'signature' | undefined;
  address: number | undefined;
  der: Uint8Array | undefined;
}

export class PkiState {
  /** By label. */
  readonly keys = new Map<string, KeyEntry>();
  readonly trustpoints = new Map<string, Trustpoint>();
  /** By trustpoint. */
  readonly chains = new Map<string, ChainEntry[]>();
  /** `crypto key pubkey-chain rsa`, by the name or address of the peer, and ` signature` after it for such a key. */
  readonly peerKeys = new Map<string, PeerKeyEntry>();
  server: CertificateServer | undefined;
  /** Of keys that were made: each comes from dice of its own. */
  generations = 0;
  /** In non-volatile memory, beside the configuration: keys, and what the certificate server has given out. */
  #saved: { keys: KeyEntry[]; authorities: Map<string, Authority> } = { keys: [], authorities: new Map() };

  save(): void {
    const authorities = new Map(this.#saved.authorities);
    if (this.server?.authority) authorities.set(this.server.name, this.server.authority);
    this.#saved = { keys: [...this.keys.values()], authorities };
  }

  /** After a start: what the router had saved before. */
  recall(before: PkiState): void {
    this.#saved = before.#saved;
    this.generations = before.generations;
    for (const entry of this.#saved.keys) this.keys.set(entry.label, entry);
  }

  recallAuthority(name: string): Authority | undefined {
    return this.#saved.authorities.get(name);
  }
}
