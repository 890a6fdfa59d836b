/**
 * The seam between IKE and the router around it. IKE is sans-I/O: it is handed messages and time, and it hands back
 * messages, security associations and events. It imports nothing of the router.
 */
import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { ChildOrigin } from '../crypto/ikev1-keys.ts';
import type { IpsecProposal, Lifetime, Selector } from '../ipsec/proposal.ts';
import type { Credentials } from '../pki/credentials.ts';
import type { IsakmpProfile, IsakmpSettings } from './configuration.ts';
import type { IkeAuthentication, IkeEvent, UdpPorts } from './events.ts';

export type { IkeAuthentication, UdpPorts } from './events.ts';

export type IkeCipher = 'des' | '3des' | 'aes';
export type IkeHash = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** One protection suite that we are willing to use for phase 1 (RFC 2409 section 4). */
export interface IsakmpPolicy {
  /** 1 is tried first. IOS's built-in suite comes last of all, with priority 65535. */
  priority: number;
  cipher: IkeCipher;
  keyBits: number;
  hash: IkeHash;
  authentication: IkeAuthentication;
  /** Diffie-Hellman group by its IANA number. */
  group: number;
  /** Seconds. */
  lifetime: number;
}

/** What IPsec wants: an association that protects this traffic between these two ends. */
export interface ChildRequest {
  local: number;
  remote: number;
  /** The UDP port that the peer was met at by what is to be renewed: a NAT may have others at the same address. */
  remotePort?: number | undefined;
  localSelector: Selector;
  remoteSelector: Selector;
  /** In order of preference: one for each transform set. */
  proposals: readonly IpsecProposal[];
  lifetime: Lifetime;
  /** Perfect forward secrecy: the group of a Diffie-Hellman exchange of its own. */
  pfsGroup: number | undefined;
}

/** What a peer offers in quick mode: the identities are ours and theirs as seen from here. */
export interface ChildOffer {
  local: number;
  remote: number;
  /** Where ESP would be in UDP: the peer's port. */
  remotePort?: number | undefined;
  localSelector: Selector;
  remoteSelector: Selector;
  proposals: readonly IpsecProposal[];
  /** Transport mode through a NAT: a host may be called by an address that it is not met at here. */
  isTranslated?: boolean;
  pfsGroup: number | undefined;
  /** The `crypto isakmp profile` that the peer's identity has matched. */
  isakmpProfile?: string | undefined;
}

export type ChildJudgement =
  /** `proposal` is an index into the offer's. Lifetimes are ours: the lower of the two is used. */
  | { kind: 'accepted'; proposal: number; lifetime: Lifetime }
  /** No policy of ours is for these identities and this peer. */
  | { kind: 'no-identity' }
  /** The identities are known, the algorithms (or the mode) are not ours. */
  | { kind: 'no-proposal' }
  | { kind: 'pfs-mismatch' };

/** One direction of one protocol. */
export interface SaKeys {
  spi: number;
  /** The cipher's key (with the salt, for counter modes), then the integrity key. */
  keyMaterial: Uint8Array;
}

/** A negotiated pair of security associations, ready to be used. */
export interface ChildSa {
  local: number;
  remote: number;
  localSelector: Selector;
  remoteSelector: Selector;
  proposal: IpsecProposal;
  /** Of ESP, or of AH where AH is alone. */
  inbound: SaKeys;
  outbound: SaKeys;
  /** Of AH beside ESP, which have an SPI each. */
  bundledAh?: { inbound: SaKeys; outbound: SaKeys };
  /** ESP inside UDP, because there is a NAT on the way: the ports of both ends (RFC 3948). */
  encapsulation?: UdpPorts;
  lifetime: Lifetime;
  pfsGroup: number | undefined;
  /** Whether this end asked for it. */
  isInitiator: boolean;
  /** The `crypto isakmp profile` that the peer's identity has matched. */
  isakmpProfile?: string | undefined;
  /** What IKE of version 1 has made its keys of. */
  origin?: ChildOrigin;
}

/** Who a peer says it is: the identification payload of phase 1 (RFC 2407 section 4.6.2). */
export interface PeerIdentity {
  type: number;
  data: Uint8Array;
  /** The certificate that it has proved this with. */
  certificate?: Uint8Array;
}

/** When packets last went to and came from a peer through associations of IPsec, on the environment's clock. */
export interface Traffic {
  sentAt: number | undefined;
  receivedAt: number | undefined;
}

/** A login at a server for remote access (extended authentication). */
export interface Login {
  userName: string;
  password: string;
}

/** What a server for remote access gives a client in mode config. */
export interface ClientConfiguration {
  /** A client that joins its whole network to the server's has none. */
  address: number | undefined;
  mask: number | undefined;
  dns: readonly number[];
  domain: string | undefined;
  banner: string | undefined;
  /** The networks that go through the tunnel; none means everything does. */
  splitInclude: readonly { address: number; mask: number }[];
  /** Whether the client may keep its password. */
  maySavePassword: boolean;
}

