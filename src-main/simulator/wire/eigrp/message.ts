/**
 * EIGRP (RFC 7868), which is IP protocol 88: a header of 20 bytes and what it carries as type, length and value.
 *
 *   0         1        2          4       8          12                16                  18                 20
 *   +---------+--------+----------+-------+----------+-----------------+-------------------+------------------+-----
 *   | version | opcode | checksum | flags | sequence | acknowledgement | virtual router id | autonomous system | TLVs
 *   +---------+--------+----------+-------+----------+-----------------+-------------------+------------------+-----
 */
import { bytesOfNumber, concat, putU16, putU32, u16, u32, u8 } from '../../../base/bytes.ts';
import { internetChecksum } from '../checksum.ts';
import { Malformed } from '../malformed.ts';

export const eigrpOpcodes = { update: 1, query: 3, reply: 4, hello: 5 } as const;

export const eigrpFlags = { init: 1, conditionalReceive: 2, restart: 4, endOfTable: 8 } as const;

/** K1 to K6; the usual ones are 1 0 1 0 0 0. */
export interface EigrpParameters {
  k: readonly number[];
  /** Seconds. */
  holdTime: number;
}

/** The classic vector metric (RFC 7868 section 6.6.1.1). */
export interface EigrpMetric {
  /** In units of 10 microseconds, times 256. 0xffffffff: there is no way. */
  delay: number;
  /** 256 times 10^7 over the least bandwidth on the way in kbit/s. */
  bandwidth: number;
  mtu: number;
  hops: number;
  reliability: number;
  load: number;
}

export interface EigrpRoute {
  network: number;
  mask: number;
  /** 0 stands for the one who sends it. */
  nextHop: number;
  metric: EigrpMetric;
  external?: { router: number; autonomousSystem: number; tag: number; metric: number; protocol: number };
}

export interface EigrpMessage {
  opcode: number;
  flags: number;
  sequence: number;
  acknowledgement: number;
  autonomousSystem: number;
  parameters?: EigrpParameters;
  /** Of a hello: whoever sends it is a stub, which tells of so much, and wants no queries. */
  stub?: number;
  routes: EigrpRoute[];
}

/** By whom an external route was made known (RFC 7868 section 6.8.4): numbers of the field "external protocol". */
export const externalProtocols = { nhrp: 0, eigrp: 2, static: 3, ospf: 6, connected: 11 } as const;

/** What a stub tells of: bits of the TLV that has no other content (as Wireshark reads it; RFC 7868 has the type only). */
export const stubFlags = { connected: 1, static: 2, summary: 4, receiveOnly: 8, redistributed: 16 } as const;

const headerLength = 20;
const PARAMETERS = 0x0001;
const VERSION = 0x0004;
const STUB = 0x0006;
const INTERNAL = 0x0102;
const EXTERNAL = 0x0103;
export const unreachable = 0xffffffff;

export function emitEigrp(message: EigrpMessage): Uint8Array {
  const { opcode, flags, sequence, acknowledgement, autonomousSystem, parameters, stub, routes } = message;
  // 12.4 of IOS and 1.2 of EIGRP: what a router of that release sends.
  const about = parameters
    ? [tlv(PARAMETERS, parameterBytes(parameters)), tlv(VERSION, Uint8Array.of(12, 4, 1, 2))]
    : [];
  if (stub !== undefined) about.push(tlv(STUB, bytesOfNumber(stub, 2)));
  const content = concat(...about, ...routes.map(routeBytes));
  const bytes = new Uint8Array(headerLength + content.length);
  bytes[0] = 2;
  bytes[1] = opcode;
  putU32(bytes, 4, flags);
  putU32(bytes, 8, sequence);
  putU32(bytes, 12, acknowledgement);
  putU16(bytes, 18, autonomousSystem);
  bytes.set(content, headerLength);
  putU16(bytes, 2, internetChecksum(bytes));
  return bytes;
}

function tlv(type: number, value: Uint8Array): Uint8Array {
  return concat(bytesOfNumber(type, 2), bytesOfNumber(value.length + 4, 2), value);
}

function parameterBytes({ k, holdTime }: EigrpParameters): Uint8Array {
  return concat(
    Uint8Array.from({ length: 6 }, (_, i) => k[i] ?? 0),
    bytesOfNumber(holdTime, 2),
  );
}

