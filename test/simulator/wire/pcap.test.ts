import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, concat } from '../../../src-main/base/bytes.ts';
import { isMalformed } from '../../../src-main/simulator/wire/malformed.ts';
import {
  describePcap,
  emitPcap,
  emitPcapHeader,
  emitPcapRecord,
  linkTypes,
  parsePcap,
  type Capture,
} from '../../../src-main/simulator/wire/pcap.ts';
import { anyBytes, wellFormed, wholeNumber } from './wire.common.ts';

const captures: fc.Arbitrary<Capture> = fc.record({
  linkType: fc.constantFrom(linkTypes.ethernet, linkTypes.rawIp),
  frames: fc.array(
    fc.record({
      time: fc.tuple(wholeNumber(32), fc.nat(999_999)).map(([seconds, micro]) => seconds * 1e6 + micro),
      frame: anyBytes(),
    }),
  ),
});

const capture: Capture = {
  linkType: linkTypes.ethernet,
  frames: [{ time: 1_700_000_000_000_001, frame: Uint8Array.of(1, 2, 3) }],
};

describe('a capture file', () => {
  it('is read as it was written, and written as it was read', () => {
    fc.assert(
      fc.property(captures, (value) => {
        const bytes = emitPcap(value);
        const parsed = wellFormed(parsePcap(bytes));
        expect(parsed).toEqual(value);
        expect(emitPcap(parsed)).toEqual(bytes);
        expect(describePcap(parsed)).toMatch(/^pcap link type \d+, \d+ frames$/);
      }),
    );
  });

  it('has the bytes of the classic format', () => {
    expect(emitPcap(capture)).toEqual(
      bytesOfHex(
        'd4c3b2a1' +
          '02000400' +
          '00000000' +
          '00000000' +
          '00000400' +
          '01000000' +
          '00f15365' +
          '01000000' +
          '03000000'.repeat(2) +
          '010203',
      ),
    );
  });

  it('is the header and then record after record, so it can be written as it happens', () => {
    const [frame] = capture.frames;
    expect(
      concat(emitPcapHeader(linkTypes.ethernet), emitPcapRecord(frame ?? { time: 0, frame: new Uint8Array() })),
    ).toEqual(emitPcap(capture));
  });

  it('is read in the other byte order and with nanoseconds', () => {
    const bytes = bytesOfHex(
      'a1b23c4d' +
        '00020004' +
        '00000000' +
        '00000000' +
        '00040000' +
        '00000001' +
        '6553f100' +
        '000003e8' +
        '00000003'.repeat(2) +
        '010203',
    );
    expect(parsePcap(bytes)).toEqual(capture);
  });

  it('is read up to a record that is cut', () => {
    const bytes = emitPcap(capture);
    expect(wellFormed(parsePcap(concat(bytes, bytes.subarray(24, 41)))).frames.length).toBe(1);
    expect(wellFormed(parsePcap(concat(bytes, bytes.subarray(24, 30)))).frames.length).toBe(1);
  });

  it('is refused when it is something else, and never makes the reader throw', () => {
    expect(isMalformed(parsePcap(new Uint8Array(24)))).toBe(true);
    expect(isMalformed(parsePcap(bytesOfHex('0a0d0d0a')))).toBe(true);
    const headed = anyBytes().map((rest) => concat(emitPcapHeader(1), rest));
    fc.assert(fc.property(fc.oneof(anyBytes(), headed), (bytes) => void parsePcap(bytes)));
  });
});
