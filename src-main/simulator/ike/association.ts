/**
 * One ISAKMP security association: its cookies, how far it is, its keys and its end. What is said over it is the
 * business of the exchanges (main-mode.ts, quick-mode.ts, informational.ts).
 */
import { bytesOfNumber, equalBytes } from '../../base/bytes.ts';
import type { Stop } from '../../base/disposable.ts';
import type { CipherName } from '../crypto/ciphers.ts';
import { phase2Iv, type Phase1Keys, type Phase1Origin } from '../crypto/ikev1-keys.ts';
import { emitIsakmp, isakmpVersions, type IsakmpMessage } from '../wire/isakmp/message.ts';
import { udpPorts } from '../wire/udp.ts';
import type { KnownVendor } from '../wire/isakmp/vendor-id.ts';
import type { IsakmpProfile } from './configuration.ts';
import type { IkeEnvironment, IsakmpPolicy, PeerIdentity, UdpPorts } from './environment.ts';
import type { IkeEvent, IkeRole, IsakmpState, MainModeInput, MainModeStep, SaDeletionReason } from './events.ts';
import type { IsakmpSa } from './isakmp-sa.ts';
import { piecesOf } from './fragments.ts';
import { Protection } from './protection.ts';

/** For how long a deleted association stays listed: IOS prints "purging SA." a minute after "deleting SA". */
const purgeDelay = 60_000;

export const plainPorts: UdpPorts = { local: udpPorts.isakmp, remote: udpPorts.isakmp };

export const noCookie: Uint8Array = new Uint8Array(8);

/** A conversation that takes more than one message. */
export interface Exchange {
  /** @param datagram the message as it came, by which a repetition is recognised */
  receive(message: IsakmpMessage, datagram: Uint8Array): void;
  /** The peer is there, for it has sent something else: if our message has been lost, it is not to wait for long. */
  hasten(): void;
  /** The association is gone: nothing will be sent or awaited any more. */
  abandon(): void;
}

/** Main or aggressive mode. */
export interface Phase1 extends Exchange {
  /** The last block that it has sent or received; undefined before there are keys. */
  readonly lastBlock: Uint8Array | undefined;
}

/** What has to be done between the phases: remote-access.ts. */
export interface Access {
  /** Phase 2 may go on. */
  readonly isReady: boolean;
  /** Somebody has logged in (XAUTH), at either end. */
  readonly isLoggedIn: boolean;
  /** Mode config has been exchanged. */
  readonly isConfigured: boolean;
  /** For a message of the peer's that begins a transaction; it is void when the message was none. */
  transaction(messageId: number): Exchange & { readonly isVoid: boolean };
  /** The association is gone. */
  end(): void;
}

/** Whoever keeps the associations with a peer. */
export interface AssociationOwner {
  readonly env: IkeEnvironment;
  /** Counts everything that comes to be, so that it can be told what was first. */
  nextSerial(): number;
  nextConnectionId(): number;
  expired(association: Association): void;
  /** Its end is near. */
  renewalDue(association: Association): void;
  ended(association: Association): void;
  purged(association: Association): void;
}

/** What NAT discovery has found. */
export interface NatState {
  isLocalBehind: boolean;
  isRemoteBehind: boolean;
}

export interface AssociationKeys {
  phase1: Phase1Keys;
  origin: Phase1Origin;
  cipher: CipherName;
  encryptionKey: Uint8Array;
}

export interface Ends {
  local: number;
  remote: number;
  role: IkeRole;
  mode: 'main' | 'aggressive';
  ports: UdpPorts;
  initiatorCookie: Uint8Array;
  responderCookie: Uint8Array;
}

