/** An ISAKMP association as show commands see it. */
import type { KnownVendor } from '../wire/isakmp/vendor-id.ts';
import type { IsakmpPolicy, PeerIdentity, UdpPorts } from './environment.ts';
import type { IkeRole, IsakmpState } from './events.ts';

export interface IsakmpSa {
  /** The table of routes by which the peer is reached; undefined for the global one. */
  readonly frontDoor?: string | undefined;
  readonly local: number;
  readonly remote: number;
  readonly role: IkeRole;
  /** The addresses as `show crypto isakmp sa` orders them: src is the initiator, dst the responder. */
  readonly initiator: number;
  readonly responder: number;
  readonly state: IsakmpState;
  /** A deleted association stays listed for a minute. */
  readonly isDeleted: boolean;
  /** 0 until the association has keys; then 1001, 1002 .. */
  readonly connectionId: number;
  /** What was agreed on, with the lifetime that holds; undefined until then. */
  readonly policy: IsakmpPolicy | undefined;
  /** Seconds until the association expires; 0 before a policy is agreed on and after the end. */
  readonly lifetimeRemaining: number;
  /** Main or aggressive mode has made it. */
  readonly mode?: 'main' | 'aggressive';
  /** 500 and 500, or others behind a NAT. */
  readonly ports?: UdpPorts;
  readonly isNatFound?: boolean;
  /** What the peer has announced. */
  readonly vendors?: ReadonlySet<KnownVendor>;
  /** Who the peer says it is. */
  readonly peerIdentity?: PeerIdentity | undefined;
  /** What came between the phases: a login, and the client's configuration. */
  readonly access?: { readonly isLoggedIn: boolean; readonly isConfigured: boolean } | undefined;
  /** The `crypto isakmp profile` that the peer has matched. */
  readonly profile?: { readonly name: string; readonly vrf: string | undefined } | undefined;
  /** Eight bytes each. */
  readonly initiatorCookie: Uint8Array;
  readonly responderCookie: Uint8Array;
  /** What the cipher is keyed with, for Wireshark's ikev1_decryption_table; undefined until it exists. */
  readonly encryptionKey: Uint8Array | undefined;
}
