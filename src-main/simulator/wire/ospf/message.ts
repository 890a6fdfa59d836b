/**
 * The five packets of OSPF version 2 (RFC 2328 appendix A.3), which is IP protocol 89.
 *
 *   0         1      2        4           8         12         14          16               24
 *   +---------+------+--------+-----------+---------+----------+-----------+----------------+------
 *   | version | type | length | router id | area id | checksum | auth type | authentication | body
 *   +---------+------+--------+-----------+---------+----------+-----------+----------------+------
 */
import { bytesOfHex, bytesOfNumber, concat, putU16, putU32, u16, u32, u8 } from '../../../base/bytes.ts';
import { internetChecksum } from '../checksum.ts';
import { Malformed } from '../malformed.ts';
import { emitLsa, emitLsaHeader, lsaHeaderLength, parseLsa, parseLsaHeader, type Lsa, type LsaHeader } from './lsa.ts';

/** Bits of what a router can do (RFC 2328 appendix A.2): routes from outside, a block for the link (RFC 5613), demand circuits. */
export const ospfOptions = { E: 0x02, L: 0x10, DC: 0x20 } as const;

export interface Hello {
  kind: 'hello';
  mask: number;
  /** Seconds, as is the other. */
  helloInterval: number;
  deadInterval: number;
  options: number;
  priority: number;
  /** Addresses on the network of the designated router and of its backup; 0 when there is none. */
  designated: number;
  backup: number;
  /** Router ids of those heard of lately. */
  neighbours: number[];
}

export interface DatabaseDescription {
  kind: 'database-description';
  mtu: number;
  options: number;
  isFirst: boolean;
  hasMore: boolean;
  isMaster: boolean;
  sequence: number;
  headers: LsaHeader[];
}

export interface LsaKey {
  type: number;
  id: number;
  router: number;
}

export type OspfBody =
  | Hello
  | DatabaseDescription
  | { kind: 'request'; keys: LsaKey[] }
  | { kind: 'update'; lsas: Lsa[] }
  | { kind: 'acknowledgement'; headers: LsaHeader[] };

export interface OspfMessage {
  router: number;
  area: number;
  /** 0 none, 1 a password, 2 MD5: what is then beside the body is not read here. */
  authentication: number;
  body: OspfBody;
}

const types = ['hello', 'database-description', 'request', 'update', 'acknowledgement'] as const;
const headerLength = 24;
const CHECKSUM = 12;
const AUTHENTICATION = 16;
/**
 * The block behind a packet whose options announce one (RFC 5613): its checksum and length, and the extended options with
 * nothing but that the database may be exchanged again out of band, as IOS sends it.
 */
const linkLocalBlock = bytesOfHex('fff600030001000400000001');

export function emitOspf({ router, area, authentication, body }: OspfMessage): Uint8Array {
  const content = emitBody(body);
  const bytes = new Uint8Array(headerLength + content.length);
  bytes[0] = 2;
  bytes[1] = 1 + types.indexOf(body.kind);
  putU16(bytes, 2, bytes.length);
  putU32(bytes, 4, router);
  putU32(bytes, 8, area);
  putU16(bytes, 14, authentication);
  bytes.set(content, headerLength);
  putU16(bytes, CHECKSUM, internetChecksum(bytes));
  return announcesBlock(body) ? concat(bytes, linkLocalBlock) : bytes;
}

function announcesBlock(body: OspfBody): boolean {
  return 'options' in body && (body.options & ospfOptions.L) !== 0;
}

function emitBody(body: OspfBody): Uint8Array {
  switch (body.kind) {
    case 'hello':
      return emitHello(body);
    case 'database-description':
      return emitDescription(body);
    case 'request':
      return concat(
        ...body.keys.flatMap(({ type, id, router }) => [type, id, router].map((one) => bytesOfNumber(one, 4))),
      );
    case 'update':
      return concat(bytesOfNumber(body.lsas.length, 4), ...body.lsas.map(emitLsa));
    case 'acknowledgement':
      return concat(...body.headers.map(emitLsaHeader));
  }
}

function emitHello(hello: Hello): Uint8Array {
  const { mask, helloInterval, options, priority, deadInterval, designated, backup, neighbours } = hello;
  return concat(
    bytesOfNumber(mask, 4),
    bytesOfNumber(helloInterval, 2),
    Uint8Array.of(options, priority),
    ...[deadInterval, designated, backup, ...neighbours].map((value) => bytesOfNumber(value, 4)),
  );
}

