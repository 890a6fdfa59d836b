import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../src-main/base/bytes.ts';
import { describeAh, emitAh, parseAh } from '../../../src-main/simulator/wire/ah.ts';
import { Malformed } from '../../../src-main/simulator/wire/malformed.ts';
import { anyBytes, itIsACodec, wholeNumber } from './wire.common.ts';

describe('an AH packet', () => {
  itIsACodec({
    parse: parseAh,
    emit: emitAh,
    describe: describeAh,
    values: fc.record({
      nextHeader: wholeNumber(8),
      spi: wholeNumber(32),
      sequence: wholeNumber(32),
      integrityCheckValue: fc.nat(16).chain((words) => fc.uint8Array({ minLength: 4 * words, maxLength: 4 * words })),
      payload: anyBytes(),
    }),
  });

  const packet = {
    nextHeader: 4,
    spi: 0x1001,
    sequence: 1,
    integrityCheckValue: new Uint8Array(12).fill(0xee),
    payload: Uint8Array.of(0x45),
  };

  it('counts its length in words less two: 4 with a check value of 96 bits', () => {
    expect(emitAh(packet)).toEqual(bytesOfHex(`040400000000100100000001${'ee'.repeat(12)}45`));
    expect(describeAh(packet)).toBe('AH spi 0x00001001 seq 1 next header 4');
  });

  it('is refused with the reason', () => {
    const bytes = emitAh(packet);
    expect(parseAh(bytes.subarray(0, 11))).toEqual(new Malformed('AH', '11 bytes are no header'));
    expect(parseAh(bytes.subarray(0, 20))).toEqual(new Malformed('AH', 'length 24, and only 20 bytes came'));
    bytes[3] = 1;
    expect(parseAh(bytes)).toEqual(new Malformed('AH', 'the reserved field is not zero'));
    bytes[1] = 0;
    expect(parseAh(bytes)).toEqual(new Malformed('AH', 'length 8 is shorter than the header'));
  });
});
