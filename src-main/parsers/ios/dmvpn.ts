/** What `show dmvpn` says of one tunnel interface. */
import type { Sourced } from '../parsed.ts';
import type { FlowDirection } from './crypto-session.ts';

export interface Dmvpn extends Sourced {
  interface: string;
  family: 'IPv4' | 'IPv6';
  /** "Hub", "Spoke", "Unknown". */
  role?: string;
  peerCount?: number;
  /** `detail`. */
  status?: string;
  protocol?: string;
  address?: string;
  vrf?: string;
  source?: string;
  destination?: string;
  tunnelVrf?: string;
  transport?: string;
  protection?: string;
  servers: NextHopServer[];
  peers: DmvpnPeer[];
  sessions: DmvpnSession[];
  /** Lines of `detail` that have no field here, by label. */
  others?: Record<string, string>;
}

export interface DmvpnPeer extends Sourced {
  /** `# Ent`: absent in a row that goes on with the peer above it. */
  entries?: number;
  nbma: string;
  tunnelAddress: string;
  /** UP, NHRP, IKE, IPSEC, DOWN; as printed. */
  state: string;
  /** As printed: "00:02:19", "3d05h", "never". */
  since: string;
  /** Letters, explained above the first interface: "S", "DX", "DT1". */
  attributes: string;
  targetNetwork?: string;
}

export interface NextHopServer extends Sourced {
  interface?: string;
  server: string;
  /** E expecting replies, R responding, W waiting, D dynamic: "RE". */
  state: string;
  nbma?: string;
  priority?: number;
  cluster?: number;
  requestsSent?: number;
  requestsFailed?: number;
  repliesReceived?: number;
  /** Of the last reply, as printed. */
  age?: string;
  requestId?: number;
  acknowledgedId?: number;
  isSocketRequested?: boolean;
}

export interface DmvpnSession extends Sourced {
  interface: string;
  /** Where the router keeps it: "0x08DC4E60". */
  handle?: string;
  sessionId?: number;
  ikeVersion?: number;
  local?: string;
  localPort?: number;
  remote?: string;
  remotePort?: number;
  ikeState?: string;
  capabilities?: string;
  connectionId?: number;
  lifetime?: string;
  status?: string;
  frontVrf?: string;
  phase1Id?: string;
  flows: string[];
  activeSas?: number;
  /** "crypto map". */
  origin?: string;
  inbound?: FlowDirection;
  outbound?: FlowDirection;
  outboundSpi?: number;
  transforms?: string[];
  socketState?: string;
}
