import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../src-main/base/bytes.ts';
import { Malformed } from '../../../src-main/simulator/wire/malformed.ts';
import {
  describeUdpEncapsulated,
  emitUdpEncapsulated,
  parseUdpEncapsulated,
  type UdpEncapsulated,
} from '../../../src-main/simulator/wire/udp-encapsulation.ts';
import { anyBytes, itIsACodec } from './wire.common.ts';

describe('what shares UDP port 4500', () => {
  itIsACodec<UdpEncapsulated>({
    parse: parseUdpEncapsulated,
    emit: emitUdpEncapsulated,
    describe: describeUdpEncapsulated,
    values: fc.oneof(
      fc.constant({ kind: 'keepalive' as const }),
      fc.record({ kind: fc.constant('isakmp' as const), message: anyBytes() }),
      fc.record({
        kind: fc.constant('esp' as const),
        packet: fc.uint8Array({ minLength: 8, maxLength: 60 }).filter((bytes) => bytes.subarray(0, 4).some(Boolean)),
      }),
    ),
  });

  it('is told apart by its first four bytes', () => {
    expect(parseUdpEncapsulated(bytesOfHex('00000000aabb'))).toEqual({ kind: 'isakmp', message: bytesOfHex('aabb') });
    expect(parseUdpEncapsulated(bytesOfHex('00000001aabb'))).toMatchObject({ kind: 'esp' });
    expect(parseUdpEncapsulated(bytesOfHex('ff'))).toEqual({ kind: 'keepalive' });
    expect(parseUdpEncapsulated(bytesOfHex('ffff'))).toEqual(new Malformed('UDP encapsulation', '2 bytes are no SPI'));
  });
});
