import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, concat } from '../../../src-main/base/bytes.ts';
import { Malformed } from '../../../src-main/simulator/wire/malformed.ts';
import { describeUdp, emitUdp, parseUdp } from '../../../src-main/simulator/wire/udp.ts';
import { anyBytes, itIsACodec, wellFormed, wholeNumber } from './wire.common.ts';

const addresses = { source: 0xac100001, destination: 0xac100006 };

describe('a UDP datagram', () => {
  itIsACodec({
    parse: (bytes) => parseUdp(bytes, addresses),
    emit: (datagram) => emitUdp(datagram, addresses),
    describe: describeUdp,
    values: fc.record({
      sourcePort: wholeNumber(16),
      destinationPort: wholeNumber(16),
      checksummed: fc.boolean(),
      payload: anyBytes(),
    }),
  });

  const datagram = { sourcePort: 500, destinationPort: 500, checksummed: true, payload: Uint8Array.of(1, 2, 3) };

  it('is checksummed over its addresses too', () => {
    const bytes = emitUdp(datagram, addresses);
    expect(bytes).toEqual(bytesOfHex('01f401f4000b9fc6010203'));
    expect(parseUdp(bytes, { ...addresses, source: 1 })).toEqual(new Malformed('UDP', 'wrong checksum'));
  });

  it('is accepted without a checksum', () => {
    const bytes = emitUdp({ ...datagram, checksummed: false }, addresses);
    expect([...bytes.subarray(6, 8)]).toEqual([0, 0]);
    expect(wellFormed(parseUdp(bytes, { source: 1, destination: 2 })).checksummed).toBe(false);
  });

  it('sends a checksum of zero as all ones', () => {
    const bare = { ...datagram, sourcePort: 0, payload: new Uint8Array(2) };
    const bytes = emitUdp(bare, addresses);
    const missing = (bytes[6] ?? 0) * 256 + (bytes[7] ?? 0);
    const tuned = emitUdp({ ...bare, payload: Uint8Array.of(missing >> 8, missing & 255) }, addresses);
    expect([...tuned.subarray(6, 8)]).toEqual([255, 255]);
    expect(wellFormed(parseUdp(tuned, addresses)).checksummed).toBe(true);
  });

  it('ends at its length', () => {
    expect(parseUdp(concat(emitUdp(datagram, addresses), Uint8Array.of(9)), addresses)).toEqual(datagram);
  });

  it('is refused with the reason', () => {
    const bytes = emitUdp(datagram, addresses);
    expect(parseUdp(bytes.subarray(0, 7), addresses)).toEqual(new Malformed('UDP', '7 bytes are no header'));
    expect(parseUdp(bytes.subarray(0, 10), addresses)).toEqual(
      new Malformed('UDP', 'length 11, and only 10 bytes came'),
    );
    bytes[5] = 7;
    expect(parseUdp(bytes, addresses)).toEqual(new Malformed('UDP', 'length 7 is shorter than the header'));
  });

  it('is described by its ports', () => {
    expect(describeUdp(datagram)).toBe('UDP 500 > 500 length 11');
  });
});
