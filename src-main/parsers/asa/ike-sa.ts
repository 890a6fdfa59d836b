/** What `show crypto isakmp sa`, `ikev1 sa` and `ikev2 sa` say of one IKE SA of an ASA. */
import type { Sourced } from '../parsed.ts';

export interface AsaIkeSa extends Sourced {
  version: 1 | 2;
  /** Version 1: its number in the list. */
  index?: number;
  /** Version 2: `Tunnel-id`. */
  tunnelId?: number;
  local?: string;
  localPort?: number;
  remote: string;
  remotePort?: number;
  frontVrf?: string;
  insideVrf?: string;
  /** As printed: MM_ACTIVE, MM_WAIT_MSG2, AM_ACTIVE; READY, IN-NEG, DELETE. */
  state?: string;
  /** As printed: "initiator", "RESPONDER". */
  role?: string;
  /** Version 1: L2L, user. */
  type?: string;
  isRekeying?: boolean;
  encryption?: string;
  keyBits?: number;
  hash?: string;
  prf?: string;
  /** `PQC`, as printed: "none". */
  postQuantum?: string;
  dhGroup?: number;
  /** As printed: "preshared", "rsa"; PSK, RSA, EAP. */
  authentication?: string;
  peerAuthentication?: string;
  lifetimeSeconds?: number;
  remainingSeconds?: number;
  activeSeconds?: number;
  /** Version 2: what the session above says. */
  sessionId?: number;
  sessionStatus?: string;
  ikeCount?: number;
  childCount?: number;
  statusDescription?: string;
  localSpi?: string;
  remoteSpi?: string;
  localId?: string;
  remoteId?: string;
  remoteEapId?: string;
  localRequestId?: number;
  remoteRequestId?: number;
  localNextId?: number;
  remoteNextId?: number;
  localQueued?: number;
  remoteQueued?: number;
  localWindow?: number;
  remoteWindow?: number;
  dpdSeconds?: number;
  dpdRetrySeconds?: number;
  isBehindNat?: boolean;
  /** Which end is behind it: "inside", "outside". */
  natSide?: string;
  fragmentation?: string;
  isDeleting?: boolean;
  isMarkedForDelete?: boolean;
  additionalKeyExchange?: string;
  peerType?: string;
  assignedAddress?: string;
  assignedIpv6?: string;
  remotePublic?: string;
  children: AsaChildSa[];
}

export interface AsaChildSa extends Sourced {
  local: SelectorRange;
  remote?: SelectorRange;
  espInboundSpi?: number;
  espOutboundSpi?: number;
  /** 0 where there is none. */
  ahInboundSpi?: number;
  ahOutboundSpi?: number;
  cpiInbound?: number;
  cpiOutbound?: number;
  encryption?: string;
  keyBits?: number;
  /** `esp_hmac`, as printed. */
  integrity?: string;
  ahIntegrity?: string;
  compression?: string;
  mode?: string;
}

/** `10.1.1.0/0 - 10.1.1.255/65535` */
export interface SelectorRange {
  from: string;
  fromPort: number;
  to: string;
  toPort: number;
}