function emitDescription({
  mtu,
  options,
  isFirst,
  hasMore,
  isMaster,
  sequence,
  headers,
}: DatabaseDescription): Uint8Array {
  const flags = (isFirst ? 4 : 0) | (hasMore ? 2 : 0) | (isMaster ? 1 : 0);
  const head = concat(bytesOfNumber(mtu, 2), Uint8Array.of(options, flags), bytesOfNumber(sequence, 4));
  return concat(head, ...headers.map(emitLsaHeader));
}

export function parseOspf(bytes: Uint8Array): OspfMessage | Malformed {
  const length = u16(bytes, 2);
  if (bytes.length < headerLength || length < headerLength || length > bytes.length)
    return new Malformed('OSPF', `length ${length} of ${bytes.length} bytes`);
  if (u8(bytes, 0) !== 2) return new Malformed('OSPF', `version ${u8(bytes, 0)}`);
  const whole = bytes.subarray(0, length);
  const authentication = u16(whole, 14);
  if (authentication !== 2 && !isChecksumRight(whole)) return new Malformed('OSPF', 'the checksum is wrong');
  const body = parseBody(u8(whole, 1), whole.subarray(headerLength));
  return body
    ? { router: u32(whole, 4), area: u32(whole, 8), authentication, body }
    : new Malformed('OSPF', 'a broken body');
}

/** The authentication is not covered. */
function isChecksumRight(whole: Uint8Array): boolean {
  const covered = whole.slice();
  covered.fill(0, AUTHENTICATION, headerLength);
  return internetChecksum(covered) === 0;
}

function parseBody(type: number, body: Uint8Array): OspfBody | undefined {
  switch (types[type - 1]) {
    case 'hello':
      return parseHello(body);
    case 'database-description':
      return parseDescription(body);
    case 'request':
      return { kind: 'request', keys: parseKeys(body) };
    case 'update':
      return parseUpdate(body);
    case 'acknowledgement':
      return { kind: 'acknowledgement', headers: parseHeaders(body, 0) };
    default:
      return undefined;
  }
}

function parseHello(body: Uint8Array): Hello | undefined {
  if (body.length < 20) return undefined;
  const neighbours: number[] = [];
  for (let offset = 20; offset + 4 <= body.length; offset += 4) neighbours.push(u32(body, offset));
  return {
    kind: 'hello',
    mask: u32(body, 0),
    helloInterval: u16(body, 4),
    options: u8(body, 6),
    priority: u8(body, 7),
    deadInterval: u32(body, 8),
    designated: u32(body, 12),
    backup: u32(body, 16),
    neighbours,
  };
}

function parseDescription(body: Uint8Array): DatabaseDescription | undefined {
  if (body.length < 8) return undefined;
  const flags = u8(body, 3);
  return {
    kind: 'database-description',
    mtu: u16(body, 0),
    options: u8(body, 2),
    isFirst: (flags & 4) !== 0,
    hasMore: (flags & 2) !== 0,
    isMaster: (flags & 1) !== 0,
    sequence: u32(body, 4),
    headers: parseHeaders(body, 8),
  };
}

function parseHeaders(body: Uint8Array, start: number): LsaHeader[] {
  const headers: LsaHeader[] = [];
  for (let offset = start; offset + lsaHeaderLength <= body.length; offset += lsaHeaderLength)
    headers.push(parseLsaHeader(body, offset));
  return headers;
}

function parseKeys(body: Uint8Array): LsaKey[] {
  const keys: LsaKey[] = [];
  for (let offset = 0; offset + 12 <= body.length; offset += 12)
    keys.push({ type: u32(body, offset), id: u32(body, offset + 4), router: u32(body, offset + 8) });
  return keys;
}

/** An advertisement with a wrong checksum is left out: the next one can still be found by its length. */
function parseUpdate(body: Uint8Array): OspfBody | undefined {
  const lsas: Lsa[] = [];
  let offset = 4;
  for (let left = u32(body, 0); left > 0; left--) {
    if (offset + lsaHeaderLength > body.length) return undefined;
    const { length } = parseLsaHeader(body, offset);
    if (length < lsaHeaderLength) return undefined;
    const lsa = parseLsa(body, offset);
    if (lsa) lsas.push(lsa);
    offset += length;
  }
  return { kind: 'update', lsas };
}
