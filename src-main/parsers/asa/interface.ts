/** What `show interface` of an ASA says of one. */
import type { Sourced } from '../parsed.ts';

export interface AsaInterface extends Sourced {
  name: string;
  /** Its name in rules: "outside". */
  nameif?: string;
  /** "up", "down", "administratively down". */
  status: string;
  protocol?: string;
  hardware?: string;
  /** As printed: "1000 Mbps", "10 usec". */
  bandwidth?: string;
  delay?: string;
  duplex?: string;
  speed?: string;
  isAutoDuplex?: boolean;
  isAutoSpeed?: boolean;
  media?: string;
  inputFlowControl?: string;
  outputFlowControl?: string;
  description?: string;
  vlan?: string;
  isUnnamed?: boolean;
  macAddress?: string;
  mtu?: number;
  address?: string;
  mask?: string;
  isUnassigned?: boolean;
  ipv6Address?: string;
  memberOf?: string;
  activeMembers?: string[];
  inactiveMembers?: string[];
  /** Of a redundant one, as printed. */
  lastSwitchover?: string;
  tunnelSourceInterface?: string;
  tunnelSource?: string;
  tunnelDestination?: string;
  tunnelMode?: string;
  ipsecProfile?: string;
  inputQueue?: string;
  outputQueue?: string;
  /** By the words that are printed; "bytes input" and "bytes output" for the bytes of those packets. */
  counters: Record<string, number>;
  traffic?: AsaTraffic;
}

/** `Traffic Statistics for "outside":` */
export interface AsaTraffic extends Sourced {
  name: string;
  counters: Record<string, number>;
  oneMinuteInput?: AsaRate;
  oneMinuteOutput?: AsaRate;
  oneMinuteDrop?: AsaRate;
  fiveMinuteInput?: AsaRate;
  fiveMinuteOutput?: AsaRate;
  fiveMinuteDrop?: AsaRate;
}

/** A second. */
export interface AsaRate {
  packets: number;
  bytes?: number;
}
