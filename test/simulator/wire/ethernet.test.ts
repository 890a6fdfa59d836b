import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../src-main/base/bytes.ts';
import { describeEthernet, emitEthernet, parseEthernet } from '../../../src-main/simulator/wire/ethernet.ts';
import { bytesOf, itIsACodec, wellFormed, wholeNumber } from './wire.common.ts';

describe('an Ethernet frame', () => {
  itIsACodec({
    minimumLength: 60,
    parse: parseEthernet,
    emit: emitEthernet,
    describe: describeEthernet,
    values: fc.record({
      destination: bytesOf(6),
      source: bytesOf(6),
      etherType: wholeNumber(16),
      payload: fc.uint8Array({ minLength: 46, maxLength: 200 }),
    }),
  });

  const frame = {
    destination: bytesOfHex('ffffffffffff'),
    source: bytesOfHex('ca0112340008'),
    etherType: 0x0806,
    payload: Uint8Array.of(1, 2, 3),
  };

  it('is padded with zeros to sixty bytes', () => {
    const bytes = emitEthernet(frame);
    expect(bytes.length).toBe(60);
    const { payload } = wellFormed(parseEthernet(bytes));
    expect(payload.length).toBe(46);
    expect([...payload.subarray(0, 5)]).toEqual([1, 2, 3, 0, 0]);
  });

  it('is described by its addresses and type', () => {
    expect(describeEthernet(frame)).toBe('Ethernet ca:01:12:34:00:08 > ff:ff:ff:ff:ff:ff type 0x0806 length 17');
  });
});
