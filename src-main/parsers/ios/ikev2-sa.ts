/** What `show crypto ikev2 sa` and `session` say of one IKE SA. */
import type { Sourced } from '../parsed.ts';

export interface Ikev2Sa extends Sourced {
  /** The heading above it; `sa local` and filtered answers have none. */
  family?: 'IPv4' | 'IPv6';
  tunnelId: number;
  local?: string;
  localPort?: number;
  remote?: string;
  remotePort?: number;
  /** Absent for "none". */
  frontVrf?: string;
  insideVrf?: string;
  /** READY, IN-NEG, DELETE, REKEY …; as printed. */
  status: string;
  /** As printed: "AES-CBC", "AES-GCM"; "Unknown - 0" while it is negotiated. */
  encryption?: string;
  keyBits?: number;
  prf?: string;
  /** "None" with AES-GCM. */
  hash?: string;
  dhGroup?: number;
  authenticationSign?: string;
  authenticationVerify?: string;
  /** A post-quantum pre-shared key was mixed in: `QR`. */
  isQuantumResistant?: boolean;
  lifetimeSeconds?: number;
  activeSeconds?: number;
  remainingSeconds?: number;
  ceId?: number;
  sessionId?: number;
  mibId?: number;
  /** Sixteen digits, as printed. */
  localSpi?: string;
  remoteSpi?: string;
  statusDescription?: string;
  localId?: string;
  remoteId?: string;
  remoteEapId?: string;
  localMessages?: MessageWindow;
  remoteMessages?: MessageWindow;
  dpdSeconds?: number;
  dpdRetrySeconds?: number;
  /** As printed, without its full stop: "not configured", "configured", "enabled". */
  fragmentation?: string;
  fragmentationMtu?: number;
  dynamicRouteUpdate?: string;
  extendedAuthentication?: string;
  /** As printed: "not detected", "detected inside", "detected outside". */
  natTraversal?: string;
  securityGroupTags?: string;
  isInitiator?: boolean;
  /** "Manual", "Dynamic". */
  ppk?: string;
  peerType?: string;
  pushedAddress?: string;
  assignedAddress?: string;
  /** "10.1.1.0 255.255.255.0", IPv6 with its length. */
  remoteSubnets?: string[];
  /** Parts of its lines that have no field here. */
  others?: string[];
}

export interface MessageWindow {
  requestId?: number;
  nextId?: number;
  queued?: number;
  window?: number;
}

export interface Ikev2Session extends Sourced {
  family?: 'IPv4' | 'IPv6';
  sessionId: number;
  /** UP-ACTIVE, UP-IDLE, UP-NO-IKE, DOWN …; as printed. */
  status: string;
  ikeCount?: number;
  childCount?: number;
  ikeSas: Ikev2Sa[];
  children: Ikev2Child[];
}

export interface Ikev2Child extends Sourced {
  localSelectors: AddressRange[];
  remoteSelectors: AddressRange[];
  /** 0 where there is none. */
  espSpiIn?: number;
  espSpiOut?: number;
  ahSpiIn?: number;
  ahSpiOut?: number;
  cpiIn?: number;
  cpiOut?: number;
  encryption?: string;
  keyBits?: number;
  espHmac?: string;
  ahHmac?: string;
  compression?: string;
  mode?: string;
  others?: string[];
}

/** `10.1.1.0/0 - 10.1.1.255/65535`: from the first address and port to the last of each. */
export interface AddressRange {
  first: string;
  firstPort: number;
  last: string;
  lastPort: number;
}
