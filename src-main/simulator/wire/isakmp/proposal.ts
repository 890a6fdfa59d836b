/**
 * The proposal payload (RFC 2408 section 3.5), which exists inside security associations only.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +---------------+---------------+-------------------------------+
 *   | 2: more, 0: no|       0       |            Length             |  0
 *   +---------------+---------------+---------------+---------------+
 *   |  Proposal #   |  Protocol ID  |   SPI size    |# of transforms|  4
 *   +---------------+---------------+---------------+---------------+
 *   |                     SPI, then the transforms                  |  8
 *   +---------------------------------------------------------------+
 */
import { hexOf, noBytes, u8 } from '../../../base/bytes.ts';
import { isMalformed, Malformed } from '../malformed.ts';
import { emitChain, parseChain } from './chain.ts';
import { nameOf, payloadTypes, securityProtocols } from './numbers.ts';
import { describeTransform, emitTransform, parseTransform, type Transform } from './transform.ts';

// Without the generic header.
const NUMBER = 0;
const PROTOCOL = 1;
const SPI_SIZE = 2;
const TRANSFORM_COUNT = 3;
const SPI = 4;

export interface Proposal {
  /** Proposals of one number are offered together, of different numbers as alternatives. */
  number: number;
  /** One of securityProtocols. */
  protocol: number;
  spi: Uint8Array;
  /** Alternatives, the preferred first. */
  transforms: readonly Transform[];
}

export function parseProposal(body: Uint8Array): Proposal | Malformed {
  if (body.length < SPI) return new Malformed('ISAKMP proposal', `${body.length} bytes are no header`);
  const start = SPI + u8(body, SPI_SIZE);
  if (start > body.length) return new Malformed('ISAKMP proposal', `SPI of ${start - SPI} bytes does not fit`);
  const transforms = parseTransforms(body, start, u8(body, TRANSFORM_COUNT));
  if (isMalformed(transforms)) return transforms;
  const spi = start === SPI ? noBytes : body.subarray(SPI, start);
  return { number: u8(body, NUMBER), protocol: u8(body, PROTOCOL), spi, transforms };
}

function parseTransforms(bytes: Uint8Array, start: number, count: number): Transform[] | Malformed {
  const chain = parseChain(count === 0 ? 0 : payloadTypes.T, bytes, start);
  if (isMalformed(chain)) return chain;
  if (chain.rest.length > 0) return new Malformed('ISAKMP proposal', 'bytes after the last transform');
  if (chain.links.length !== count)
    return new Malformed('ISAKMP proposal', `${count} transforms announced, ${chain.links.length} found`);
  const transforms: Transform[] = [];
  for (const { type, body } of chain.links) {
    if (type !== payloadTypes.T) return new Malformed('ISAKMP proposal', `payload ${type} among the transforms`);
    const transform = parseTransform(body);
    if (isMalformed(transform)) return transform;
    transforms.push(transform);
  }
  return transforms;
}

export function emitProposal({ number, protocol, spi, transforms }: Proposal): Uint8Array {
  const links = transforms.map((transform) => ({ type: payloadTypes.T, body: emitTransform(transform) }));
  const bytes = emitChain(links, SPI + spi.length);
  bytes[NUMBER] = number;
  bytes[PROTOCOL] = protocol;
  bytes[SPI_SIZE] = spi.length;
  bytes[TRANSFORM_COUNT] = transforms.length;
  bytes.set(spi, SPI);
  return bytes;
}

export function describeProposal({ number, protocol, spi, transforms }: Proposal): string {
  const spiText = spi.length === 0 ? '' : ` spi 0x${hexOf(spi)}`;
  const all = transforms.map((transform) => describeTransform(transform, protocol)).join('; ');
  return `proposal ${number} ${nameOf(securityProtocols, protocol)}${spiText} (${all})`;
}
