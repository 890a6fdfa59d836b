/**
 * The security association payload (RFC 7296 section 3.3): proposals, each with transforms of several types. Of each
 * type the responder chooses one.
 *
 *   proposal:   2: more, 0: no | 0 | length (2) | number | protocol | SPI size | # of transforms | SPI | transforms
 *   transform:  3: more, 0: no | 0 | length (2) | type   | 0 | transform id (2) | attributes
 */
import { freshBytes, hexOf, noBytes, putU16, u16, u8 } from '../../../base/bytes.ts';
import { isMalformed, Malformed } from '../malformed.ts';
import { keyOf, protocols, transformTypes } from './numbers.ts';

export interface Transform {
  /** One of transformTypes. */
  type: number;
  id: number;
  /** The one attribute that there is. */
  keyBits?: number;
}

export interface Proposal {
  number: number;
  /** One of protocols. */
  protocol: number;
  spi: Uint8Array;
  transforms: readonly Transform[];
}

export interface SaPayload {
  kind: 'sa';
  proposals: readonly Proposal[];
}

const layer = 'IKEv2 SA';
const header = 4;
/** Fixed format, type 14 (section 3.3.5). */
const KEY_LENGTH = 0x800e;
const MORE_PROPOSALS = 2;
const MORE_TRANSFORMS = 3;

export function parseSa(body: Uint8Array): SaPayload | Malformed {
  const parts = substructures(body, MORE_PROPOSALS);
  if (isMalformed(parts)) return parts;
  const proposals: Proposal[] = [];
  for (const part of parts) {
    const proposal = parseProposal(part);
    if (isMalformed(proposal)) return proposal;
    proposals.push(proposal);
  }
  return proposals.length > 0 ? { kind: 'sa', proposals } : new Malformed(layer, 'no proposal');
}

/** Without their headers of four bytes. */
function substructures(bytes: Uint8Array, more: number, start = 0): Uint8Array[] | Malformed {
  const parts: Uint8Array[] = [];
  let offset = start;
  while (offset < bytes.length) {
    const length = u16(bytes, offset + 2);
    if (length < 2 * header || length > bytes.length - offset) return new Malformed(layer, `length ${length}`);
    parts.push(bytes.subarray(offset + header, offset + length));
    const mark = u8(bytes, offset);
    offset += length;
    if (mark !== (offset < bytes.length ? more : 0)) return new Malformed(layer, `${mark} for whether more follow`);
  }
  return parts;
}

function parseProposal(part: Uint8Array): Proposal | Malformed {
  const start = 4 + u8(part, 2);
  if (start > part.length) return new Malformed(layer, 'the SPI does not fit');
  const pieces = substructures(part, MORE_TRANSFORMS, start);
  if (isMalformed(pieces)) return pieces;
  if (pieces.length !== u8(part, 3)) return new Malformed(layer, `${pieces.length} transforms, not ${u8(part, 3)}`);
  const transforms: Transform[] = [];
  for (const piece of pieces) {
    const transform = parseTransform(piece);
    if (isMalformed(transform)) return transform;
    transforms.push(transform);
  }
  const spi = start === 4 ? noBytes : part.subarray(4, start);
  return { number: u8(part, 0), protocol: u8(part, 1), spi, transforms };
}

function parseTransform(piece: Uint8Array): Transform | Malformed {
  const [type, id] = [u8(piece, 0), u16(piece, 2)];
  if (piece.length === 4) return { type, id };
  // An attribute that is not known makes the transform one that is not known (section 3.3.6).
  if (piece.length !== 8 || u16(piece, 4) !== KEY_LENGTH) return { type, id: UNKNOWN };
  return { type, id, keyBits: u16(piece, 6) };
}

/** Of the range for private use: nobody chooses it. */
const UNKNOWN = 0xffff;

export function emitSa({ proposals }: SaPayload): Uint8Array {
  let end = 0;
  for (const proposal of proposals) end += lengthOfProposal(proposal);
  const bytes = freshBytes(end);
  let offset = 0;
  for (const proposal of proposals) {
    const next = offset + lengthOfProposal(proposal);
    putProposal(bytes, offset, proposal);
    if (next < end) bytes[offset] = MORE_PROPOSALS;
    offset = next;
  }
  return bytes;
}

function lengthOfProposal({ spi, transforms }: Proposal): number {
  let length = 2 * header + spi.length;
  for (const transform of transforms) length += lengthOfTransform(transform);
  return length;
}

function lengthOfTransform({ keyBits }: Transform): number {
  return keyBits === undefined ? 2 * header : 3 * header;
}

function putProposal(bytes: Uint8Array, start: number, proposal: Proposal): void {
  const { number, protocol, spi, transforms } = proposal;
  putU16(bytes, start + 2, lengthOfProposal(proposal));
  bytes[start + 4] = number;
  bytes[start + 5] = protocol;
  bytes[start + 6] = spi.length;
  bytes[start + 7] = transforms.length;
  bytes.set(spi, start + 8);
  let offset = start + 8 + spi.length;
  transforms.forEach((transform, i) => {
    putTransform(bytes, offset, transform);
    if (i < transforms.length - 1) bytes[offset] = MORE_TRANSFORMS;
    offset += lengthOfTransform(transform);
  });
}

function putTransform(bytes: Uint8Array, start: number, transform: Transform): void {
  const { type, id, keyBits } = transform;
  putU16(bytes, start + 2, lengthOfTransform(transform));
  bytes[start + 4] = type;
  putU16(bytes, start + 6, id);
  if (keyBits === undefined) return;
  putU16(bytes, start + 8, KEY_LENGTH);
  putU16(bytes, start + 10, keyBits);
}

export function describeSa({ proposals }: SaPayload): string {
  return proposals
    .map(({ number, protocol, spi, transforms }) => {
      const all = transforms.map(({ type, id, keyBits }) => {
        const length = keyBits === undefined ? '' : `/${keyBits}`;
        return `${keyOf(transformTypes, type) ?? type} ${id}${length}`;
      });
      return `${number} ${keyOf(protocols, protocol) ?? protocol} ${hexOf(spi)} (${all.join(', ')})`;
    })
    .join('; ');
}
