/** What `show interfaces` says of one interface. */
import type { Sourced } from '../parsed.ts';

export interface InterfaceStatus extends Sourced {
  name: string;
  /** up, down, administratively down, deleted … */
  status: string;
  protocol?: string;
  /** What stands behind in brackets: connected, err-disabled, looped, spoofing … */
  reason?: string;
  hardware?: string;
  macAddress?: string;
  burnedInAddress?: string;
  description?: string;
  address?: string;
  prefixLength?: number;
  /** `ip unnumbered`: the interface whose address is used. */
  unnumbered?: string;
  mtu?: number;
  bandwidthKilobits?: number;
  delayMicroseconds?: number;
  reliability?: string;
  transmitLoad?: string;
  receiveLoad?: string;
  encapsulation?: string;
  /** What stands behind it: "LCP Open", "crc 16". */
  encapsulationDetails?: string[];
  vlan?: number;
  /** As printed: "not set", "set". */
  loopback?: string;
  keepaliveSeconds?: number;
  keepaliveRetries?: number;
  duplex?: string;
  speed?: string;
  linkType?: string;
  mediaType?: string;
  inputFlowControl?: string;
  outputFlowControl?: string;
  arpType?: string;
  arpTimeout?: string;
  lastInput?: string;
  lastOutput?: string;
  outputHang?: string;
  lastClearing?: string;
  inputQueue?: { size: number; max: number; drops: number; flushes: number };
  outputDrops?: number;
  queueingStrategy?: string;
  outputQueue?: { size: number; max: number; threshold?: number; drops?: number };
  rateSeconds?: number;
  inputBitsPerSecond?: number;
  inputPacketsPerSecond?: number;
  outputBitsPerSecond?: number;
  outputPacketsPerSecond?: number;
  counters: InterfaceCounters;
  tunnel?: TunnelStatus;
  /** Of a port channel. */
  members?: string[];
  activeMembers?: number;
  jumboMembers?: number;
  /** Of a pseudowire. */
  peer?: string;
  circuit?: number;
  /** Lines that only some hardware prints, as printed. */
  others?: string[];
}

export interface TunnelStatus {
  /** An address, or UNKNOWN. */
  source?: string;
  sourceInterface?: string;
  /** An address, or UNKNOWN; a multipoint tunnel has none. */
  destination?: string;
  /** As printed: "GRE/IP", "IPSEC/IP", "multi-GRE/IP". */
  transport?: string;
  key?: string;
  ttl?: number;
  transportMtu?: number;
  /** `tunnel protection ipsec profile`. */
  protectionProfile?: string;
  isProtectionShared?: boolean;
  /** `tunnel vrf`: where the tunnel's own packets go. */
  vrf?: string;
  /** As printed: "disabled", "enabled". */
  sequencing?: string;
  checksumming?: string;
  transmitKilobits?: number;
  receiveKilobits?: number;
  /** `tunnel path-mtu-discovery`. */
  pathMtuMinutes?: number;
  pathMtuMinimum?: number;
  /** IOS XE: "up", or down with what is the matter. */
  lineStateEvaluation?: string;
}

/** Each counter by the words that IOS puts behind the number. */
export const COUNTERS = {
  'packets input': 'inputPackets',
  'no buffer': 'noBuffer',
  runts: 'runts',
  giants: 'giants',
  throttles: 'throttles',
  'input errors': 'inputErrors',
  CRC: 'crc',
  frame: 'frame',
  overrun: 'overrun',
  ignored: 'ignored',
  abort: 'abort',
  watchdog: 'watchdog',
  multicast: 'inputMulticasts',
  'pause input': 'pauseInput',
  'input packets with dribble condition detected': 'dribble',
  'packets output': 'outputPackets',
  underruns: 'underruns',
  'output errors': 'outputErrors',
  collisions: 'collisions',
  'interface resets': 'interfaceResets',
  'unknown protocol drops': 'unknownProtocolDrops',
  babbles: 'babbles',
  'late collision': 'lateCollisions',
  deferred: 'deferred',
  'lost carrier': 'lostCarrier',
  'no carrier': 'noCarrier',
  'pause output': 'pauseOutput',
  'output buffer failures': 'outputBufferFailures',
  'output buffers swapped out': 'outputBuffersSwappedOut',
  'carrier transitions': 'carrierTransitions',
} as const;

/** Those whose name depends on the line they stand on. */
type DirectedCounter =
  'inputBytes' | 'outputBytes' | 'inputBroadcasts' | 'outputBroadcasts' | 'inputIpMulticasts' | 'outputIpMulticasts';

type InterfaceCounterName = (typeof COUNTERS)[keyof typeof COUNTERS] | DirectedCounter;

/** A counter that is new to us stands under its printed name. */
export type InterfaceCounters = Partial<Record<InterfaceCounterName, number>> & Record<string, number>;
