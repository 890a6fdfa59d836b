import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../src-main/base/bytes.ts';
import { describeEsp, emitEsp, padEsp, parseEsp, unpadEsp } from '../../../src-main/simulator/wire/esp.ts';
import { isMalformed, Malformed } from '../../../src-main/simulator/wire/malformed.ts';
import { anyBytes, itIsACodec, wholeNumber } from './wire.common.ts';

describe('an ESP packet', () => {
  itIsACodec({
    parse: parseEsp,
    emit: emitEsp,
    describe: describeEsp,
    values: fc.record({ spi: wholeNumber(32), sequence: wholeNumber(32), rest: anyBytes() }),
  });

  it('begins with the SPI and the sequence number', () => {
    const packet = { spi: 0xb7e0a5c1, sequence: 3, rest: Uint8Array.of(9) };
    expect(emitEsp(packet)).toEqual(bytesOfHex('b7e0a5c10000000309'));
    expect(describeEsp(packet)).toBe('ESP spi 0xb7e0a5c1 seq 3 length 9');
  });

  it('is refused when it has no header', () => {
    expect(parseEsp(new Uint8Array(7))).toEqual(new Malformed('ESP', '7 bytes are no header'));
  });
});

describe('the ESP trailer', () => {
  it('fills the last block with 1, 2, 3 and ends with pad length and next header', () => {
    expect(padEsp({ payload: Uint8Array.of(0xaa, 0xbb, 0xcc), nextHeader: 4 }, 8)).toEqual(
      bytesOfHex('aabbcc0102030304'),
    );
  });

  it('aligns to four bytes when the cipher has no block', () => {
    expect(padEsp({ payload: new Uint8Array(3), nextHeader: 4 }, 1).length).toBe(8);
  });

  it('comes off again, for every payload and block length', () => {
    fc.assert(
      fc.property(anyBytes(), wholeNumber(8), fc.constantFrom(1, 4, 8, 16), (payload, nextHeader, blockLength) => {
        const padded = padEsp({ payload, nextHeader }, blockLength);
        expect(padded.length % Math.max(4, blockLength)).toBe(0);
        expect(unpadEsp(padded)).toEqual({ payload, nextHeader });
      }),
    );
  });

  it('is refused when the decryption left something else than padding', () => {
    expect(unpadEsp(Uint8Array.of(4))).toEqual(new Malformed('ESP', '1 bytes are no trailer'));
    expect(unpadEsp(Uint8Array.of(1, 2, 3, 4))).toEqual(new Malformed('ESP', 'pad length 3 exceeds the payload'));
    expect(unpadEsp(Uint8Array.of(1, 9, 2, 4))).toEqual(new Malformed('ESP', 'the padding is not 1, 2, 3 and so on'));
    fc.assert(
      fc.property(anyBytes(), (bytes) => {
        const result = unpadEsp(bytes);
        return isMalformed(result) || result.payload.length <= bytes.length - 2;
      }),
    );
  });
});
