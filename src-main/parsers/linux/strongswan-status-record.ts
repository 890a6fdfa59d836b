/** What ipsec status and ipsec statusall of strongSwan show, and what is kept while they are read. */
import type { Sourced } from '../parsed.ts';
import type { SwanChildSa, SwanIkeSa } from './swan-ike-sa.ts';

export interface StrongswanStatus extends Sourced {
  /** "5.9.8"; only with statusall, as all that is about the daemon. */
  version?: string;
  system?: string;
  uptime?: string;
  since?: string;
  workers?: number;
  idleWorkers?: number;
  /** critical, high, medium, low. */
  busyWorkers?: number[];
  queuedJobs?: number[];
  scheduledJobs?: number;
  plugins?: string[];
  addresses: string[];
  pools: { name: string; size: number; online: number; offline: number }[];
  connections: StrongswanConnection[];
  /** Routed and shunted ones: a policy that has no association yet. */
  routed: SwanChildSa[];
  shunted: { name: string; local: string[]; remote: string[]; action: string }[];
  /** As the heading counts them. */
  up?: number;
  connecting?: number;
  sas: SwanIkeSa[];
}

export interface StrongswanConnection extends Sourced {
  name: string;
  local: string;
  remote: string;
  /** "IKEv1", "IKEv2", "IKEv1/2". */
  version?: string;
  options?: string;
  localIds: string[];
  remoteIds: string[];
  /** "pre-shared key", "public key" … */
  localAuthentications: string[];
  remoteAuthentications: string[];
  /** The mode is empty where it is not said, as by 4.x. */
  children: { name: string; local: string[]; remote: string[]; mode: string; options?: string }[];
}

export interface StatusState {
  status: StrongswanStatus | undefined;
  section: 'connections' | 'routed' | 'shunted' | 'sas' | 'addresses' | 'pools' | undefined;
  /** The child that a line with its name goes on with. */
  child: SwanChildSa | undefined;
}

export function statusOf(state: StatusState, line: number): StrongswanStatus {
  state.status ??= { line, at: {}, addresses: [], pools: [], connections: [], routed: [], shunted: [], sas: [] };
  return state.status;
}