/** A peer as a server for remote access sees it: the association with it. */
export interface AccessPeer {
  local: number;
  remote: number;
  readonly frontDoor?: string | undefined;
  ports: UdpPorts;
  /** As a rule the name of its group, by which it has found its key. */
  peerIdentity: PeerIdentity | undefined;
  profile: IsakmpProfile | undefined;
}

/** A server for remote access: who may log in, and what a client gets. */
export interface AccessServer {
  /** Whether peers have to log in after phase 1 (`crypto map … client authentication list`). */
  isLoginRequired(peer: AccessPeer): boolean;
  login(peer: AccessPeer, login: Login): boolean;
  /** @param wish whether the client wants an address, too */
  configure(peer: AccessPeer, wish: ConfigurationWish): ClientConfiguration | undefined;
  /** The association is gone: the address may be given to somebody else. */
  release(peer: AccessPeer, address: number): void;
}

/** What a client asks for after phase 1: an address of its own, or only what else there is to know. */
export type ConfigurationWish = 'address' | 'networks';

/** A client of remote access (EzVPN). */
export interface AccessClient {
  /** Whether a peer is a server at which we log in when it asks. */
  logsIn(peer: number): boolean;
  /** The server asks who we are: `answer` is called now, or when somebody has typed it. */
  login(peer: number, answer: (login: Login) => void): void;
  wish(peer: number): ConfigurationWish | undefined;
  configured(peer: number, configuration: ClientConfiguration): void;
  /** No association with the peer is left. */
  ended(peer: number): void;
}

/** IPsec as IKE sees it. */
export interface IpsecSide {
  /** A security parameters index for an inbound association that nobody else uses here (256 or more). */
  allocateSpi(): number;
  /**
   * Does this fit our policy? Asked as the responder for one proposal after the other, in the initiator's order, and as
   * the initiator for the one that the responder has chosen.
   */
  judge(offer: ChildOffer): ChildJudgement;
  install(child: ChildSa): void;
  /** The peer deleted the association that it receives on; `spi` is our outbound one. */
  deletedByPeer(remote: number, spi: number): void;
  /** A NAT has given the peer another port, as its messages show: so it is with what we receive with this SPI. */
  moved?(inboundSpi: number, ports: UdpPorts): void;
  /** What was asked for will not come: phase 1 or quick mode failed or timed out. */
  failed(request: ChildRequest): void;
}

export interface IkeEnvironment {
  /** The table of routes by which all its peers are reached; undefined for the global one. */
  frontDoor?: string | undefined;
  /** Where several engines number their associations together. */
  nextConnectionId?(): number;
  clock: Clock;
  random: Random;
  /** Every suite, in order of priority. @param peer with whom: a server for remote access may be offered others */
  policies(peer?: number): readonly IsakmpPolicy[];
  /**
   * The pre-shared key for a peer: the most specific match, or undefined.
   * @param identity who the peer says it is, when it has said so before the key is needed (aggressive mode)
   */
  preSharedKey(peer: number, identity?: PeerIdentity): Uint8Array | undefined;
  /** Certificates; undefined where there are none. */
  credentials?: Credentials;
  /** Without it, those of a router where nothing is configured. */
  settings?(): IsakmpSettings;
  /** The profile for a peer by its address, and as soon as it is known by its identity. */
  profileFor?(peer: number, identity: PeerIdentity | undefined): IsakmpProfile | undefined;
  /** Of this router, with its domain: an identity. */
  hostName?(): string;
  /** `no crypto ipsec nat-transparency udp-encapsulation` turns NAT traversal off. */
  isNatTransparent?(): boolean;
  /** Sends a NAT keepalive, one byte on port 4500 (RFC 3948 section 2.3). */
  keepNatOpen?(local: number, remote: number, ports: UdpPorts): void;
  /**
   * For dead peer detection on demand; without it nothing is known of traffic, and no question is asked.
   * @param isOf whether a pair is the peer's, by the SPI that we receive with: a NAT may have others at the same address
   */
  traffic?(local: number, remote: number, isOf: (inboundSpi: number) => boolean): Traffic;
  accessServer?: AccessServer;
  accessClient?: AccessClient;
  /**
   * Sends from UDP port 500 to UDP port 500, or between other ports once a NAT has been found; from port 4500 the sender
   * puts the non-ESP marker before the message (RFC 3948).
   */
  send(local: number, remote: number, message: Uint8Array, ports?: UdpPorts): void;
  ipsec: IpsecSide;
  /** For debugging, the system log and the curious. Nothing in IKE depends on who listens. */
  trace(event: IkeEvent): void;
}