export class Association implements IsakmpSa {
  readonly local: number;
  readonly remote: number;
  readonly role: IkeRole;
  readonly mode: 'main' | 'aggressive';
  readonly initiatorCookie: Uint8Array;
  responderCookie: Uint8Array;
  /** Tells associations apart, and which came first. */
  readonly handle: number;
  state: IsakmpState;
  /** Between which it speaks: others than 500 and 500 where a NAT is on the way. */
  ports: UdpPorts;
  /** From where the message came that is being looked at. */
  arrival: UdpPorts;
  nat: NatState = { isLocalBehind: false, isRemoteBehind: false };
  /** What the peer says that it can do, and what we have said. */
  readonly vendors = new Set<KnownVendor>();
  readonly announced = new Set<KnownVendor>();
  peerIdentity: PeerIdentity | undefined;
  profile: IsakmpProfile | undefined;
  isDeleted = false;
  connectionId = 0;
  policy: IsakmpPolicy | undefined;
  phase1: Phase1 | undefined;
  /** Somebody has said so, in clear: it need not be true, and what comes of the association may still be waited for. */
  isRefusedInClear = false;
  /** Quick modes by their message ids, those just ended among them. */
  readonly nodes = new Map<number, Exchange>();
  /** When it was established, by the owner's serial numbers. */
  establishedAt: number | undefined;
  /** What comes between the phases; undefined until phase 1 is through. */
  access: Access | undefined;
  /** Ends the NAT keepalives. */
  stopKeepalive: Stop = () => undefined;
  #step: MainModeStep = 'ready';
  #keys: AssociationKeys | undefined;
  #lastBlock = new Uint8Array();
  #lastFragmentId = 0;
  #expiresAt: number | undefined;
  #stopExpiry: Stop | undefined;
  #stopRenewal: Stop | undefined;
  #stopPurge: Stop | undefined;

  constructor(
    private readonly owner: AssociationOwner,
    { local, remote, role, mode, ports, initiatorCookie, responderCookie }: Ends,
  ) {
    this.local = local;
    this.remote = remote;
    this.role = role;
    this.mode = mode;
    this.ports = ports;
    this.arrival = ports;
    this.state = this.#initialState;
    this.profile = owner.env.profileFor?.(remote, undefined);
    this.initiatorCookie = initiatorCookie;
    this.responderCookie = responderCookie;
    this.handle = owner.nextSerial();
  }

  get env(): IkeEnvironment {
    return this.owner.env;
  }

  get frontDoor(): string | undefined {
    return this.env.frontDoor;
  }

