/**
 * Link state advertisements of OSPF version 2 (RFC 2328 appendix A.4): a header of 20 bytes and a body by type.
 *
 *   0        2         3      4               8                   12          16         18       20
 *   +--------+---------+------+---------------+-------------------+-----------+----------+--------+------
 *   | age    | options | type | link state id | advertising router | sequence | checksum | length | body
 *   +--------+---------+------+---------------+-------------------+-----------+----------+--------+------
 */
import { bytesOfNumber, concat, putU16, putU32, u16, u32, u8 } from '../../../base/bytes.ts';
import { fletcherChecksum, isFletcherRight } from './fletcher.ts';

export const lsaTypes = { router: 1, network: 2, summary: 3, summaryAsbr: 4, external: 5 } as const;

export interface LsaHeader {
  /** Seconds since it was made, at most 3600. */
  age: number;
  options: number;
  type: number;
  id: number;
  router: number;
  /** Signed: from -2^31 + 1 up. */
  sequence: number;
  checksum: number;
  length: number;
}

/** One advertisement, with its bytes as they go over the wire; the age stands in the header alone. */
export interface Lsa {
  header: LsaHeader;
  body: Uint8Array;
}

export const routerLinkTypes = { pointToPoint: 1, transit: 2, stub: 3, virtual: 4 } as const;

export interface RouterLink {
  id: number;
  data: number;
  type: number;
  metric: number;
}

export interface RouterBody {
  isBorder: boolean;
  isExternalBorder: boolean;
  links: RouterLink[];
}

export interface NetworkBody {
  mask: number;
  attached: number[];
}

export interface SummaryBody {
  mask: number;
  metric: number;
}

export interface ExternalBody extends SummaryBody {
  /** Type 2: the metric is beyond comparison with those inside. */
  isType2: boolean;
  forwarding: number;
  tag: number;
}

export const lsaHeaderLength = 20;
const linkLength = 12;

export function parseLsaHeader(bytes: Uint8Array, offset: number): LsaHeader {
  return {
    age: u16(bytes, offset),
    options: u8(bytes, offset + 2),
    type: u8(bytes, offset + 3),
    id: u32(bytes, offset + 4),
    router: u32(bytes, offset + 8),
    sequence: u32(bytes, offset + 12) | 0,
    checksum: u16(bytes, offset + 16),
    length: u16(bytes, offset + 18),
  };
}

export function emitLsaHeader({ age, options, type, id, router, sequence, checksum, length }: LsaHeader): Uint8Array {
  const bytes = new Uint8Array(lsaHeaderLength);
  putU16(bytes, 0, age);
  bytes[2] = options;
  bytes[3] = type;
  putU32(bytes, 4, id);
  putU32(bytes, 8, router);
  putU32(bytes, 12, sequence >>> 0);
  putU16(bytes, 16, checksum);
  putU16(bytes, 18, length);
  return bytes;
}

/** @returns undefined when the bytes end before the advertisement does, or its checksum is wrong */
export function parseLsa(bytes: Uint8Array, offset: number): Lsa | undefined {
  if (offset + lsaHeaderLength > bytes.length) return undefined;
  const header = parseLsaHeader(bytes, offset);
  const end = offset + header.length;
  if (header.length < lsaHeaderLength || end > bytes.length) return undefined;
  const whole = bytes.slice(offset, end);
  return isFletcherRight(whole.subarray(2)) ? { header, body: whole.subarray(lsaHeaderLength) } : undefined;
}

export function emitLsa({ header, body }: Lsa): Uint8Array {
  return concat(emitLsaHeader(header), body);
}

/** A new advertisement: length and checksum follow from the rest. The checksum does not cover the age. */
export function makeLsa(about: Omit<LsaHeader, 'checksum' | 'length'>, body: Uint8Array): Lsa {
  const header: LsaHeader = { ...about, checksum: 0, length: lsaHeaderLength + body.length };
  const covered = concat(emitLsaHeader(header), body).subarray(2);
  return { header: { ...header, checksum: fletcherChecksum(covered, 14) }, body };
}

export function emitRouterBody({ isBorder, isExternalBorder, links }: RouterBody): Uint8Array {
  const flags = (isBorder ? 1 : 0) | (isExternalBorder ? 2 : 0);
  const head = Uint8Array.of(flags, 0, links.length >>> 8, links.length & 0xff);
  return concat(head, ...links.map(emitLink));
}

function emitLink({ id, data, type, metric }: RouterLink): Uint8Array {
  const bytes = new Uint8Array(linkLength);
  putU32(bytes, 0, id);
  putU32(bytes, 4, data);
  bytes[8] = type;
  putU16(bytes, 10, metric);
  return bytes;
}

/** Metrics by type of service, long out of use, are passed over. */
export function parseRouterBody(body: Uint8Array): RouterBody {
  const links: RouterLink[] = [];
  let offset = 4;
  for (let left = u16(body, 2); left > 0 && offset + linkLength <= body.length; left--) {
    links.push({
      id: u32(body, offset),
      data: u32(body, offset + 4),
      type: u8(body, offset + 8),
      metric: u16(body, offset + 10),
    });
    offset += linkLength + 4 * u8(body, offset + 9);
  }
  return { isBorder: (u8(body, 0) & 1) !== 0, isExternalBorder: (u8(body, 0) & 2) !== 0, links };
}

export function emitNetworkBody({ mask, attached }: NetworkBody): Uint8Array {
  return concat(bytesOfNumber(mask, 4), ...attached.map((router) => bytesOfNumber(router, 4)));
}

export function parseNetworkBody(body: Uint8Array): NetworkBody {
  const attached: number[] = [];
  for (let offset = 4; offset + 4 <= body.length; offset += 4) attached.push(u32(body, offset));
  return { mask: u32(body, 0), attached };
}

export function emitSummaryBody({ mask, metric }: SummaryBody): Uint8Array {
  return concat(bytesOfNumber(mask, 4), bytesOfNumber(metric & 0xffffff, 4));
}

export function parseSummaryBody(body: Uint8Array): SummaryBody {
  return { mask: u32(body, 0), metric: u32(body, 4) & 0xffffff };
}

export function emitExternalBody({ mask, metric, isType2, forwarding, tag }: ExternalBody): Uint8Array {
  const flagged = ((isType2 ? 0x80000000 : 0) | (metric & 0xffffff)) >>> 0;
  return concat(...[mask, flagged, forwarding, tag].map((value) => bytesOfNumber(value, 4)));
}

export function parseExternalBody(body: Uint8Array): ExternalBody {
  return {
    mask: u32(body, 0),
    isType2: (u8(body, 4) & 0x80) !== 0,
    metric: u32(body, 4) & 0xffffff,
    forwarding: u32(body, 8),
    tag: u32(body, 12),
  };
}
