/**
 * The simulator as it is reached from outside its worker: a service spoken over a port (base/remote.ts). Console bytes,
 * captures, the clock and the journal cross it; nothing else does.
 */
import type { Stop } from '../../base/disposable.ts';
import { trusted, type Contract } from '../../base/remote.ts';
import type { AcceptedLine } from '../../simulator/ios/ios-router.ts';
import type { LinkConditions } from '../../simulator/network/link-conditions.ts';
import type { NetworkPlan, Shortfall } from '../../simulator/topology/simulated-network.ts';
import type { PaceSetting } from './pace.ts';

export interface StartReport {
  /** The ids of the nodes that run. */
  running: string[];
  /** The ids of the links whose both ends run. */
  links: string[];
  shortfalls: Shortfall[];
}

/** 'console' and 'aux' are the router's own two lines, shared by whoever attaches; a 'vty' is made for each. */
export interface LineRequest {
  node: string;
  kind: 'console' | 'aux' | 'vty';
  columns: number;
  rows: number;
  /** Who has logged in already, when the way to the router has seen to that (SSH). */
  user?: string;
}

/** `time` is the virtual clock in milliseconds, so that the other side knows it without asking. */
export type LineEvent =
  | { kind: 'opened'; line: number; time: number }
  | { kind: 'output'; bytes: Uint8Array; time: number }
  | { kind: 'closed'; reason: string; time: number };

export interface SimulatorService {
  start(plan: NetworkPlan): Promise<StartReport>;
  /** Attaches a terminal; it is detached when the subscription stops. */
  onLine(request: LineRequest, listener: (event: LineEvent) => void): Stop;
  write(line: number, bytes: Uint8Array): Promise<void>;
  resize(line: number, columns: number, rows: number): Promise<void>;
  /** @returns whether `password` is this user's on this node */
  authenticate(node: string, user: string, password: string): Promise<boolean>;
  /** @returns whether `blob`, as SSH sends it, is a public key of this user on this node */
  isKeyOf(node: string, user: string, blob: Uint8Array): Promise<boolean>;
  pace(setting: PaceSetting): Promise<void>;
  /** Lets virtual time pass at once; the time afterwards. */
  advance(milliseconds: number): Promise<number>;
  onAccepted(listener: (line: { node: string; entry: AcceptedLine }) => void): Stop;
  onFrames(link: string, listener: (frame: { time: number; frame: Uint8Array }) => void): Stop;
  /** Changes how good a link is, for every frame from now on. */
  condition(link: string, change: Partial<LinkConditions>): Promise<void>;
  /** Every frame that leaves by an uplink, by its name. */
  onUplink(uplink: string, listener: (frame: Uint8Array) => void): Stop;
  /** A frame has come in by an uplink. */
  receive(uplink: string, frame: Uint8Array): Promise<void>;
  wiresharkKeys(): Promise<Readonly<Record<string, string>>>;
  stop(): Promise<void>;
}

export const simulatorContract: Contract<SimulatorService> = {
  start: trusted,
  onLine: trusted,
  write: trusted,
  resize: trusted,
  authenticate: trusted,
  isKeyOf: trusted,
  pace: trusted,
  advance: trusted,
  onAccepted: trusted,
  onFrames: trusted,
  condition: trusted,
  onUplink: trusted,
  receive: trusted,
  wiresharkKeys: trusted,
  stop: trusted,
};