function routeBytes({ network, mask, nextHop, metric, external }: EigrpRoute): Uint8Array {
  const next = bytesOfNumber(nextHop, 4);
  const rest = concat(metricBytes(metric), prefixBytes(network, mask));
  return external ? tlv(EXTERNAL, concat(next, externalBytes(external), rest)) : tlv(INTERNAL, concat(next, rest));
}

function externalBytes({
  router,
  autonomousSystem,
  tag,
  metric,
  protocol,
}: NonNullable<EigrpRoute['external']>): Uint8Array {
  const numbers = [router, autonomousSystem, tag, metric].map((value) => bytesOfNumber(value, 4));
  return concat(...numbers, Uint8Array.of(0, 0, protocol, 0));
}

function metricBytes({ delay, bandwidth, mtu, hops, reliability, load }: EigrpMetric): Uint8Array {
  const third = bytesOfNumber(mtu, 3);
  return concat(
    bytesOfNumber(delay, 4),
    bytesOfNumber(bandwidth, 4),
    third,
    Uint8Array.of(hops, reliability, load, 0, 0),
  );
}

/** As many bytes of the address as the length of the prefix asks for. */
function prefixBytes(network: number, mask: number): Uint8Array {
  const length = prefixLengthOf(mask);
  return concat(Uint8Array.of(length), bytesOfNumber(network, 4).subarray(0, Math.ceil(length / 8)));
}

function prefixLengthOf(mask: number): number {
  return 32 - (mask === 0xffffffff ? 0 : 32 - Math.clz32(~mask));
}

export function parseEigrp(bytes: Uint8Array): EigrpMessage | Malformed {
  if (bytes.length < headerLength) return new Malformed('EIGRP', `${bytes.length} bytes are no header`);
  if (u8(bytes, 0) !== 2) return new Malformed('EIGRP', `version ${u8(bytes, 0)}`);
  if (internetChecksum(bytes) !== 0) return new Malformed('EIGRP', 'the checksum is wrong');
  const message: EigrpMessage = {
    opcode: u8(bytes, 1),
    flags: u32(bytes, 4),
    sequence: u32(bytes, 8),
    acknowledgement: u32(bytes, 12),
    autonomousSystem: u16(bytes, 18),
    routes: [],
  };
  for (let offset = headerLength; offset + 4 <= bytes.length;) {
    const length = u16(bytes, offset + 2);
    if (length < 4 || offset + length > bytes.length) return new Malformed('EIGRP', `a TLV of ${length} bytes`);
    if (!take(message, u16(bytes, offset), bytes.subarray(offset + 4, offset + length)))
      return new Malformed('EIGRP', 'a broken route');
    offset += length;
  }
  return message;
}

/** False when a route is broken. TLVs that we do not know are passed over. */
function take(message: EigrpMessage, type: number, value: Uint8Array): boolean {
  if (type === PARAMETERS) message.parameters = { k: [...value.subarray(0, 6)], holdTime: u16(value, 6) };
  if (type === STUB && value.length >= 2) message.stub = u16(value, 0);
  if (type !== INTERNAL && type !== EXTERNAL) return true;
  const route = parseRoute(type, value);
  if (route) message.routes.push(route);
  return route !== undefined;
}

function parseRoute(type: number, value: Uint8Array): EigrpRoute | undefined {
  const at = type === EXTERNAL ? 24 : 4;
  const length = u8(value, at + 16);
  const addressBytes = Math.ceil(length / 8);
  if (length > 32 || value.length < at + 17 + addressBytes) return undefined;
  const address = new Uint8Array(4);
  address.set(value.subarray(at + 17, at + 17 + addressBytes));
  const mask = length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0;
  const route: EigrpRoute = {
    network: (u32(address, 0) & mask) >>> 0,
    mask,
    nextHop: u32(value, 0),
    metric: parseMetric(value, at),
  };
  if (type === EXTERNAL)
    route.external = {
      router: u32(value, 4),
      autonomousSystem: u32(value, 8),
      tag: u32(value, 12),
      metric: u32(value, 16),
      protocol: u8(value, 22),
    };
  return route;
}

function parseMetric(value: Uint8Array, at: number): EigrpMetric {
  return {
    delay: u32(value, at),
    bandwidth: u32(value, at + 4),
    mtu: u32(value, at + 7) & 0xffffff,
    hops: u8(value, at + 11),
    reliability: u8(value, at + 12),
    load: u8(value, at + 13),
  };
}