  get #initialState(): IsakmpState {
    return this.mode === 'main' ? 'MM_NO_STATE' : 'AG_NO_STATE';
  }

  get isNatFound(): boolean {
    return this.nat.isLocalBehind || this.nat.isRemoteBehind;
  }

  /** It has gone over to port 4500. */
  get isFloated(): boolean {
    return this.ports.local === udpPorts.natTraversal;
  }

  /** Of our profile, or those for this peer; an empty list means all. */
  get trustpoints(): readonly string[] {
    return this.profile?.trustpoints ?? this.env.settings?.().trustpointsOf?.(this.remote, this.role) ?? [];
  }

  /** We are a client of remote access, and the peer is our server. */
  get isLoggingIn(): boolean {
    return this.role === 'initiator' && this.env.accessClient?.logsIn(this.remote) === true;
  }

  get initiator(): number {
    return this.role === 'initiator' ? this.local : this.remote;
  }

  get responder(): number {
    return this.role === 'initiator' ? this.remote : this.local;
  }

  get step(): MainModeStep {
    return this.#step;
  }

  get isEstablished(): boolean {
    return this.#step === 'complete';
  }

  /** Phase 2 may go on over it. */
  get isReady(): boolean {
    return this.isEstablished && (this.access?.isReady ?? true);
  }

  get keys(): AssociationKeys | undefined {
    return this.#keys;
  }

  get encryptionKey(): Uint8Array | undefined {
    return this.#keys?.encryptionKey;
  }

  get lifetimeRemaining(): number {
    if (this.#expiresAt === undefined || this.isDeleted) return 0;
    return Math.max(0, Math.floor((this.#expiresAt - this.env.clock.now()) / 1000));
  }

  changePorts(ports: UdpPorts): void {
    if (ports.local === this.ports.local && ports.remote === this.ports.remote) return;
    this.ports = ports;
    this.trace({ kind: 'ports-changed', connectionId: this.connectionId, remote: this.remote, ports });
  }

  /** The message is the peer's indeed: a NAT may have given it another port (RFC 3947 section 4). */
  followPeer(): void {
    if (this.isNatFound && this.arrival.local === udpPorts.natTraversal) this.changePorts(this.arrival);
  }

  trace(event: IkeEvent): void {
    this.env.trace(event);
  }

  move(input: MainModeInput, to: MainModeStep): void {
    const from = this.#step;
    this.#step = to;
    this.trace({ kind: 'state', connectionId: this.connectionId, input, from, to });
  }

  /** From now on it has keys, and the number that goes with them. */
  key(keys: AssociationKeys): void {
    this.#keys = keys;
    this.connectionId = this.owner.nextConnectionId();
  }

  /** Main mode is through. @param lastBlock the last block that it sent or received, from which every later exchange starts */
  establish(lastBlock: Uint8Array): void {
    this.#lastBlock = lastBlock.slice();
    this.establishedAt = this.owner.nextSerial();
  }

  /** The cipher for one exchange beside or after phase 1; undefined before there are keys. */
  protectionFor(messageId: number): Protection | undefined {
    const lastBlock = this.establishedAt === undefined ? this.phase1?.lastBlock : this.#lastBlock;
    if (!this.#keys || !lastBlock) return undefined;
    const { phase1, cipher, encryptionKey } = this.#keys;
    return new Protection(cipher, encryptionKey, phase2Iv(phase1, cipher, { lastBlock, messageId }));
  }

  /** An id that no exchange of this association has. 0 is main mode's. */
  newMessageId(): number {
    for (;;) {
      const messageId = this.env.random.u32();
      if (messageId !== 0 && !this.nodes.has(messageId)) return messageId;
    }
  }

  /** Counts from now. */
  startLifetime(seconds: number): void {
    const { clock } = this.env;
    this.#stopTimers();
    this.#expiresAt = clock.now() + seconds * 1000;
    this.#stopExpiry = clock.after(seconds * 1000, () => this.owner.expired(this));
    const margin = marginOf(seconds, this.role);
    this.#stopRenewal = clock.after((seconds - margin) * 1000, () => this.owner.renewalDue(this));
  }

  #stopTimers(): void {
    this.#stopExpiry?.();
    this.#stopRenewal?.();
  }

  emit(content: Pick<IsakmpMessage, 'exchangeType' | 'messageId' | 'nextPayload' | 'flags' | 'body'>): Uint8Array {
    const { initiatorCookie, responderCookie } = this;
    const { exchangeType, messageId, nextPayload, flags, body } = content;
    const version = isakmpVersions.v1;
    return emitIsakmp({
      initiatorCookie,
      responderCookie,
      nextPayload,
      version,
      exchangeType,
      flags,
      messageId,
      body,
    });
  }

  transmit(message: Uint8Array): void {
    const { connectionId, local, remote, role, state, ports } = this;
    this.trace({ kind: 'sent', connectionId, remote, ports, role, state });
    for (const piece of piecesOf(this, message, ++this.#lastFragmentId & 0xffff))
      this.env.send(local, remote, piece, ports);
  }

  /** Both cookies: how notifications and deletions name the association (RFC 2408 section 3.14). */
  get spi(): Uint8Array {
    const spi = new Uint8Array(16);
    spi.set(this.initiatorCookie);
    spi.set(this.responderCookie, 8);
    return spi;
  }

  isNamedBy(spi: Uint8Array): boolean {
    return equalBytes(this.spi, spi);
  }

  /** Ends it without a word to the peer. */
  delete(reason: SaDeletionReason): void {
    if (this.isDeleted) return;
    const { connectionId, role, state, remote } = this;
    this.trace({ kind: 'sa-deleted', connectionId, reason, role, state, remote });
    this.isDeleted = true;
    this.state = this.#initialState;
    this.#stopTimers();
    this.stopKeepalive();
    this.access?.end();
    this.phase1?.abandon();
    for (const node of this.nodes.values()) node.abandon();
    this.nodes.clear();
    this.move('phase1-deleted', 'destroyed');
    this.#stopPurge = this.env.clock.after(purgeDelay, () => this.#purge());
    this.owner.ended(this);
  }

  /** Ends it and forgets it at once: nobody has answered, and what it was begun for comes by another one. */
  withdraw(): void {
    this.delete('withdrawn');
    this.#stopPurge?.();
    this.#purge();
  }

  #purge(): void {
    this.trace({ kind: 'sa-purged', connectionId: this.connectionId, handle: this.handle });
    this.owner.purged(this);
  }
}

/** How many seconds before its end an association is renewed: the initiator does it first, so that not both do. */
function marginOf(seconds: number, role: IkeRole): number {
  const margin = Math.min(60, Math.ceil(seconds / 10));
  return role === 'initiator' ? margin : margin / 2;
}

/** A cookie that nobody can guess (RFC 2408 section 2.5.3); here it need only be unique, and never zero. */
export function newCookie({ random }: IkeEnvironment): Uint8Array {
  const cookie = random.bytes(8);
  return equalBytes(cookie, noCookie) ? bytesOfNumber(1, 8) : cookie;
}
