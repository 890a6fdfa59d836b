/** What `show crypto session` says: a session is one peer on one interface; an interface has a block for each. */
import type { Sourced } from '../parsed.ts';

export interface CryptoSession extends Sourced {
  interface?: string;
  profile?: string;
  group?: string;
  username?: string;
  assignedAddress?: string;
  /** As printed: "11:12:24", "1d02h". */
  uptime?: string;
  /** UP-ACTIVE, UP-IDLE, UP-NO-IKE, DOWN, DOWN-NEGOTIATING; as printed. */
  status?: string;
  peer?: string;
  peerPort?: number;
  /** Front door and inside VRF; absent for "(none)". */
  frontVrf?: string;
  insideVrf?: string;
  phase1Id?: string;
  description?: string;
  sessionId?: number;
  ikeSas: SessionIkeSa[];
  flows: SessionFlow[];
  /** Lines of a label that have no field here, as printed. */
  others?: string[];
}

export interface SessionIkeSa extends Sourced {
  /** `IKE SA:` of older releases is version 1. */
  version: 1 | 2;
  local: string;
  localPort?: number;
  remote: string;
  remotePort?: number;
  /** "Active", "Inactive". */
  state: string;
  /** Letters, explained above the first session; absent for "(none)". */
  capabilities?: string;
  connectionId?: number;
  /** Remaining, as printed. */
  lifetime?: string;
}

export interface SessionFlow extends Sourced {
  /** "permit" or "deny". */
  action: string;
  /** "ip", "ipv6", or a number. */
  protocol: string;
  source: string;
  destination: string;
  activeSas?: number;
  /** "crypto map", "dynamic crypto map". */
  origin?: string;
  inbound?: FlowDirection;
  outbound?: FlowDirection;
}

/** Only `detail` shows it. */
export interface FlowDirection {
  /** Decrypted inbound, encrypted outbound. */
  packets: number;
  drops: number;
  /** Remaining; absent where it is not a number ("KB Vol Rekey Disabled"). */
  kilobytes?: number;
  /** What stands instead of a number of kilobytes: "KB Vol Rekey Disabled", "HIGH". */
  volume?: string;
  seconds?: number;
}
