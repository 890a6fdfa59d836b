/** An association as show commands, debugging and captures look at it. */
import type { UdpPorts } from '../ike/environment.ts';
import type { Ikev2Authentication, Ikev2Dpd, Ikev2Identity } from './configuration.ts';
import type { Ikev2ChildSa } from './ipsec-side.ts';
import type { IkeKeys } from '../crypto/ikev2-keys.ts';
import type { NatFinding } from './nat.ts';
import type { ToldSettings } from './told-settings.ts';
import type { IkeSuite } from './suite.ts';

export type Ikev2Role = 'initiator' | 'responder';

/** The words of `show crypto ikev2 sa`. */
export type Ikev2Status = 'IN-NEG' | 'READY' | 'DELETE';

export interface Ikev2Child {
  readonly sa: Ikev2ChildSa;
  /** Virtual time in milliseconds. */
  readonly createdAt: number;
  readonly isDeleting: boolean;
}

export interface Ikev2Counters {
  /** Messages, fragments each for itself. */
  sent: number;
  received: number;
  retransmitted: number;
}

export interface Ikev2Sa {
  /** "Tunnel-id" of show commands, "SA ID" of debugging. */
  readonly id: number;
  readonly sessionId: number;
  readonly role: Ikev2Role;
  readonly status: Ikev2Status;
  /** The table of routes by which the peer is reached; undefined for the global one. */
  readonly frontDoor: string | undefined;
  readonly local: number;
  readonly remote: number;
  readonly ports: UdpPorts;
  /** Eight bytes; zeros before the responder has answered. */
  readonly initiatorSpi: Uint8Array;
  readonly responderSpi: Uint8Array;
  /** What the responder calls itself in an answer to the first message, before that answer is taken. */
  readonly answeredSpi: Uint8Array;
  readonly suite: IkeSuite | undefined;
  /** For captures: with the suite and both SPIs this is what Wireshark's table of IKEv2 keys has. */
  readonly keys: IkeKeys | undefined;
  /** The name of the profile. */
  readonly profile: string | undefined;
  readonly localIdentity: Ikev2Identity | undefined;
  readonly remoteIdentity: Ikev2Identity | undefined;
  readonly localAuthentication: Ikev2Authentication | undefined;
  readonly remoteAuthentication: Ikev2Authentication | undefined;
  /** Seconds. */
  readonly lifetime: number;
  /** Virtual time in milliseconds; undefined before it is ready. */
  readonly establishedAt: number | undefined;
  /** Of the next request, ours and the peer's. */
  readonly nextMessageId: { local: number; remote: number };
  /** Requests of ours that wait for an answer or their turn. */
  readonly queued: number;
  readonly nat: NatFinding | undefined;
  readonly dpd: Ikev2Dpd | undefined;
  /** Whether both ends can put fragments together. */
  readonly isFragmenting: boolean;
  /** What the peer was given, and what it has told of itself or for us. */
  readonly given?: ToldSettings | undefined;
  readonly told?: ToldSettings | undefined;
  readonly children: readonly Ikev2Child[];
  readonly counters: Readonly<Ikev2Counters>;
}
