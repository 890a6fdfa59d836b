/**
 * Configuration messages of spanning trees (IEEE 802.1D-1998 clause 9.3.1), in a frame of 802.3 with LLC; those of a VLAN
 * that has a tag are in SNAP with Cisco's number and name their VLAN behind (PVST+, as Wireshark's dissector reads it).
 *
 *   0        2       3      4       5              13     17                21        23
 *   +--------+-------+------+-------+--------------+------+-----------------+---------+-------- ...
 *   | 0      | 0     | type | flags | root         | cost | bridge          | port id | four times, in 1/256 s
 *   +--------+-------+------+-------+--------------+------+-----------------+---------+-------- ...
 */
import { concat, putU16, u16 } from '../../base/bytes.ts';

export interface BridgeId {
  readonly priority: number;
  /** Six bytes. */
  readonly mac: Uint8Array;
}

export interface Bpdu {
  readonly root: BridgeId;
  readonly cost: number;
  readonly bridge: BridgeId;
  readonly port: number;
  /** Whether stations have moved: what has been learned is to be forgotten. */
  readonly isChange: boolean;
}

const treeGroup = Uint8Array.of(0x01, 0x80, 0xc2, 0, 0, 0);
const vlanTreeGroup = Uint8Array.of(0x01, 0x00, 0x0c, 0xcc, 0xcc, 0xcd);
const llc = Uint8Array.of(0x42, 0x42, 0x03);
const snap = Uint8Array.of(0xaa, 0xaa, 0x03, 0x00, 0x00, 0x0c, 0x01, 0x0b);
const LENGTH = 35;
const HEADER = 14;
const shortest = 60;
/** Message age, maximum age, hello time and forward delay, in units of 1/256 second. */
const times = [0, 20, 2, 15].map((seconds) => seconds * 256);

/** @param vlan undefined for the tree of frames without a tag */
export function emitBpdu(source: Uint8Array, bpdu: Bpdu, vlan?: number): Uint8Array {
  const message = concat(vlan === undefined ? llc : snap, bodyOf(bpdu), vlan === undefined ? none : vlanTlv(vlan));
  const frame = new Uint8Array(Math.max(shortest, HEADER + message.length));
  frame.set(vlan === undefined ? treeGroup : vlanTreeGroup, 0);
  frame.set(source, 6);
  putU16(frame, 12, message.length);
  frame.set(message, HEADER);
  return frame;
}

/** Undefined for a frame that is no configuration message. */
export function parseBpdu(frame: Uint8Array): Bpdu | undefined {
  const start = HEADER + (frame[5] === 0xcd ? snap.length : llc.length);
  const body = frame.subarray(start, start + LENGTH);
  if (!isOfSpanningTree(frame) || body.length < LENGTH || body[3] !== 0) return undefined;
  return {
    root: bridgeOf(body, 5),
    cost: u16(body, 13) * 0x10000 + u16(body, 15),
    bridge: bridgeOf(body, 17),
    port: u16(body, 25),
    isChange: ((body[4] ?? 0) & 1) === 1,
  };
}

export function isOfSpanningTree(frame: Uint8Array): boolean {
  const isTo = (group: Uint8Array): boolean => group.every((byte, index) => frame[index] === byte);
  return isTo(treeGroup) || isTo(vlanTreeGroup);
}

const none = new Uint8Array(0);

function bodyOf({ root, cost, bridge, port, isChange }: Bpdu): Uint8Array {
  const body = new Uint8Array(LENGTH);
  body[4] = isChange ? 1 : 0;
  putBridge(body, 5, root);
  putU16(body, 13, cost >>> 16);
  putU16(body, 15, cost & 0xffff);
  putBridge(body, 17, bridge);
  putU16(body, 25, port);
  for (const [index, time] of times.entries()) putU16(body, 27 + 2 * index, time);
  return body;
}

/** A pad, the type 0, the length 2 and the number of the VLAN. */
function vlanTlv(vlan: number): Uint8Array {
  return Uint8Array.of(0, 0, 0, 0, 2, vlan >>> 8, vlan & 0xff);
}

function putBridge(body: Uint8Array, at: number, { priority, mac }: BridgeId): void {
  putU16(body, at, priority);
  body.set(mac, at + 2);
}

function bridgeOf(body: Uint8Array, at: number): BridgeId {
  return { priority: u16(body, at), mac: body.slice(at + 2, at + 8) };
}
