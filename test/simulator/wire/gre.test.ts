import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../src-main/base/bytes.ts';
import { describeGre, emitGre, parseGre, type GrePacket } from '../../../src-main/simulator/wire/gre.ts';
import { Malformed } from '../../../src-main/simulator/wire/malformed.ts';
import { anyBytes, itIsACodec, wellFormed, wholeNumber } from './wire.common.ts';

const plain: GrePacket = {
  protocolType: 0x0800,
  checksummed: false,
  key: undefined,
  sequence: undefined,
  payload: Uint8Array.of(0x45, 0, 0),
};
/** The bits and bytes that a receiver ignores (RFC 2784 sections 2.2 and 2.4) do not come back. */
function withoutIgnored(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const [first = 0, second = 0] = copy;
  copy.set([first & 0xfc, second & 0x07].slice(0, copy.length));
  if (first & 0x80 && copy.length >= 8) copy.fill(0, 6, 8);
  return copy;
}

describe('a GRE packet', () => {
  itIsACodec<GrePacket>({
    kept: withoutIgnored,
    parse: parseGre,
    emit: emitGre,
    describe: describeGre,
    values: fc.record({
      protocolType: wholeNumber(16),
      checksummed: fc.boolean(),
      key: fc.option(wholeNumber(32), { nil: undefined }),
      sequence: fc.option(wholeNumber(32), { nil: undefined }),
      payload: anyBytes(),
    }),
  });

  it('is four bytes and the payload when it has no options', () => {
    expect(emitGre(plain)).toEqual(bytesOfHex('00000800450000'));
  });

  it('orders checksum, key and sequence number as RFC 2890 does', () => {
    const bytes = emitGre({ ...plain, checksummed: true, key: 0x01020304, sequence: 5 });
    expect(bytes).toEqual(bytesOfHex('b0000800fef30000' + '01020304' + '00000005' + '450000'));
  });

  it('ignores the reserved bits that a receiver must ignore', () => {
    expect(parseGre(bytesOfHex('03f80800450000'))).toEqual(plain);
  });

  it('is refused with the reason', () => {
    expect(parseGre(bytesOfHex('000008'))).toEqual(new Malformed('GRE', '3 bytes are no header'));
    expect(parseGre(bytesOfHex('00010800'))).toEqual(new Malformed('GRE', 'version 1'));
    expect(parseGre(bytesOfHex('40000800'))).toEqual(new Malformed('GRE', 'flags 0x4000 that RFC 2784 forbids'));
    expect(parseGre(bytesOfHex('20000800'))).toEqual(new Malformed('GRE', '4 bytes of a header of 8'));
    expect(parseGre(bytesOfHex('8000080012340000'))).toEqual(new Malformed('GRE', 'wrong checksum'));
  });

  it('is described with its key and sequence number', () => {
    expect(describeGre(wellFormed(parseGre(emitGre({ ...plain, key: 7, sequence: 9 }))))).toBe(
      'GRE type 0x0800 key 7 seq 9 payload 3',
    );
  });
});
